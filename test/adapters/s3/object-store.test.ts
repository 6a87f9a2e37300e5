import { randomUUID } from 'node:crypto';
import { CreateBucketCommand } from '@aws-sdk/client-s3';
import { afterAll, describe, expect, test } from 'vitest';
import { s3Client } from '../../../adapters/s3/client.ts';
import { s3ObjectStore } from '../../../adapters/s3/object-store.ts';
import { expectError, inByteOrder, keysOf, textOf } from '../../contracts/object-store/ask.ts';
import { objectStoreContract } from '../../contracts/object-store.ts';
import { localEndpoint } from '../../support/endpoint.ts';

const endpoint = await localEndpoint();
afterAll(() => endpoint?.stop());

// A real account's keys must not be what a test signs with, even to 127.0.0.1.
Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test', AWS_SESSION_TOKEN: '' });
const client = s3Client({ region: 'us-west-1', endpoint: endpoint?.url ?? 'http://127.0.0.1:1' });
const bucket = `evencast-test-${randomUUID()}`;
if (endpoint !== undefined) {
  const where = { LocationConstraint: 'us-west-1' } as const;
  await client.send(new CreateBucketCommand({ Bucket: bucket, CreateBucketConfiguration: where }));
}
const newStore = (prefix = `${randomUUID()}/`) => s3ObjectStore(client, { bucket, prefix });

describe.skipIf(endpoint === undefined)('with the local endpoint (python3 with moto)', () => {
  objectStoreContract('S3', async () => newStore(), {
    racingMoves: true,
    names: ['new\nline'], // moto's routes end at a line's end
  });

  test('a prefix with or without its slash is the same place', async () => {
    const prefix = randomUUID();
    await newStore(prefix).put('a', 'x');
    expect(await keysOf(newStore(`${prefix}/`).list(''))).toEqual(['a']);
    expect(newStore(prefix).place).toBe(`s3://${bucket}/${prefix}`);
    expect(s3ObjectStore(client, { bucket }).place).toBe(`s3://${bucket}`);
  });

  test.for(['a//b', '/a', 'a/../b', './a', '..', 'a/', ' ', 'nul\0l', '\u0001\u001f'])(
    '%j, no name for a file, is one in S3',
    async (key) => {
      const store = newStore();
      const { version } = await store.put(key, 'x');
      expect(await keysOf(store.list(''))).toEqual([key]);
      expect(await textOf(store, key)).toBe('x');
      const moved = await store.move(key, `moved/${key}`, { ifVersion: version });
      expect(await keysOf(store.list(''))).toEqual([moved.key]);
    },
  );

  test('the console’s empty folder objects are folders, not images', async () => {
    const store = newStore();
    await store.put('actors/0001/', '');
    await store.put('actors/0002/a.jpg', 'a');
    expect(await keysOf(store.list(''))).toEqual(['actors/0002/a.jpg']);
    expect(await Array.fromAsync(store.folders('actors/'))).toEqual(['0001', '0002']);
  });

  test('more than a page is listed whole', async () => {
    const paged = s3Client({ region: 'us-west-1', endpoint: endpoint?.url });
    paged.middlewareStack.add((next) => (args) => next({ ...args, input: { ...args.input, MaxKeys: 3 } }), {
      step: 'initialize',
    });
    const prefix = randomUUID();
    const keys = Array.from({ length: 10 }, (_, n) => `set ${n}/+é.jpg`);
    for (const key of keys) await newStore(prefix).put(key, 'x');
    const store = s3ObjectStore(paged, { bucket, prefix });
    expect(await keysOf(store.list('set'))).toEqual(inByteOrder(keys));
    expect(await Array.fromAsync(store.folders(''))).toEqual(keys.map((key) => key.split('/')[0]));
  });

  test('a missing bucket is named', async () => {
    const store = s3ObjectStore(client, { bucket: 'no-such-bucket-here' });
    const calls = [() => store.get('k'), () => store.put('k', 'x'), () => Array.fromAsync(store.list(''))];
    for (const call of calls) {
      await expect(call()).rejects.toMatchObject({
        name: 'NotFound',
        message: expect.stringContaining('s3://no-such-bucket-here/'),
      });
    }
  });

  test('a name above 1,024 bytes is refused before it is sent', async () => {
    await expectError(newStore().put('é'.repeat(510), 'x'), 'InvalidKey');
  });
});
