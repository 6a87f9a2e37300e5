import { describe, expect, test } from 'vitest';
import { approvedItemsSchema } from '../../core/approval/approved-items.ts';
import { takeDecision } from '../../lambdas/take-decision/task.ts';
import { act } from '../support/acting-run.ts';
import { ADA, appliedTo, crashWorld } from '../support/crash-cast.ts';
import { carryOut, decideRun, plannedRun } from '../support/decided-run.ts';
import { RESUME } from '../support/runs-on.ts';
import { imagesOf, manifestOf } from '../support/set-state.ts';
import { PATIENCE, record, type TaskWorld } from '../support/task-world.ts';

const HOUR = 3_600_000;
const ITEMS = 'balancing/runs/r1/approved.json';

async function planned(): Promise<TaskWorld> {
  const world = await crashWorld();
  await plannedRun(world);
  return world;
}

const taken = (world: TaskWorld, expire = false) => takeDecision({ run: 'r1', expire }, world, PATIENCE.signal);

describe('nothing is carried out', () => {
  test.each<[string, (world: TaskWorld) => Promise<unknown>, boolean, string]>([
    ['before somebody decides', async () => undefined, false, 'waiting'],
    ['of a run that was rejected', (world) => decideRun(world, 'rejected'), false, 'rejected'],
    ['where nobody decided in time', (world) => world.clock.sleep(72 * HOUR), false, 'expired'],
    ['where the wait is over', async () => undefined, true, 'expired'],
    [
      'where every image was kept out',
      (world) => decideRun(world, 'approved', [{ actor: 'ada', carryOut: false }]),
      false,
      'done',
    ],
  ])('%s', async (_, decided, expire, outcome) => {
    const world = await planned();
    await decided(world);
    expect((await taken(world, expire)).outcome).toBe(outcome);
    await act(world, RESUME);
    expect(await imagesOf(world)).toEqual(ADA);
    expect(await manifestOf(world)).toBeUndefined();
    expect(world.maker.begun).toEqual([]);
  });
});

test('an approved run has what was approved, and money for every try of it', async () => {
  const world = await planned();
  await decideRun(world, 'approved', [{ actor: 'ada', change: 'retire/bad.png', carryOut: false }]);
  expect(await taken(world)).toEqual({ outcome: 'approved', itemsKey: ITEMS });
  // A cent for looking at the set; two images, three tries each, six cents a try.
  const [item] = await record(world, approvedItemsSchema, ITEMS);
  expect(item).toMatchObject({ actor: 'ada', without: ['retire/bad.png'], allowanceUsd: 0.37 });
});

test('one image that was kept out stays, and the rest is carried out', async () => {
  const world = await planned();
  await carryOut(world, [{ actor: 'ada', change: 'retire/bad.png', carryOut: false }]);
  expect(await appliedTo(world)).toMatchObject({ outcome: 'applied', retired: ['p1.png'] });
  expect(Object.keys(await imagesOf(world))).toContain('bad.png');
});

test('a run that was carried out has nothing left to do', async () => {
  const world = await planned();
  await carryOut(world);
  expect((await taken(world)).outcome).toBe('done');
});

describe('a plan that was changed since it was approved', () => {
  const PLAN = 'balancing/runs/r1/actors/ada/plan.json';

  test('is not carried out', async () => {
    const world = await planned();
    await decideRun(world);
    const text = new TextDecoder().decode((await world.store.get(PLAN)).body);
    await world.store.put(PLAN, text.replaceAll('p1.png', 'p2.png'));
    await act(world, RESUME);
    const words = 'The plan of ada is not the one that was approved; nothing was changed. Start a new run.';
    expect(await appliedTo(world)).toMatchObject({ outcome: 'failed', words });
    expect(await imagesOf(world)).toEqual(ADA);
  });

  test('is not even listed where its hash is another', async () => {
    const world = await planned();
    await decideRun(world);
    const key = 'balancing/runs/r1/actors/ada/result.json';
    const text = new TextDecoder().decode((await world.store.get(key)).body);
    await world.store.put(key, text.replace(/"planHash": ".*"/, '"planHash": "other"'));
    await expect(taken(world)).rejects.toThrow(
      'The decision about run r1 is about other plans than it has now; nothing was changed.',
    );
  });
});

test('a run that was never up for a decision is told so', async () => {
  await expect(taken(await crashWorld())).rejects.toThrow('Run r1 was never up for a decision.');
});
