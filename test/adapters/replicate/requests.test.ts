import { afterEach, beforeEach, expect, test } from 'vitest';
import { replicateMaker } from '../../../adapters/replicate/replicate-maker.ts';
import { fakeClock } from '../../support/fake-clock.ts';
import { ACTOR, errorOf, INPUT, settings, TOKEN, type World, world } from './world.ts';

const MINUTE = 60_000;
const JPEG = Buffer.from('ffd8ffe0', 'hex');

let w: World;
beforeEach(async () => {
  w = await world();
});
afterEach(() => w.close());

const bodies = (of: World = w) => of.server.requests.filter(({ method }) => method === 'POST').map(({ body }) => body);

test('the model gets prompt, references, aspect, seed and the fixed inputs under the names of the configuration', async () => {
  await w.start({ references: [JPEG, JPEG] });
  const uri = 'data:image/jpeg;base64,/9j/4A==';
  expect(w.server.requests[0]).toMatchObject({
    method: 'POST',
    path: '/v1/models/black-forest-labs/flux-2-pro/predictions',
    hasToken: true,
    headers: { 'cancel-after': '30m' },
  });
  expect(bodies()).toEqual([
    {
      input: {
        prompt: w.request.prompt,
        input_images: [uri, uri],
        aspect_ratio: '3:4',
        seed: w.request.seed,
        output_format: 'jpg',
      },
    },
  ]);
});

test('another model gets its inputs under its own names, and those it does not have not at all', async () => {
  const input = { prompt: 'text', references: '', seed: 'random_seed', aspect: '', fixed: {} };
  const other = await world({ model: 'somebody/fox-maker:5c7d5dc6', input });
  await other.start({ references: [JPEG] });
  await other.close();
  expect(other.server.requests[0]?.path).toBe('/v1/predictions');
  expect(bodies(other)).toEqual([
    { version: '5c7d5dc6', input: { text: other.request.prompt, random_seed: other.request.seed } },
  ]);
});

test('neither the actor’s id nor the request’s leaves the machine, and the token goes to the API alone', async () => {
  await w.make();
  const sent = JSON.stringify(w.server.requests);
  for (const secret of [ACTOR, w.request.requestId]) expect(sent).not.toContain(secret);
  const pictures = w.server.requests.filter(({ path }) => path.startsWith('/pictures/'));
  expect(pictures.map(({ hasToken }) => hasToken)).toEqual([false]);
});

test('references that are too much for one request are left out, the best ones kept', async () => {
  const references = [3, 4, 5, 1].map((megabytes) => Buffer.alloc(megabytes * 1_000_000, megabytes));
  await w.start({ references });
  const [body] = bodies();
  expect(body).toHaveProperty('input.input_images.length', 2);
  expect(body).toHaveProperty('input.input_images.0.length', 4_000_023);
  expect(body).toHaveProperty('input.input_images.1.length', 5_333_359);
});

test('the id is answered as soon as there is one: nothing is waited for before it can be written down', async () => {
  await w.start();
  expect(w.server.requests).toHaveLength(1);
  expect(w.server.requests[0]?.headers).not.toHaveProperty('prefer');
  expect(w.clock.sleeps).toEqual([]);
});

test('an image is looked at more and more rarely while it is made', async () => {
  w.server.fates('for-ever');
  const error = await errorOf(w.make());
  expect(w.clock.sleeps.slice(0, 4)).toEqual([500, 750, 1125, 1687.5]);
  expect(Math.max(...w.clock.sleeps)).toBe(5000);
  expect(error).toMatchObject({
    name: 'MakerUnavailable',
    message: expect.stringMatching(/still making.*goes on waiting/),
  });
  expect(w.clock.now()).toBeLessThan(w.patience.deadline);
  expect(w.server.predictions).toHaveLength(1);
});

test('an image whose answer was lost is found again and paid for once', async () => {
  const begunBefore = w.clock.now();
  w.server.faults('lost');
  expect(await errorOf(w.start())).toMatchObject({ name: 'MakerUnavailable' });
  expect(w.server.requests).toHaveLength(1);
  const id = await w.start({ begunBefore });
  expect(id).toBe(w.server.predictions[0]?.id);
  expect(await w.finish(id)).toMatchObject({ kind: 'made', usd: 0.05 });
  expect(w.server.paid()).toBe(1);
});

test('a try is found among everything else that the account does, pages away', async () => {
  const busy = await world({}, { pageSize: 3 });
  const begunBefore = busy.clock.now();
  const id = await busy.start();
  for (let seed = 1; seed < 9; seed += 1) await busy.start({ seed });
  busy.server.somebodyElse({ model: 'meta/llama', input: { prompt: busy.request.prompt, seed: busy.request.seed } });
  busy.server.somebodyElse({ source: 'web', model: 'somebody/else' });
  expect(await busy.start({ begunBefore })).toBe(id);
  expect(busy.server.predictions).toHaveLength(11);
  await busy.close();
});

test('looking stops at what was created before the try was begun', async () => {
  const busy = await world({}, { pageSize: 2 });
  for (const minutes of [90, 80, 70, 60]) {
    busy.server.somebodyElse({ createdAt: busy.clock.now() - minutes * MINUTE });
  }
  await busy.start({ begunBefore: busy.clock.now() });
  expect(busy.server.requests.map(({ method }) => method)).toEqual(['GET', 'POST']);
  await busy.close();
});

test('a vendor’s clock that is some minutes behind hides nothing', async () => {
  const slow = await world({}, { now: () => fakeClock().now() - 5 * MINUTE });
  const id = await slow.start();
  expect(await slow.start({ begunBefore: slow.clock.now() })).toBe(id);
  await slow.close();
});

test('looking ends where all inputs have been removed, and what is forgotten with its picture is made again', async () => {
  const busy = await world({}, { pageSize: 2 });
  const begunBefore = busy.clock.now();
  for (let seed = 1; seed < 7; seed += 1) await busy.start({ seed });
  await busy.start();
  busy.server.removeData();
  const before = busy.server.requests.length;
  await busy.start({ begunBefore });
  expect(busy.server.requests.slice(before).map(({ method }) => method)).toEqual(['GET', 'POST']);
  await busy.close();
});

test('a model that takes no seed is not looked for: two tries with one prompt could not be told apart', async () => {
  const seedless = await world({ input: { ...INPUT, seed: '' } });
  const begunBefore = seedless.clock.now();
  const ids = [await seedless.start(), await seedless.start({ begunBefore })];
  expect(new Set(ids).size).toBe(2);
  await seedless.close();
});

test('a list that names another server for its next page sends nothing there, the token least of all', async () => {
  const elsewhere = await world();
  const misled = await world({}, { pageSize: 1, nextPagesAt: elsewhere.server.url });
  const begunBefore = misled.clock.now();
  const id = await misled.start();
  await misled.start({ seed: 1 });
  expect(await misled.start({ begunBefore })).toBe(id);
  expect(elsewhere.server.requests).toEqual([]);
  await elsewhere.close();
  await misled.close();
});

test('a try that failed at the vendor is found as what it is, not begun again under its name', async () => {
  const begunBefore = w.clock.now();
  w.server.fates('failed');
  const id = await w.start();
  expect((await w.finish(id)).kind).toBe('failed');
  expect(await w.start({ begunBefore })).toBe(id);
});

test.each(['', '../account', 'abc/cancel', 'a?b', 'x'.repeat(81)])(
  'an id that is none (%j) becomes no part of a URL',
  async (id) => {
    expect(await errorOf(w.finish(id))).toMatchObject({ name: 'RecordCorrupt' });
    expect(w.server.requests).toHaveLength(0);
  },
);

test.each([
  [{ model: 'flux-2-pro' }, /generate\.model is “flux-2-pro”/],
  [{ model: '../..' }, /generate\.model/],
  [{ model: 'owner/name/predictions' }, /generate\.model/],
  [{ model: 'owner/name:v?x' }, /generate\.model/],
  [{ baseUrl: 'api.example.com/v1' }, /not a web address/],
  [{ baseUrl: 'ftp://api.example.com/v1' }, /not a web address/],
  [{ baseUrl: 'http://api.example.com/v1' }, /api\.example\.com is not encrypted/],
  [{ baseUrl: 'http://127.0.0.1.example.com/v1' }, /not encrypted/],
  [{ baseUrl: `https://me:${TOKEN}@example.com/v1` }, /example\.com carries a name or password/],
])('a maker that could not be asked, or only unsafely, is refused before anything is asked: %j', (wrong, words) => {
  const make = () => replicateMaker({ ...settings(fakeClock()), ...wrong });
  expect(make).toThrow(expect.objectContaining({ name: 'InvalidConfig', message: expect.stringMatching(words) }));
  expect(make).not.toThrow(TOKEN);
});
