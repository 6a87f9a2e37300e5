import { describe, expect, test } from 'vitest';
import { EvencastError } from '../../core/errors.ts';
import { readJournal } from '../../core/journal/journal-log.ts';
import { act } from '../support/acting-run.ts';
import { appliedTo, crashWorld } from '../support/crash-cast.ts';
import { EXECUTE, RESUME, until } from '../support/runs-on.ts';
import { imagesOf, manifestOf } from '../support/set-state.ts';
import { addFiles, cast, taskWorld, withJudge } from '../support/task-world.ts';
import type { Fate } from '../support/text-maker.ts';

/** Ten good photographs, of which four are to give way to two drawings and two paintings. */
async function tenPhotographs(
  of: { fate?: (nth: number) => Fate; tries?: number; budgetUsd?: number; usdPerImage?: number } = {},
) {
  const { fate = () => 'right', tries = 1, budgetUsd = 25, usdPerImage = 0.05 } = of;
  const order: string[] = [];
  const nth = (requestId: string) => (order.includes(requestId) ? order.indexOf(requestId) : order.push(requestId) - 1);
  const world = taskWorld({
    config: {
      target: { shares: { photorealistic: 60, bw_stylized: 20, color_stylized: 20 }, total: 10, floor: 5 },
      limits: { maxDeletionShare: 1, budgetUsd },
      generate: { tries },
    },
    maker: { usdPerImage, fate: ({ requestId }) => fate(nth(requestId)) },
  });
  await addFiles(world, 'ada', cast(10, 0, 0));
  return world;
}

describe('partial success is kept and said', () => {
  test('one of four cannot be made: three join, three leave, and one stays in its place', async () => {
    const world = await tenPhotographs({ fate: (nth) => (nth === 1 ? 'failed' : 'right') });
    await act(world, EXECUTE);
    const applied = await appliedTo(world);
    expect(applied).toMatchObject({
      outcome: 'partly',
      open: false,
      missing: [{ why: 'tried', words: 'the vendor says failed' }],
    });
    expect(applied?.added).toHaveLength(3);
    expect(applied?.retired).toHaveLength(3);
    expect(applied?.held).toMatchObject([{ because: 'target' }]);
    expect(Object.keys(await imagesOf(world))).toHaveLength(10);
  });

  test('nothing can be made: nothing in excess leaves', async () => {
    const world = await tenPhotographs({ fate: () => 'refused' });
    await act(world, EXECUTE);
    expect(await appliedTo(world)).toMatchObject({ outcome: 'partly', added: [], retired: [], usd: 0 });
    expect(await imagesOf(world)).toEqual(cast(10, 0, 0));
  });

  test('a try that came to nothing is followed by one with another prompt', async () => {
    const world = await tenPhotographs({ fate: (nth) => (nth < 2 ? 'failed' : 'right'), tries: 2 });
    await act(world, EXECUTE);
    const { outcome, ledger = [] } = (await appliedTo(world)) ?? {};
    expect(outcome).toBe('applied');
    const [again] = ledger.filter(({ number }) => number === 2);
    expect(ledger.find(({ change, number }) => change === again?.change && number === 1)?.promptNumber).not.toBe(
      again?.promptNumber,
    );
  });
});

describe('what is no good does not join, and it is said why', () => {
  test.each<[string, Fate, string, number]>([
    ['HTML instead of a picture', 'no picture', 'not an image (text)', 0.05],
    ['a picture of another type', 'wrong type', 'the judge takes it for', 0.05],
    ['a bad picture', 'bad', 'scores 1, below the minimum of 4', 0.05],
    [
      'a copy of one in the set',
      { copyOf: 'ada bw_stylized 0' },
      'a copy of bw_stylized-000.png, which is in the set',
      0.05,
    ],
    ['one that the vendor will not make', 'refused', 'the vendor says refused', 0],
  ])('%s', async (_, fate, words, usd) => {
    const world = taskWorld({
      config: { target: { total: 10, floor: 5, tolerance: 0 }, generate: { tries: 1 } },
      maker: { fate: () => fate },
    });
    await addFiles(world, 'ada', cast(7, 1, 1));
    await act(world, EXECUTE);
    const applied = await appliedTo(world);
    expect(applied).toMatchObject({ outcome: 'partly', open: false, added: [], usd });
    expect(applied?.missing[0]?.words).toContain(words);
    expect(await imagesOf(world)).toEqual(cast(7, 1, 1));
  });
});

describe('a vendor that is down', () => {
  test('ends making, nothing in excess leaves, and resuming goes on without paying again', async () => {
    let down = true;
    const stall = new EvencastError('MakerUnavailable', 'The maker does not answer. Resume the run later.');
    const world = await tenPhotographs({ fate: (nth) => (down && nth === 2 ? stall : 'right') });
    await act(world, EXECUTE);
    expect(await appliedTo(world)).toMatchObject({
      outcome: 'partly',
      open: true,
      missing: [{ why: 'stopped', words: stall.message }],
    });
    expect(Object.keys(await imagesOf(world))).toHaveLength(10);
    down = false;
    await act(world, RESUME);
    expect(await appliedTo(world)).toMatchObject({ outcome: 'applied', open: false, usd: 0.2 });
    expect(world.maker.begun).toHaveLength(4);
  });
});

describe('a budget', () => {
  test('that is used up stops cleanly and says how to go on; with more the run is carried out', async () => {
    // Looking at the set costs two cents (two sheets), every new image six.
    const world = await tenPhotographs({ budgetUsd: 0.14 });
    await act(world, EXECUTE);
    const applied = await appliedTo(world);
    expect(applied).toMatchObject({ outcome: 'partly', open: true, usd: 0.1 });
    expect(applied?.missing).toHaveLength(2);
    expect(applied?.missing[0]).toMatchObject({ why: 'budget' });
    expect(applied?.missing[0]?.words).toContain('Go on with more: evencast resume r1 --budget USD');
    await act(world, { ...RESUME, budgetUsd: 0.26 });
    expect(await appliedTo(world)).toMatchObject({ outcome: 'applied', open: false, usd: 0.2 });
  });

  test('holds however much is begun at once: what is under way will be looked at too', async () => {
    // Two cents for looking at the set; making one costs two cents, and looking at it a third.
    const world = await tenPhotographs({ budgetUsd: 0.11, usdPerImage: 0.02 });
    await act(world, EXECUTE);
    expect(world.maker.begun.length * 0.02 + world.judge.asked.length * 0.01).toBeLessThanOrEqual(0.11 + 1e-9);
    expect(world.maker.begun).toHaveLength(3);
  });
});

test('where the vendor refuses every prompt of a type, that is said and the run does not stay open', async () => {
  const world = taskWorld({
    config: {
      target: { shares: { photorealistic: 50, bw_stylized: 0, color_stylized: 50 }, total: 6, floor: 2 },
      generate: { tries: 5 },
    },
    maker: { fate: () => 'refused' },
  });
  await addFiles(world, 'ada', cast(3, 0, 0));
  await act(world, EXECUTE);
  const applied = await appliedTo(world);
  expect(applied).toMatchObject({ outcome: 'partly', open: false });
  expect(applied?.missing.map(({ why }) => why)).toEqual(['tried', 'tried', 'tried']);
});

test('an image that was joining when the work stopped joins, though no judge can be asked any more', async () => {
  const world = await crashWorld();
  let [at, last] = [0, ''];
  // Up to the moment at which the image lies in the set and the journal does not say so yet: the manifest comes first.
  while (last !== 'adding') {
    const each = await crashWorld();
    await until({ at: ++at, when: 'after' }, each, (mortal) => act(mortal, EXECUTE));
    last = (await readJournal(each, 'r1', 'ada')).at(-1)?.step ?? '';
  }
  await until({ at: at + 2, when: 'after' }, world, (mortal) => act(mortal, EXECUTE));
  const set = await imagesOf(world);
  const [joining] = Object.keys(set).filter((file) => file.startsWith('generated-'));
  const gone = new EvencastError('JudgeModelUnavailable', 'The model is gone.');
  await act(
    withJudge(world, { model: 'labels-2', fails: ({ cells }) => (cells.length === 1 ? gone : undefined) }),
    RESUME,
  );
  expect((await appliedTo(world))?.added.map(({ file }) => file)).toEqual([joining]);
  expect(JSON.stringify(await manifestOf(world))).toContain(joining);
});
