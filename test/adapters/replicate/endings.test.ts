import { afterEach, beforeEach, expect, test } from 'vitest';
import { mosaicOf } from '../../support/mosaic.ts';
import type { Fate } from '../../support/replicate-fates.ts';
import { type World, world } from './world.ts';

let w: World;
beforeEach(async () => {
  w = await world();
});
afterEach(() => w.close());

test('refused content is told as such, costs nothing and is not asked for again', async () => {
  w.server.fates('refused');
  expect(await w.make()).toEqual({
    kind: 'refused',
    words: expect.stringMatching(/refuses to make this.*E005/),
    usd: 0,
  });
  expect(w.server.predictions).toHaveLength(1);
});

test.each<[Fate, RegExp, number]>([
  ['failed', /ended this image as “failed”: “CUDA out of memory and more/, 0],
  ['failed-oddly', /“\{"code":7\}”/, 0],
  ['canceled', /“canceled”/, 0.05],
  ['canceled-waiting', /“canceled”/, 0],
  ['aborted', /“aborted”/, 0],
  ['odd-ending', /“evaporated”/, 0.05],
])('a prediction that ends as %s is a failed try with its cost, in words fit to print', async (fate, words, usd) => {
  w.server.fates(fate);
  const outcome = await w.make();
  expect(outcome).toEqual({ kind: 'failed', words: expect.stringMatching(words), usd });
  if (outcome.kind === 'made') return;
  expect(outcome.words.length).toBeLessThanOrEqual(300);
  expect(outcome.words).not.toMatch(/[\p{Cc}\p{Bidi_Control}]/u);
});

test('a failed run of a model that is billed by time counts as paid', async () => {
  const timed = await world({ model: 'somebody/fox-maker:5c7d5dc6' });
  timed.server.fates('failed', 'aborted');
  expect(await timed.make()).toMatchObject({ kind: 'failed', usd: 0.05 });
  expect(await timed.make()).toMatchObject({ kind: 'failed', usd: 0 });
  await timed.close();
});

test('a status that nobody has heard of is waited for as long as it has no end', async () => {
  w.server.fates('odd-for-ever');
  await expect(w.make()).rejects.toMatchObject({
    name: 'MakerUnavailable',
    message: expect.stringMatching(/still making/),
  });
});

test('an image that the account does not know any more is a failed try, counted as paid', async () => {
  expect(await w.finish('abc123')).toMatchObject({
    kind: 'failed',
    words: expect.stringMatching(/not know/),
    usd: 0.05,
  });
});

const expected = () => mosaicOf(`${w.request.seed} ${w.request.prompt}`);
const dataUri = async (text: string) =>
  `data:image/jpeg;base64,${Buffer.from(await mosaicOf(text)).toString('base64')}`;

test.each<[string, (link: string) => unknown]>([
  ['one address', (link) => link],
  ['a list of addresses', (link) => [link, 'https://example.com/second.jpg']],
  ['an object that holds one', (link) => ({ image: link })],
  [
    'an object that holds a list, after other things',
    (link) => ({ seed: 4711, text: 'done', images: [{ url: link }] }),
  ],
])('the picture is found in %s', async (_, output) => {
  w.server.fates({ output });
  expect(await w.make()).toEqual({ kind: 'made', image: await expected(), usd: 0.05 });
});

test('a picture that comes inside the answer is taken from there', async () => {
  const uri = await dataUri('inside');
  w.server.fates({ output: () => [uri] });
  expect(await w.make()).toEqual({ kind: 'made', image: await mosaicOf('inside'), usd: 0.05 });
});

test.each<[string, unknown, RegExp]>([
  ['nothing', null, /is gone/],
  ['an empty list', [], /not among what the model answered/],
  ['words', 'a lovely fox', /not among/],
  ['a number', 7, /not among/],
  ['an endless nest', [[[[[['https://example.com/x.jpg']]]]]], /not among/],
  ['an address that is none', 'https://', /no address/],
  ['a text inside the answer', 'data:text/plain;base64,Zm94', /is not a picture: it is text/],
  ['a form nobody reads', 'data:image/svg+xml,<svg/>', /form that is not read/],
  ['nothing inside the answer', 'data:image/png;base64,', /an empty file/],
  ['more than the limit inside the answer', `data:image/png;base64,${'A'.repeat(45_000_000)}`, /larger than 32 MB/],
])('a model that answers %s has made no picture, and was paid', async (_, output, words) => {
  w.server.fates({ output: () => output });
  expect(await w.make()).toEqual({ kind: 'failed', words: expect.stringMatching(words), usd: 0.05 });
});

test('an image that is asked for after an hour is gone, and was paid', async () => {
  const id = await w.start();
  expect(await w.finish(id)).toMatchObject({ kind: 'made' });
  w.server.removeData();
  expect(await w.finish(id)).toEqual({
    kind: 'failed',
    words: expect.stringMatching(/is gone: outputs are kept for an hour/),
    usd: 0.05,
  });
  expect(w.server.paid()).toBe(1);
});
