import { describe, expect, test } from 'vitest';
import { EvencastError } from '../../core/errors.ts';
import { NO_USAGE, type Usage } from '../../core/judging/verdict.ts';
import { evaluationSchema } from '../../core/records/evaluation.ts';
import { spentOn } from '../../core/records/spending.ts';
import { evaluate } from '../../lambdas/evaluate/task.ts';
import type { LabelJudgeOptions } from '../support/label-judge.ts';
import {
  addFiles,
  cast,
  keys,
  PATIENCE,
  prepareRun,
  record,
  type TaskWorld,
  taskWorld,
  withJudge,
  work,
} from '../support/task-world.ts';
import { pictureText } from '../support/text-codec.ts';

const INPUT = { run: 'r1', actor: 'ada' };
const one = (usd = 0.01): Usage => ({ calls: 1, inputTokens: 1000, outputTokens: 100, usd });

const evaluationOf = (world: TaskWorld, run = 'r1') =>
  record(world, evaluationSchema, world.layout.runActor(run, 'ada', 'evaluation.json'));

/** A world in which a set was looked at and not judged yet. */
async function looked(
  files: Readonly<Record<string, string>>,
  of: Parameters<typeof taskWorld>[0] = {},
): Promise<TaskWorld> {
  const world = taskWorld(of);
  await addFiles(world, 'ada', files);
  await prepareRun(world);
  await work(world, 'ada', 'composite');
  return world;
}

/** A further run over the same store: looks and judges. */
async function again(world: TaskWorld, run: string, judge: LabelJudgeOptions = {}, force = false): Promise<TaskWorld> {
  const next = withJudge(world, judge);
  await prepareRun(next, run, { force });
  await work(next, 'ada', 'evaluate', run);
  return next;
}

describe('a set is judged', () => {
  test('every readable image gets the verdict that was given for it, sheet by sheet', async () => {
    const world = await looked({ ...cast(11, 1, 1), 'broken.png': 'x' });
    await evaluate(INPUT, world, PATIENCE);
    const { images, unreadable, distribution, remembered, usage } = await evaluationOf(world);
    expect(world.judge.asked.map((shown) => shown.length)).toEqual([9, 4]);
    expect(images).toHaveLength(13);
    for (const { file, type, score } of images) expect([file.split('-')[0], score]).toEqual([type, 7]);
    expect(unreadable).toEqual([{ file: 'broken.png', reason: 'not an image (text)' }]);
    expect(distribution.counts).toEqual({ photorealistic: 11, bw_stylized: 1, color_stylized: 1 });
    expect([remembered, usage]).toEqual([0, { calls: 2, inputTokens: 2000, outputTokens: 200, usd: 0.02 }]);
  });

  test('a judge that needs no sheets is asked once about everything', async () => {
    const world = await looked(cast(11, 1, 1), { judge: { sheetCells: undefined } });
    await evaluate(INPUT, world, PATIENCE);
    expect(world.judge.asked.map((labels) => labels.length)).toEqual([13]);
    expect((await evaluationOf(world)).distribution.counts).toEqual({
      photorealistic: 11,
      bw_stylized: 1,
      color_stylized: 1,
    });
  });

  test.each([
    [0.59, true],
    [0.6, false],
    [0.9, false],
  ])('a verdict with confidence %d is unsure: %s', async (confidence, unsure) => {
    const world = await looked(
      { 'a.png': pictureText('photorealistic', 3, 'a', confidence) },
      { config: { judge: { unsureBelow: 0.6 } } },
    );
    await evaluate(INPUT, world, PATIENCE);
    expect((await evaluationOf(world)).images[0]?.unsure).toBe(unsure);
  });

  test('an empty set is judged without asking anybody', async () => {
    const world = await looked({ 'a.png': 'broken' });
    await evaluate(INPUT, world, PATIENCE);
    expect(world.judge.asked).toEqual([]);
    expect(await evaluationOf(world)).toMatchObject({
      images: [],
      distribution: { total: 0 },
      usage: NO_USAGE,
      analysis: '',
    });
  });

  test('the target is the one of the actor’s group', async () => {
    const world = await looked(cast(1, 0, 0), {
      config: { groups: { leads: { actors: ['ada'], target: { total: 40 } } } },
    });
    await evaluate(INPUT, world, PATIENCE);
    expect((await evaluationOf(world)).target.total).toBe(40);
  });
});

describe('what was judged before', () => {
  test('an unchanged set costs no call', async () => {
    const first = await again(await looked(cast(13, 4, 3)), 'r1');
    const second = await again(first, 'r2');
    expect(second.judge.asked).toEqual([]);
    const [before, after] = [await evaluationOf(second, 'r1'), await evaluationOf(second, 'r2')];
    expect(after).toMatchObject({ remembered: 20, usage: NO_USAGE });
    expect(after.images).toEqual(before.images);
  });

  test('one new image asks about that one alone', async () => {
    const first = await again(await looked(cast(13, 4, 3)), 'r1');
    await addFiles(first, 'ada', { 'a-new.png': pictureText('color_stylized', 9, 'new') });
    const second = await again(first, 'r2');
    expect(second.judge.asked).toEqual([['new']]);
    expect(await evaluationOf(second, 'r2')).toMatchObject({ remembered: 20, usage: one() });
    expect((await evaluationOf(second, 'r2')).images[0]).toMatchObject({
      file: 'a-new.png',
      type: 'color_stylized',
      score: 9,
    });
  });

  test('a renamed image is known by its content', async () => {
    const first = await again(await looked({ 'a.png': pictureText('bw_stylized', 6, 'a') }), 'r1');
    await first.store.move('custom-actors/ada/training_data/a.png', 'custom-actors/ada/training_data/z.png');
    expect((await again(first, 'r2')).judge.asked).toEqual([]);
  });

  test('the same image of another actor is known too', async () => {
    const first = await again(await looked(cast(3, 0, 0)), 'r1');
    await addFiles(first, 'eve', cast(3, 0, 0));
    await prepareRun(first, 'r2');
    await work(first, 'eve', 'evaluate', 'r2');
    expect(first.judge.asked).toHaveLength(1);
  });

  test('--force asks about everything again, and what is said then is what is remembered', async () => {
    const first = await again(await looked(cast(3, 0, 0)), 'r1');
    const second = await again(first, 'r2', {}, true);
    expect(second.judge.asked.map((shown) => shown.length)).toEqual([3]);
    expect((await evaluationOf(second, 'r2')).remembered).toBe(0);
    expect((await again(second, 'r3')).judge.asked).toEqual([]);
  });

  test('with --force, a sheet that was answered is not paid for again when another one of the run failed', async () => {
    const first = await again(await looked(cast(13, 0, 0)), 'r1');
    let tries = 0;
    const failsOnce = () => (tries++ === 1 ? new EvencastError('JudgeUnavailable', 'down') : undefined);
    await expect(again(first, 'r2', { fails: failsOnce }, true)).rejects.toThrow('down');
    const retried = withJudge(first, {});
    await work(retried, 'ada', 'evaluate', 'r2');
    expect(retried.judge.asked.map((shown) => shown.length)).toEqual([4]);
  });

  test('another judge does not take the first one’s word', async () => {
    const first = await again(await looked(cast(3, 0, 0)), 'r1');
    expect((await again(first, 'r2', { model: 'labels-2' })).judge.asked).toHaveLength(1);
  });

  test('a verdict of a less preferred model of the same judge is as good as asking', async () => {
    const first = await again(await looked(cast(3, 0, 0)), 'r1');
    expect((await again(first, 'r2', { preferred: ['better'] })).judge.asked).toEqual([]);
  });

  test('a damaged entry is asked about again and mended', async () => {
    const first = await again(await looked(cast(2, 0, 0)), 'r1');
    const [entry = ''] = (await keys(first)).filter((key) => key.includes('/verdicts/'));
    await first.store.put(entry, '{"half');
    expect((await again(first, 'r2')).judge.asked).toHaveLength(1);
    expect((await again(first, 'r3')).judge.asked).toEqual([]);
  });
});

describe('the judge’s words about the set', () => {
  const analysis = (shown: readonly string[]) => `${shown.length} look alike`;

  test('those of every sheet stand in the evaluation, and are repeated for an unchanged set', async () => {
    const first = await again(await looked(cast(13, 0, 0)), 'r1', { analysis });
    expect((await evaluationOf(first)).analysis).toBe('9 look alike\n\n4 look alike');
    expect((await evaluationOf(await again(first, 'r2', { analysis }), 'r2')).analysis).toBe(
      '9 look alike\n\n4 look alike',
    );
  });

  test('are not repeated where the labels they speak of now name other images', async () => {
    const first = await again(await looked({ 'b.png': pictureText('photorealistic', 7, 'b') }), 'r1', { analysis });
    await addFiles(first, 'ada', { 'a.png': pictureText('photorealistic', 7, 'a') });
    const second = await again(first, 'r2');
    expect((await evaluationOf(second, 'r2')).analysis).toBe('');
  });
});

describe('an answer that does not come', () => {
  const failing = (usage?: Usage): LabelJudgeOptions => ({
    fails: (_, shown) =>
      shown.includes('ada photorealistic 10')
        ? new EvencastError('JudgeUnavailable', 'The judge is down.', { usage })
        : undefined,
  });

  test('what the other sheets said is kept: a second try asks only about the rest', async () => {
    const world = await looked(cast(25, 0, 0));
    const down = withJudge(world, failing());
    await expect(evaluate(INPUT, down, PATIENCE)).rejects.toMatchObject({ name: 'JudgeUnavailable' });
    expect(await keys(world)).not.toContain('balancing/runs/r1/actors/ada/evaluation.json');
    await evaluate(INPUT, world, PATIENCE);
    expect(world.judge.asked.map((shown) => shown.length)).toEqual([9, 7]);
    expect((await evaluationOf(world)).images).toHaveLength(25);
  });

  test('what a useless answer cost is counted, over all tries', async () => {
    const world = await looked(cast(12, 0, 0));
    await expect(evaluate(INPUT, withJudge(world, failing(one(0.02))), PATIENCE)).rejects.toThrow();
    expect(await spentOn(world.store, world.layout, 'r1', 'ada')).toEqual({
      calls: 2,
      inputTokens: 2000,
      outputTokens: 200,
      usd: 0.03,
    });
    await evaluate(INPUT, world, PATIENCE);
    expect((await evaluationOf(world)).usage).toEqual({ calls: 3, inputTokens: 3000, outputTokens: 300, usd: 0.04 });
  });

  test('a run that was stopped asks nobody', async () => {
    const world = await looked(cast(3, 0, 0));
    await expect(evaluate(INPUT, world, { ...PATIENCE, signal: AbortSignal.abort() })).rejects.toThrow();
    expect(world.judge.asked).toEqual([]);
  });

  test('a damaged inspection is said to be damaged', async () => {
    const world = await looked(cast(3, 0, 0));
    await world.store.put('balancing/runs/r1/actors/ada/inspection.json', '{"schema": 1}');
    await expect(evaluate(INPUT, world, PATIENCE)).rejects.toMatchObject({
      name: 'RecordCorrupt',
      message: expect.stringContaining('inspection.json'),
    });
  });
});
