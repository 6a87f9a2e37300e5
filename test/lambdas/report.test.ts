import { describe, expect, test } from 'vitest';
import { actorResults } from '../../core/records/actor-results.ts';
import { reportSchema, runIndexSchema } from '../../core/records/report.ts';
import { reviewOf } from '../../core/report/review-of.ts';
import { recordFailure } from '../../lambdas/record-failure/task.ts';
import { report } from '../../lambdas/report/task.ts';
import {
  addFiles,
  cast,
  keys,
  PATIENCE,
  prepareRun,
  record,
  type TaskWorld,
  taskWorld,
  text,
  withFullDisk,
  work,
} from '../support/task-world.ts';
import { pictureText } from '../support/text-codec.ts';

const { signal } = PATIENCE;
const INDEX = 'balancing/runs/r1/index.json';

/** A run over five actors: balanced, with little and much to do, failed, and never come to. */
async function worked(): Promise<TaskWorld> {
  const world = taskWorld();
  await addFiles(world, 'balanced', cast(13, 4, 3, 'balanced'));
  await addFiles(world, 'little', cast(16, 4, 0, 'little'));
  await addFiles(world, 'much', cast(4, 0, 0, 'much'));
  await addFiles(world, 'broken', { 'a.png': 'x' });
  await addFiles(world, 'zz late', { 'a.png': pictureText('photorealistic', 5, 'late') });
  await prepareRun(world);
  for (const actor of ['balanced', 'little', 'much']) await work(world, actor, 'plan');
  await recordFailure(
    { run: 'r1', actor: 'broken', error: { Error: 'JudgeRefused', Cause: 'The judge refused a.png.' } },
    world,
    signal,
  );
  return world;
}

const reviewed = async ({ store, layout }: TaskWorld) =>
  reviewOf(await Array.fromAsync(actorResults(store, layout, 'r1')));
const reported = (world: TaskWorld) => report({ run: 'r1' }, world, signal);

describe('all plans together', () => {
  test('are added up; an actor without a result counts as failed', async () => {
    const { totals } = await reviewed(await worked());
    expect(totals).toMatchObject({
      actors: 5,
      balanced: 1,
      planned: 2,
      failed: 2,
      retire: 3,
      generate: 19,
      usd: 0.95,
      usage: { calls: 7, usd: expect.closeTo(0.07, 9) },
    });
  });

  test('have one hash, which changes with any plan and with an actor that fails', async () => {
    const world = await worked();
    const { planHash } = await reviewed(world);
    expect(planHash).toMatch(/^[0-9a-f]{64}$/);
    expect((await reviewed(world)).planHash).toBe(planHash);
    await addFiles(world, 'much', { 'more.png': pictureText('photorealistic', 9, 'more') });
    await work(world, 'much', 'plan');
    const changed = (await reviewed(world)).planHash;
    expect(changed).not.toBe(planHash);
    await recordFailure({ run: 'r1', actor: 'much', error: { Error: 'Internal' } }, world, signal);
    expect(new Set([planHash, changed, (await reviewed(world)).planHash]).size).toBe(3);
  });

  test('a damaged row counts as a failed actor and does not end the run', async () => {
    const world = await worked();
    await world.store.put('balancing/runs/r1/actors/little/result.json', '{"schema"');
    expect((await reviewed(world)).totals).toMatchObject({ actors: 5, failed: 3, planned: 1 });
  });

  test('a list of actors that is damaged is said to be', async () => {
    const world = await worked();
    await world.store.put('balancing/runs/r1/actors.json', '[');
    await expect(reviewed(world)).rejects.toMatchObject({
      name: 'RecordCorrupt',
      message: expect.stringContaining('actors.json'),
    });
  });
});

describe('the report of a run', () => {
  test('what needs a person comes first: failures, then those with most to do, then by name', async () => {
    const world = await worked();
    await reported(world);
    const { actors } = await record(world, runIndexSchema, INDEX);
    expect(actors.map(({ actor, status }) => [actor, status])).toEqual([
      ['broken', 'failed'],
      ['zz late', 'failed'],
      ['much', 'planned'],
      ['little', 'planned'],
      ['balanced', 'balanced'],
    ]);
  });

  test('an actor the run never came to is told so, with what to do', async () => {
    const world = await worked();
    await reported(world);
    const { actors } = await record(world, runIndexSchema, INDEX);
    expect(actors.find(({ actor }) => actor === 'zz late')).toMatchObject({
      error: 'NoResult',
      message: 'The run ended before it came to this actor. Start it again; what was judged is remembered.',
    });
  });

  test('the record says what ran where, who judged and why, and the totals', async () => {
    const world = await worked();
    const { review: said } = await reported(world);
    expect(await record(world, reportSchema, 'balancing/runs/r1/report.json')).toEqual({
      schema: 1,
      run: 'r1',
      startedAt: '2026-11-22T12:00:00.000Z',
      place: 'the bucket',
      mode: 'dry-run',
      state: 'planned',
      maker: { name: 'replicate', model: 'text-1', standIn: false, why: 'a test said so' },
      judge: { name: 'openai', model: 'labels-1', why: 'a test said so' },
      budgetUsd: 25,
      review: said,
    });
  });

  test('the page shows every actor', async () => {
    const world = await worked();
    await reported(world);
    const page = await text(world, 'balancing/runs/r1/report.html');
    for (const actor of ['balanced', 'little', 'much', 'broken', 'zz late']) expect(page).toContain(actor);
  });

  test.each(['index.json', 'report.html'])(
    'whoever finds report.json finds a finished run: it is not there where %s could not be written',
    async (name) => {
      const world = await worked();
      const full = withFullDisk(world, (key) => key === `balancing/runs/r1/${name}`);
      await expect(reported(full)).rejects.toMatchObject({ name: 'OutOfSpace' });
      expect(await keys(world)).not.toContain('balancing/runs/r1/report.json');
    },
  );

  test('a second try gives the same report', async () => {
    const world = await worked();
    await reported(world);
    const before = await text(world, INDEX);
    await reported(world);
    expect(await text(world, INDEX)).toBe(before);
  });
});

describe('a dry-run', () => {
  test('writes nothing outside Evencast’s own records, and leaves every image as it was', async () => {
    const world = await worked();
    const images = async () =>
      Promise.all(
        (await Array.fromAsync(world.store.list('custom-actors/'))).map(async ({ key, version }) => [
          key,
          version,
          await text(world, key),
        ]),
      );
    const before = await images();
    await reported(world);
    await work(world, 'little', 'plan');
    expect(await images()).toEqual(before);
    expect(
      (await keys(world)).filter((key) => !key.startsWith('balancing/') && !key.startsWith('custom-actors/')),
    ).toEqual([]);
    expect(
      (await keys(world)).filter((key) => key.startsWith('balancing/actors/') || key.startsWith('balancing/retired/')),
    ).toEqual([]);
  });
});
