import { S3Client } from '@aws-sdk/client-s3';
import { expect, test } from 'vitest';
import { s3Client } from '../../../adapters/s3/client.ts';
import { s3ObjectStore } from '../../../adapters/s3/object-store.ts';
import type { ErrorName } from '../../../core/errors.ts';
import { expectError } from '../../contracts/object-store/ask.ts';
import { type Answer, scriptedS3 } from './scripted-s3.ts';

const EXPECTED: readonly (readonly [ErrorName, Answer])[] = [
  ['NotFound', { status: 404, code: 'NoSuchKey' }],
  ['NotFound', { status: 404, code: 'NoSuchBucket' }],
  ['AccessDenied', { status: 403, code: 'AccessDenied' }],
  ['AccessDenied', { status: 403, code: 'InvalidAccessKeyId' }],
  ['AccessDenied', { status: 403, code: 'SomethingNewlyForbidden' }],
  ['AccessDenied', { status: 400, code: 'ExpiredToken' }],
  ['Conflict', { status: 412, code: 'PreconditionFailed' }],
  ['Conflict', { status: 409, code: 'ConditionalRequestConflict' }],
  ['InvalidKey', { status: 400, code: 'KeyTooLongError' }],
  ['InvalidConfig', { status: 301, code: 'PermanentRedirect' }],
  ['InvalidConfig', { status: 501, code: 'NotImplemented' }],
  ['StoreUnavailable', { status: 503, code: 'SlowDown' }],
  ['StoreUnavailable', { status: 500, code: 'InternalError' }],
  ['StoreUnavailable', { status: 429, code: 'TooManyRequests' }],
  ['StoreUnavailable', { status: 200, body: '<html><title>Please log in' }],
  ['StoreUnavailable', (_, response) => response.destroy()],
];

test.for(EXPECTED)('%s when S3 answers %o', async ([name, answer]) => {
  const { client } = await scriptedS3({ 'GET /bucket': answer, 'GET /bucket/': answer });
  const store = s3ObjectStore(client, { bucket: 'bucket' });
  await expectError(Array.fromAsync(store.list('')), name);
  await expect(Array.fromAsync(store.list(''))).rejects.toThrow(/s3:\/\/bucket/);
});

test('a server that is not there is StoreUnavailable', async () => {
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const nobody = new S3Client({
    endpoint: 'http://127.0.0.1:1',
    forcePathStyle: true,
    region: 'us-west-1',
    credentials,
    maxAttempts: 1,
  });
  await expectError(s3ObjectStore(nobody, { bucket: 'bucket' }).get('k'), 'StoreUnavailable');
});

test('without credentials it says how to get some', async () => {
  const { url } = await scriptedS3({});
  const missing = Object.assign(new Error('Could not load credentials from any providers'), {
    name: 'CredentialsProviderError',
  });
  const client = new S3Client({
    endpoint: url,
    region: 'us-west-1',
    credentials: () => Promise.reject(missing),
    maxAttempts: 1,
  });
  await expect(s3ObjectStore(client, { bucket: 'bucket' }).get('k')).rejects.toMatchObject({
    name: 'AccessDenied',
    message: expect.stringContaining('AWS_PROFILE'),
    cause: missing,
  });
});

test('the client tries once more, not longer: waiting is the state machine’s part', async () => {
  const { url, requests } = await scriptedS3({ 'GET /bucket/k': { status: 500, code: 'InternalError' } });
  process.env['AWS_ACCESS_KEY_ID'] = 'test';
  process.env['AWS_SECRET_ACCESS_KEY'] = 'test';
  await expectError(
    s3ObjectStore(s3Client({ region: 'us-west-1', endpoint: url }), { bucket: 'bucket' }).get('k'),
    'StoreUnavailable',
  );
  expect(requests).toHaveLength(2);
});

test('a read can be cancelled while the content is on its way', async () => {
  const controller = new AbortController();
  const reason = new Error('enough');
  const { client } = await scriptedS3({
    'GET /bucket/k': (_, response) => {
      response.writeHead(200, { 'content-length': '10', etag: '"1"' });
      response.write('half', () => setImmediate(() => controller.abort(reason)));
    },
  });
  await expect(s3ObjectStore(client, { bucket: 'bucket' }).get('k', { signal: controller.signal })).rejects.toBe(
    reason,
  );
});

test('content above maxBytes is not waited for', async () => {
  let closed: () => void = () => undefined;
  const hungUp = new Promise<void>((done) => {
    closed = done;
  });
  const { client } = await scriptedS3({
    'GET /bucket/k': (_, response) => {
      response.writeHead(200, { 'content-length': '1000000', etag: '"1"' });
      response.write('the beginning');
      response.on('close', closed);
    },
  });
  await expectError(s3ObjectStore(client, { bucket: 'bucket' }).get('k', { maxBytes: 100 }), 'InvalidRequest');
  await hungUp;
});

test('content that breaks off is StoreUnavailable, not half an object', async () => {
  const { client } = await scriptedS3({
    'GET /bucket/k': (_, response) => {
      response.writeHead(200, { 'content-length': '10', etag: '"1"' });
      response.write('half', () => response.destroy());
    },
  });
  await expectError(s3ObjectStore(client, { bucket: 'bucket' }).get('k'), 'StoreUnavailable');
});
