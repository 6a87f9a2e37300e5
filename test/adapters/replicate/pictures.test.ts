import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readCapped } from '../../../adapters/read-capped.ts';
import { openGuarded } from '../../../adapters/replicate/copy/open-guarded.ts';
import { mosaicOf } from '../../support/mosaic.ts';
import type { PictureFault } from '../../support/replicate-faults.ts';
import { errorOf, type World, world } from './world.ts';

let w: World;
beforeEach(async () => {
  w = await world();
});
afterEach(() => w.close());

test.each<[string, PictureFault, RegExp]>([
  ['is gone', 'gone', /is gone: outputs are kept for an hour/],
  ['has a link that expired', 'expired', /is gone/],
  ['has no bytes', 'empty', /an empty file/],
  ['is a web page', 'page', /a web page/],
  ['is of another format', 'gif', /a GIF; only JPEG, PNG and WebP/],
  ['is sent round in circles', 'redirect-loop', /from one address to the next/],
])('a picture that %s is a failed try, paid for', async (_, fault, words) => {
  w.server.pictureFaults(fault);
  expect(await w.make()).toEqual({ kind: 'failed', words: expect.stringMatching(words), usd: 0.05 });
});

test('a circle of redirects is left after five', async () => {
  w.server.pictureFaults('redirect-loop');
  await w.make();
  expect(w.server.requests.filter(({ path }) => path === '/loop')).toHaveLength(5);
});

test.each(['huge', 'huge-announced'] as const)(
  'a picture of 200 MB (%s) is refused without being loaded',
  async (fault) => {
    w.server.pictureFaults(fault);
    expect(await w.make()).toEqual({ kind: 'failed', words: expect.stringMatching(/larger than 32 MB/), usd: 0.05 });
    expect(w.server.sentBytes()).toBeLessThan(60_000_000);
  },
);

test.each<[string, PictureFault, RegExp]>([
  ['a server that is busy', 'busy', /503/],
  ['a connection cut in the middle', 'cut', /ECONNRESET/],
])('after %s the picture is copied by the next try, and paid for once', async (_, fault, words) => {
  w.server.pictureFaults(fault);
  const id = await w.start();
  expect(await errorOf(w.finish(id))).toMatchObject({
    name: 'MakerUnavailable',
    message: expect.stringMatching(words),
  });
  expect(await w.finish(id)).toMatchObject({
    kind: 'made',
    image: await mosaicOf(`${w.request.seed} ${w.request.prompt}`),
  });
  expect(w.server.paid()).toBe(1);
});

test('a picture that never comes is given up at the deadline', async () => {
  const id = await w.start();
  await w.finish(id);
  w.server.pictureFaults('stall');
  // The minute is nearly over once the prediction was looked at: the one real timer here is as short as a timer gets.
  const seen = w.server.requests.length;
  const now = () => (w.server.requests.length > seen ? w.patience.deadline - 40 : w.clock.now());
  const late = await world({ clock: { ...w.clock, now }, baseUrl: w.server.url });
  const error = await errorOf(late.maker.finish(id, w.request, w.patience));
  await late.close();
  expect(error).toMatchObject({ name: 'MakerUnavailable', message: expect.stringMatching(/no end in the time/) });
});

test('a run cancelled while a picture does not come ends at once', async () => {
  const id = await w.start();
  await w.finish(id);
  w.server.pictureFaults('stall');
  const cancel = new AbortController();
  const seen = w.server.requests.length;
  const cancelled = errorOf(w.maker.finish(id, w.request, { ...w.patience, signal: cancel.signal }));
  await w.server.received(seen + 2);
  cancel.abort();
  expect(await cancelled).toMatchObject({ name: 'Cancelled' });
});

test.each([
  'https://127.0.0.1/x.jpg',
  'https://169.254.169.254/latest/meta-data',
  'https://[::1]/x.jpg',
  'https://[::ffff:127.0.0.1]/x.jpg',
  'https://2130706433/x.jpg',
  'https://0177.0.0.1/x.jpg',
  'https://0x7f.1/x.jpg',
  'https://10.1.2.3/x.jpg',
  'https://me:secret@example.com/x.jpg',
  'http://example.com/x.jpg',
  'http://127.0.0.1:9/x.jpg',
  'ftp://example.com/x.jpg',
  'file:///etc/passwd',
])('a redirect to %s is not followed', async (redirect) => {
  w.server.pictureFaults({ redirect });
  const outcome = await w.make();
  expect(outcome).toEqual({
    kind: 'failed',
    words: expect.stringMatching(/an address that (is not|carries)/),
    usd: 0.05,
  });
  expect(JSON.stringify(outcome)).not.toContain('secret');
});

test.each(['http://127.0.0.1:1/x.jpg', 'https://localhost/x.jpg', 'http://localhost:80/x.jpg'])(
  'a model that answers the address %s makes nobody connect to it',
  async (address) => {
    w.server.fates({ output: () => address });
    expect(await w.make()).toMatchObject({ kind: 'failed', words: expect.stringMatching(/an address that/) });
  },
);

test.each([[['127.0.0.1']], [['169.254.169.254']], [['::1']], [['fd00::1']], [['8.8.8.8', '192.168.1.1']], [[]]])(
  'a name that resolves to %j is not connected to',
  async (addresses) => {
    const asked: string[] = [];
    const resolve = async (name: string) => {
      asked.push(name);
      return addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
    };
    const rebound = await world({ resolve });
    rebound.server.fates({ output: () => 'https://pictures.example/x.jpg' });
    expect(await rebound.make()).toEqual({
      kind: 'failed',
      words: expect.stringMatching(/pictures\.example, an address that is not on the public internet/),
      usd: 0.05,
    });
    // Asked once: what was looked at is what would have been connected to.
    expect(asked).toEqual(['pictures.example']);
    await rebound.close();
  },
);

test('a name that is not known is tried again later', async () => {
  const unknown = await world({ resolve: () => Promise.reject(Object.assign(new Error('no'), { code: 'ENOTFOUND' })) });
  unknown.server.fates({ output: () => 'https://pictures.example/x.jpg' });
  expect(await errorOf(unknown.make())).toMatchObject({
    name: 'MakerUnavailable',
    message: expect.stringMatching(/ENOTFOUND/),
  });
  await unknown.close();
});

test('an https address is spoken to in TLS, by its name, at exactly the address that was looked at', async () => {
  const server = createServer();
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  const hello = new Promise<Buffer>((resolve) => {
    server.once('connection', (socket) => {
      socket.once('data', (bytes: Buffer) => {
        resolve(bytes);
        socket.destroy();
      });
    });
  });
  const looked: string[] = [];
  const policy = {
    objection: () => undefined,
    allows: (address: string) => {
      looked.push(address);
      return true;
    },
  };
  const url = new URL(`https://pictures.example:${port}/x.jpg`);
  const resolve = async () => [{ address: '127.0.0.1', family: 4 }];
  const opened = openGuarded(url, policy, resolve, new AbortController().signal).catch((error: unknown) => error);
  const bytes = await hello;
  // 0x16 is the first byte of a TLS handshake; the server's name stands in it in clear.
  expect(bytes[0]).toBe(0x16);
  expect(bytes.toString('latin1')).toContain('pictures.example');
  expect(await opened).toBeInstanceOf(Error);
  expect(looked).toEqual(['127.0.0.1']);
  server.close();
});

test('a body is read up to its limit and no further', async () => {
  let made = 0;
  async function* endless() {
    for (; ; made += 1) yield new Uint8Array(10);
  }
  expect(await readCapped(endless(), 35)).toBeUndefined();
  expect(made).toBe(3);
  async function* short() {
    yield Uint8Array.of(1, 2);
    yield Uint8Array.of(3);
  }
  expect(await readCapped(short(), 3)).toEqual(Buffer.of(1, 2, 3));
});
