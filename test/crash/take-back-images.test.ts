import { describe, expect, test } from 'vitest';
import { takeBackImages } from '../../core/manifest/take-back-images.ts';
import { act } from '../support/acting-run.ts';
import { appliedTo, BY_HAND, crashWorld } from '../support/crash-cast.ts';
import type { Death } from '../support/mortal-world.ts';
import { EXECUTE, ROLLBACK, until } from '../support/runs-on.ts';
import { setState, textsBelow } from '../support/set-state.ts';
import { PATIENCE, type TaskWorld } from '../support/task-world.ts';

/** More changes than taking a few images back makes. */
const ENOUGH = 200;
const WHEN: readonly Death['when'][] = ['before', 'after', 'half-way'];

/** A set that r1 has changed, and the images that are taken back: one that left and one that was made. */
async function changed(manifest: string | undefined) {
  const world = await crashWorld(manifest);
  const start = await setState(world);
  await act(world, EXECUTE);
  const made = (await appliedTo(world))?.added[0]?.file ?? '';
  return { world, start, files: ['bad.png', made] };
}

let holders = 0;

const takeBack = (world: TaskWorld, files: readonly string[]) =>
  takeBackImages(world, `desk-${++holders}`, { run: 'r1', actor: 'ada', files }, PATIENCE.signal);

describe.each([
  ['without a manifest', undefined],
  ['with a manifest written by hand', BY_HAND],
])('chosen images of a set %s', (_, manifest) => {
  test.each(WHEN)(
    'taken back by a process that was killed %s any change, and again: the same, nothing lost',
    async (when) => {
      const { world: calm, files } = await changed(manifest);
      expect(await takeBack(calm, files)).toEqual({ done: files, cannot: [] });
      const expected = (await setState(calm)).images;
      expect(Object.keys(expected)).toContain('bad.png');
      let at = 1;
      for (; at < ENOUGH; at++) {
        const { world, start } = await changed(manifest);
        const before = await picturesIn(world);
        if (!(await until({ at, when }, world, (mortal) => takeBack(mortal, files)))) break;
        const killed = `killed ${when} change ${at}`;
        await takeBack(world, files);
        expect((await setState(world)).images, killed).toEqual(expected);
        expect(await picturesIn(world), killed).toEqual(before);
        await act(world, ROLLBACK);
        expect(await setState(world), killed).toEqual(start);
        expect(await picturesIn(world), killed).toEqual(before);
      }
      expect(at).toBeGreaterThan(5);
      expect(at).toBeLessThan(ENOUGH);
    },
  );
});

/** Every picture that lies in the set or among those that the run took out of it. */
async function picturesIn(world: TaskWorld): Promise<ReadonlySet<string>> {
  const retired = await textsBelow(world, world.layout.retired('r1', 'ada', 'x').slice(0, -1));
  return new Set([...Object.values((await setState(world)).images), ...Object.values(retired)]);
}
