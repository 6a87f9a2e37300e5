import { describe, expect, test } from 'vitest';
import { sha256Hex } from '../../core/sha256.ts';
import { act } from '../support/acting-run.ts';
import { ADA, BY_HAND, crashWorld } from '../support/crash-cast.ts';
import { type Fault, faultyWorld } from '../support/faulty-world.ts';
import { EXECUTE, goOn, outcomeOf, ROLLBACK } from '../support/runs-on.ts';
import { contentsIn, imagesOf, setState } from '../support/set-state.ts';
import type { TaskWorld } from '../support/task-world.ts';

/** More changes than any run of these tests makes. */
const ENOUGH = 500;

/** Does something while the store goes wrong; whether it came to that. What fails for the run as a whole ends it. */
async function during(fault: Fault, world: TaskWorld, work: (faulty: TaskWorld) => Promise<unknown>): Promise<boolean> {
  const { world: faulty, struck } = faultyWorld(world, fault);
  await work(faulty).catch(() => undefined);
  return struck();
}

async function undisturbed() {
  const world = await crashWorld(BY_HAND);
  await act(world, EXECUTE);
  return outcomeOf(world);
}

describe.each<Fault['kind']>(['lost', 'refused', 'full'])('%s', (kind) => {
  test('wherever it strikes, nothing is lost, and the run gone on with is as if nothing had happened', async () => {
    const expected = await undisturbed();
    const originals = await Promise.all(Object.values(ADA).map((text) => sha256Hex(text)));
    let at = 1;
    for (; at < ENOUGH; at++) {
      const world = await crashWorld(BY_HAND);
      if (!(await during({ at, kind }, world, (faulty) => act(faulty, EXECUTE)))) break;
      const there = await contentsIn(world);
      expect(
        originals.filter((hash) => !there.has(hash)),
        `${kind} at ${at}`,
      ).toEqual([]);
      expect(Object.keys(await imagesOf(world)).length, `${kind} at ${at}`).toBeGreaterThanOrEqual(6);
      await goOn(world);
      expect(await outcomeOf(world), `${kind} at ${at}`).toEqual(expected);
    }
    expect(at).toBeGreaterThan(60);
  });

  test('wherever it strikes while a run is taken back, the set ends as it was', async () => {
    for (let at = 1; at < ENOUGH; at++) {
      const world = await crashWorld(BY_HAND);
      const start = await setState(world);
      await act(world, EXECUTE);
      if (!(await during({ at, kind }, world, (faulty) => act(faulty, ROLLBACK)))) break;
      expect(Object.keys(await imagesOf(world)).length, `${kind} at ${at}`).toBeGreaterThanOrEqual(6);
      await act(world, ROLLBACK);
      expect(await setState(world), `${kind} at ${at}`).toEqual(start);
    }
  });
});
