import { describe, expect, test } from 'vitest';
import { isEvencastError } from '../../core/errors.ts';
import { act } from '../support/acting-run.ts';
import { BY_HAND, crashWorld } from '../support/crash-cast.ts';
import type { Death } from '../support/mortal-world.ts';
import { EXECUTE, ROLLBACK, until } from '../support/runs-on.ts';
import { setState } from '../support/set-state.ts';
import type { TaskWorld } from '../support/task-world.ts';

/** More changes than any run of these tests makes. */
const ENOUGH = 500;
const WHEN: readonly Death['when'][] = ['before', 'after', 'half-way'];

/** Takes r1 back; a run that died before it was written down cannot be and need not. */
async function takeBack(world: TaskWorld): Promise<void> {
  await act(world, ROLLBACK).catch((error: unknown) => {
    if (!isEvencastError(error, 'NotFound')) throw error;
  });
}

describe.each([
  ['without a manifest', undefined],
  ['with a manifest written by hand', BY_HAND],
])('a set %s is to the byte what it was', (_, manifest) => {
  test('after a run was taken back, once or twice', async () => {
    const world = await crashWorld(manifest);
    const start = await setState(world);
    await act(world, EXECUTE);
    expect(await setState(world)).not.toEqual(start);
    await takeBack(world);
    expect(await setState(world)).toEqual(start);
    await takeBack(world);
    expect(await setState(world)).toEqual(start);
  });

  test.each(WHEN)('after a run was killed %s any change and taken back without being resumed', async (when) => {
    for (let at = 1; at < ENOUGH; at++) {
      const world = await crashWorld(manifest);
      const start = await setState(world);
      if (!(await until({ at, when }, world, (mortal) => act(mortal, EXECUTE)))) break;
      await takeBack(world);
      expect(await setState(world), `killed ${when} change ${at}`).toEqual(start);
    }
  });

  test.each(WHEN)('after taking it back was killed %s any change and begun again', async (when) => {
    let at = 1;
    for (; at < ENOUGH; at++) {
      const world = await crashWorld(manifest);
      const start = await setState(world);
      await act(world, EXECUTE);
      if (!(await until({ at, when }, world, takeBack))) break;
      await takeBack(world);
      expect(await setState(world), `killed ${when} change ${at}`).toEqual(start);
    }
    expect(at).toBeGreaterThan(15);
  });

  test('after both the run and taking it back were killed', async () => {
    for (let at = 20; at < ENOUGH; at += 3) {
      for (let again = 1 + (at % 3); ; again += 3) {
        const world = await crashWorld(manifest);
        const start = await setState(world);
        if (!(await until({ at, when: 'after' }, world, (mortal) => act(mortal, EXECUTE)))) return;
        const died = await until({ at: again, when: 'after' }, world, takeBack);
        await takeBack(world);
        expect(await setState(world), `killed after change ${at} and after ${again}`).toEqual(start);
        if (!died) break;
      }
    }
  });

  test('after taking it back was killed, the run cannot be resumed, only taken back', async () => {
    for (let at = 1; at < ENOUGH; at++) {
      const world = await crashWorld(manifest);
      const start = await setState(world);
      await until({ at: 50, when: 'after' }, world, (mortal) => act(mortal, EXECUTE));
      const died = await until({ at, when: 'after' }, world, takeBack);
      const made = world.maker.begun.length;
      await expect(act(world, { mode: 'resume', run: 'r1' })).rejects.toMatchObject({ name: 'InvalidRequest' });
      if (died) expect(world.maker.begun.length, `killed after change ${at}`).toBe(made);
      await takeBack(world);
      expect(await setState(world), `killed after change ${at}`).toEqual(start);
      if (!died) break;
    }
  });
});
