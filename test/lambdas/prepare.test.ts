import { describe, expect, test } from 'vitest';
import { BUCKET_LAYOUT, layoutOf, PLAIN_LAYOUT } from '../../core/layout.ts';
import { actorItemsSchema, runRecordSchema } from '../../core/records/run-record.ts';
import type { RunRequestInput } from '../../core/request.ts';
import { prepare } from '../../lambdas/prepare/task.ts';
import { addFiles, keys, prepareRun, record, type TaskWorld, taskWorld } from '../support/task-world.ts';

async function worldOf(actors: readonly string[], of: Parameters<typeof taskWorld>[0] = {}): Promise<TaskWorld> {
  const world = taskWorld(of);
  for (const actor of actors) await addFiles(world, actor, { 'a.png': 'x' });
  return world;
}

const actorsOf = async (world: TaskWorld, run = 'r1') =>
  (await record(world, actorItemsSchema, world.layout.run(run, 'actors.json'))).map(({ actor }) => actor);

describe('a run is prepared', () => {
  test('only references and counts go on to the next state, everybody is written down', async () => {
    const world = await worldOf(['0001', '0000', 'zoë 😀']);
    expect(await prepareRun(world)).toEqual({
      run: 'r1',
      stage: 'evaluate',
      actors: 3,
      concurrency: 4,
      actorsKey: 'balancing/runs/r1/actors.json',
    });
    expect(await actorsOf(world)).toEqual(['0000', '0001', 'zoë 😀']);
  });

  test('the run’s record says what was asked, where, who judges and why, with the config as it was', async () => {
    const world = await worldOf(['ada'], { config: { copyBits: 30 } });
    await prepareRun(world);
    expect(await record(world, runRecordSchema, 'balancing/runs/r1/run.json')).toEqual({
      schema: 1,
      run: 'r1',
      startedAt: '2026-11-22T12:00:00.000Z',
      place: 'the bucket',
      request: { mode: 'dry-run', approval: 'wanted', force: false },
      config: world.config,
      judge: {
        signatures: [{ name: 'openai', model: 'labels-1', key: 'test.labels-1.composite' }],
        why: 'a test said so',
      },
      maker: { name: 'replicate', model: 'text-1', standIn: false, why: 'a test said so' },
      actors: 1,
      takenBack: false,
    });
  });

  test('nothing is written outside Evencast’s own records', async () => {
    const world = await worldOf(['ada']);
    const before = await keys(world);
    await prepareRun(world);
    expect((await keys(world)).filter((key) => !before.includes(key))).toEqual([
      'balancing/runs/r1/actors.json',
      'balancing/runs/r1/run.json',
    ]);
  });

  test.each<[RunRequestInput, object]>([
    [{}, { budgetUsd: 25, maxDeletionShare: 0.5, concurrency: 4 }],
    [{ budgetUsd: 3 }, { budgetUsd: 3, maxDeletionShare: 0.5, concurrency: 4 }],
    [{ budgetUsd: 0 }, { budgetUsd: 0 }],
    [{ maxDeletions: 5 }, { maxDeletions: 5, maxDeletionShare: 1 }],
    [{ maxDeletions: 0 }, { maxDeletions: 0 }],
    [{ concurrency: 20 }, { concurrency: 20 }],
  ])('what the request %j says is what holds for the run', async (request, limits) => {
    const world = await worldOf(['ada']);
    const prepared = await prepareRun(world, 'r1', request);
    const { config } = await record(world, runRecordSchema, 'balancing/runs/r1/run.json');
    expect(config.limits).toMatchObject(limits);
    expect(prepared.concurrency).toBe(config.limits.concurrency);
  });

  test('started from the console with no input at all it is a dry-run over everybody', async () => {
    const world = await worldOf(['ada', 'eve']);
    for (const request of [undefined, null, {}]) {
      expect(await prepare({ execution: 'r1', startedAt: 't', request }, world)).toMatchObject({ actors: 2 });
    }
  });

  test('a run that is prepared a second time comes out the same', async () => {
    const world = await worldOf(['ada', 'eve']);
    const first = await prepareRun(world);
    expect(await prepareRun(world)).toEqual(first);
    expect(await actorsOf(world)).toEqual(['ada', 'eve']);
  });
});

describe('who counts as an actor', () => {
  test('in a plain folder every folder that is not hidden', async () => {
    const world = await worldOf(['ada', '.git', '.evencast', '@eaDir'], { layout: layoutOf(PLAIN_LAYOUT) });
    await prepareRun(world);
    expect(await actorsOf(world)).toEqual(['@eaDir', 'ada'].sort());
    await prepareRun(world, 'r2');
    expect(await actorsOf(world, 'r2')).not.toContain('.evencast');
  });

  test('a hidden folder is no actor even where it is asked for by name', async () => {
    const world = await worldOf(['ada', '.git'], { layout: layoutOf(PLAIN_LAYOUT) });
    await expect(prepareRun(world, 'r1', { actors: ['.git'] })).rejects.toMatchObject({ name: 'NotFound' });
  });

  test('under a prefix of their own every folder, whatever it is called', async () => {
    const world = await worldOf(['ada', '.hidden']);
    await prepareRun(world);
    expect(await actorsOf(world)).toEqual(['.hidden', 'ada']);
  });

  test.each([
    ['', 'balancing'],
    ['cast', 'cast/records'],
    ['', 'work/evencast'],
  ])('with actors in "%s" Evencast’s own records in %s are no actor', async (actorsPrefix, statePrefix) => {
    const world = await worldOf(['ada'], { layout: layoutOf({ ...BUCKET_LAYOUT, actorsPrefix, statePrefix }) });
    await prepareRun(world);
    await prepareRun(world, 'r2');
    expect(await actorsOf(world, 'r2')).toEqual(['ada']);
  });

  test('a file beside the actors’ folders is none', async () => {
    const world = await worldOf(['ada']);
    await world.store.put('custom-actors/readme.txt', 'x');
    await prepareRun(world);
    expect(await actorsOf(world)).toEqual(['ada']);
  });
});

describe('a request that cannot be done', () => {
  const refused = (request: unknown, world: TaskWorld) => prepare({ execution: 'r1', startedAt: 't', request }, world);

  test('every problem of it is listed by its path', async () => {
    const world = await worldOf(['ada']);
    await expect(refused({ mode: 'destroy', sample: { size: 0 }, budget: 3 }, world)).rejects.toMatchObject({
      name: 'InvalidRequest',
      message: expect.stringMatching(
        /^The request is not valid\. mode: .*; sample\.size: .*; Unrecognized key: "budget"\.$/,
      ),
    });
  });

  test.each([['text'], [[]], [3]])('%j is no request', async (request) => {
    await expect(refused(request, await worldOf(['ada']))).rejects.toMatchObject({ name: 'InvalidRequest' });
  });

  test.each<[string, RunRequestInput, string]>([
    ['an unknown actor', { actors: ['adda'] }, 'No such actor in the bucket: "adda". There is 1: "ada".'],
    ['an unknown group', { group: 'leads' }, 'There is no group "leads" in the config.'],
  ])('%s leaves nothing behind', async (_what, request, words) => {
    const world = await worldOf(['ada']);
    const before = await keys(world);
    await expect(prepareRun(world, 'r1', request)).rejects.toThrow(words);
    expect(await keys(world)).toEqual(before);
  });

  test('an empty place is said to hold nobody', async () => {
    await expect(prepareRun(taskWorld())).rejects.toMatchObject({
      name: 'NotFound',
      message: expect.stringContaining('No actor to work on in the bucket'),
    });
  });

  test('a sample of the cast is the same when it is prepared again', async () => {
    const world = await worldOf(Array.from({ length: 50 }, (_, index) => `a${index}`));
    await prepareRun(world, 'r1', { sample: { size: 5, seed: 3 } });
    await prepareRun(world, 'r2', { sample: { size: 5, seed: 3 } });
    expect(await actorsOf(world, 'r2')).toEqual(await actorsOf(world));
    expect(await actorsOf(world)).toHaveLength(5);
  });
});
