import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { openaiJudge } from '../../../adapters/openai/openai-judge.ts';
import { sharpImageCodec } from '../../../adapters/sharp/image-codec.ts';
import { configSchema } from '../../../core/config/config.ts';
import { PROTOCOLS, type Protocol } from '../../../core/judging/protocol.ts';
import type { Patience } from '../../../core/ports/judge.ts';
import type { Evaluation } from '../../../core/records/evaluation.ts';
import { fakeClock } from '../../support/fake-clock.ts';
import { judgingBench } from '../../support/judging-bench.ts';
import type { PictureMeaning } from '../../support/picture-code.ts';
import type { SeenPicture } from '../../support/shown-pictures.ts';
import { coloured, colouredFiles, type Files, meaningAt } from '../../support/small-cast.ts';
import { type Fault, type VisionServer, type VisionServerOptions, visionServer } from '../../support/vision-server.ts';
import { writtenOrders } from '../../support/written-orders.ts';
import { settings } from './world.ts';

const servers: VisionServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

/** A set, judged through the real client and codec against the stand-in; and the same again with other files or faults. */
async function judged(
  files: Files,
  protocol: Protocol,
  options: VisionServerOptions = {},
  faults: readonly Fault[] = [],
) {
  const server = await visionServer(options);
  servers.push(server);
  const clock = fakeClock();
  const config = configSchema.parse({ judge: { protocol }, limits: { budgetUsd: 100 } });
  const judge = openaiJudge({ ...settings(clock), protocol, baseUrl: server.url });
  const bench = judgingBench({ judge, config, codec: sharpImageCodec(), clock });
  const patience: Patience = { signal: new AbortController().signal, deadline: clock.now() + 600_000 };
  const run = (name: string, more: Files = {}) => bench.judge('ada', more, { run: name, patience });
  server.faults(...faults);
  return { server, clock, run, first: await run('r1', files) };
}

/** What was said of each file that means something. */
const said = ({ images }: Evaluation) => images.map(({ file, type, score }) => ({ file, type, score }));

const meant = (count: number, meaning: (n: number) => PictureMeaning = meaningAt) =>
  Array.from({ length: count }, (_, n) => ({ file: `${String(n + 1).padStart(3, '0')}.png`, ...meaning(n) }));

const kindsOf = ({ images }: Evaluation) => images.map(({ looks = [] }) => looks.map(({ kind }) => kind).join('+'));

describe.each(PROTOCOLS)('by %s', (protocol) => {
  test.each([1, 2, 9, 10, 11, 20, 50, 200])('each of %i verdicts lands on the image it is about', async (count) => {
    const { first, server } = await judged(await colouredFiles(count), protocol);
    expect(said(first)).toEqual(meant(count));
    expect(first.judging?.canaries.missed).toBe(0);
    expect(first.usage.calls).toBe(server.requests.length);
    expect(first.usage.usd).toBeGreaterThan(0);
  });

  test('an unchanged set judged again makes no call; one new image is the only one that is asked about', async () => {
    // Balanced and good, so that nothing new is to leave.
    const good = (n: number): PictureMeaning => ({
      type: n < 13 ? 'photorealistic' : n < 17 ? 'bw_stylized' : 'color_stylized',
      score: 8,
    });
    const { first, run, server } = await judged(await colouredFiles(20, good), protocol);
    const calls = server.requests.length;
    const again = await run('r2');
    expect(server.requests).toHaveLength(calls);
    expect(again.images).toEqual(first.images);
    const added: PictureMeaning = { type: 'color_stylized', score: 9 };
    const third = await run('r3', { '999.png': await coloured(added, 900) });
    expect(third.remembered).toBe(20);
    expect(said(third).at(-1)).toEqual({ file: '999.png', ...added });
    expect(said(third).slice(0, -1)).toEqual(said(first));
  });

  test.each<[string, readonly Fault[]]>([
    ['truncated', ['truncated']],
    ['truncated, whole by accident', ['truncated-whole']],
    ['refused', ['refusal']],
    ['filtered', ['content-filter']],
    ['partial', ['missing-cell']],
    ['duplicated', ['duplicate-key']],
    ['with a cell too many', ['extra-cell']],
    ['about another label', ['wrong-label']],
    ['out of range', ['score-out-of-range']],
    ['no JSON', ['malformed-json']],
  ])('an answer that is %s costs another question and changes no verdict', async (_, faults) => {
    const { first } = await judged(await colouredFiles(20), protocol, {}, faults);
    expect(said(first)).toEqual(meant(20));
    expect(first.images.filter(({ doubts = [] }) => doubts.includes('no-verdict'))).toEqual([]);
    const { sheets, alone } = first.judging ?? { sheets: { voided: 0 }, alone: { unusable: 0 } };
    expect(sheets.voided + alone.unusable).toBe(1);
  });

  test('a server that asks to slow down is waited for, and each verdict lands where it belongs', async () => {
    const slow: Fault = { fault: 'rate-limited', headers: { 'retry-after': '3' } };
    const { first, clock } = await judged(await colouredFiles(11), protocol, {}, [slow, 'none', slow]);
    expect(said(first)).toEqual(meant(11));
    expect(clock.sleeps).toEqual([3000, 3000]);
  });

  test('an image full of written orders gets its own verdict and changes no other one', async () => {
    const files = await colouredFiles(12);
    const plain = await judged(files, protocol);
    const ordered = await judged({ ...files, '005-orders.png': await writtenOrders() }, protocol);
    expect(said(ordered.first).filter(({ file }) => file !== '005-orders.png')).toEqual(said(plain.first));
    for (const { body } of ordered.server.requests) expect(wordsOf(body)).not.toMatch(/005-orders|\bada\b/);
  });

  const real = resolve(import.meta.dirname, '../../../../shared/data/actors/0006 – messy Ünïcode/prompt-injection.png');
  test.skipIf(!existsSync(real))('nor does the real one of actor 0006', async () => {
    const files = await colouredFiles(12);
    const plain = await judged(files, protocol);
    const ordered = await judged({ ...files, 'prompt-injection.png': readFileSync(real) }, protocol);
    expect(said(ordered.first).filter(({ file }) => /^\d/.test(file))).toEqual(said(plain.first));
  });
});

describe('neighbours that leak', () => {
  const photographs = (count: number) => colouredFiles(count, (n) => ({ type: 'photorealistic', score: 4 + (n % 6) }));
  /** On sheets, every cell gets the verdict of the one before it. */
  const shifted = (seen: readonly SeenPicture[], look: 'sheet' | 'image') =>
    look === 'image' ? seen : seen.map((cell, n) => ({ ...(seen.at(n - 1) ?? cell), label: cell.label }));

  test('into every cell are found out by the canary: the sheets are void and every image is seen alone', async () => {
    const { first } = await judged(await photographs(18), 'composite', { distorts: shifted });
    expect(first.judging).toMatchObject({ canaries: { shown: 2, missed: 2 }, sheets: { asked: 2, voided: 2 } });
    expect(kindsOf(first)).toEqual(Array(18).fill('image'));
    expect(said(first)).toEqual(meant(18, (n) => ({ type: 'photorealistic', score: 4 + (n % 6) })));
  });

  test('into one cell only are found out by the second look where it matters: what they would have retired stays', async () => {
    // The best photograph is taken for a bad one on the sheet.
    const files = await colouredFiles(12, (n) => ({ type: 'photorealistic', score: n === 6 ? 10 : 8 }));
    const distorts = (seen: readonly SeenPicture[], look: 'sheet' | 'image') =>
      look === 'image'
        ? seen
        : seen.map((cell) => (cell.score === 10 && cell.type === 'photorealistic' ? { ...cell, score: 2 } : cell));
    const { first } = await judged(files, 'composite+recheck', { distorts });
    const image = first.images.find(({ file }) => file === '007.png');
    expect(image).toMatchObject({ score: 10, agreement: 'score', unsure: true, doubts: ['looks-differ'] });
  });
});

test('how sure the judge is of a cell decides whether it is looked at again, and two looks that agree make surer', async () => {
  const distorts = (seen: readonly SeenPicture[]) =>
    seen.map((picture) => (picture.score === 7 ? { ...picture, confidence: 0.6 } : picture));
  const files = await colouredFiles(12, (n) => ({ type: 'photorealistic', score: n === 3 ? 7 : 8 }));
  const { first } = await judged(files, 'composite+recheck', { distorts });
  expect(first.images[3]).toMatchObject({ confidence: 0.8, agreement: 'agree', unsure: false });
});

test('a server that goes silent is given up when nobody waits any more, and nothing is made up', async () => {
  const { server, run } = await judged(await colouredFiles(3), 'composite');
  const before = server.requests.length;
  server.faults('reset');
  await expect(run('r2', { 'new.png': await coloured({ type: 'bw_stylized', score: 5 }, 800) })).rejects.toMatchObject({
    name: 'JudgeUnavailable',
  });
  expect(server.requests.length).toBe(before + 1);
});

/** Everything of a request but the pictures. */
function wordsOf(body: unknown): string {
  return JSON.stringify(body).replace(/base64,[^"]*/g, '');
}
