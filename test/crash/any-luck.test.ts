import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isEvencastError } from '../../core/errors.ts';
import { act } from '../support/acting-run.ts';
import { type AnyCast, anyCast, anyDeath, anyMischief, fateOf, worldOf } from '../support/any-luck.ts';
import { appliedTo } from '../support/crash-cast.ts';
import type { Death } from '../support/mortal-world.ts';
import { goOn, ROLLBACK, until } from '../support/runs-on.ts';
import { imagesOf, setState } from '../support/set-state.ts';
import type { TaskWorld } from '../support/task-world.ts';
import { type Mischief, WatchedWorld } from '../support/watched-world.ts';

const RUNS = { numRuns: 60 };

/** What the vendor was paid, every request once: for what it made, or may yet. */
function paidTo({ maker }: TaskWorld, cast: AnyCast): number {
  const ids = maker.requests.map(({ requestId }) => requestId);
  expect(ids).toEqual([...new Set(ids)]);
  const free: readonly unknown[] = ['failed', 'refused'];
  return maker.requests.filter((request) => !free.includes(fateOf(cast, request))).length * maker.usdPerImage;
}

/** Goes on with r1 until it has nothing more to do or to hope for; what ends a run as a whole is told, not thrown on. */
async function finish(world: TaskWorld): Promise<void> {
  await goOn(world).catch((error: unknown) => {
    if (!isEvencastError(error)) throw error;
  });
}

async function takeBack(watched: WatchedWorld, deaths: readonly Death[] = []): Promise<void> {
  watched.goingBack = true;
  for (const death of deaths) await until(death, watched.world, (mortal) => act(mortal, ROLLBACK));
  await act(watched.world, ROLLBACK);
}

/** A world of this cast, watched, whose dead processes are known to be dead. */
async function watchedWorld(cast: AnyCast, mischief: readonly Mischief[] = []): Promise<WatchedWorld> {
  const world = { ...(await worldOf(cast)), isGone: () => true };
  const watched = new WatchedWorld(world, { floor: cast.floor, mischief });
  await watched.owe();
  return watched;
}

test('whatever dies when, nothing is lost, nothing is paid twice, and taken back the set is what it was', async () => {
  const deaths = fc.array(anyDeath, { maxLength: 3 });
  await fc.assert(
    fc.asyncProperty(anyCast, deaths, fc.array(anyDeath, { maxLength: 2 }), async (cast, dies, diesBack) => {
      const watched = await watchedWorld(cast);
      const { world } = watched;
      const start = await setState(world);
      for (const death of dies) await until(death, world, finish);
      await finish(world);
      expect(paidTo(world, cast)).toBeLessThanOrEqual(cast.budgetUsd + 1e-9);

      const applied = await appliedTo(world).catch(() => undefined);
      const [done, paid] = [await setState(world), world.maker.begun.length];
      await finish(world);
      if (applied?.open !== true)
        expect({ ...(await setState(world)), paid: world.maker.begun.length }).toEqual({ ...done, paid });

      await takeBack(watched, diesBack);
      expect(watched.broken).toEqual([]);
      expect(await setState(world)).toEqual(start);
    }),
    RUNS,
  );
});

test('whatever a person does meanwhile, it stands, and nothing is lost or paid twice', async () => {
  const mischief = fc.array(anyMischief, { minLength: 1, maxLength: 3 });
  await fc.assert(
    fc.asyncProperty(anyCast, mischief, fc.array(anyDeath, { maxLength: 1 }), async (cast, does, dies) => {
      const watched = await watchedWorld(cast, does);
      const { world } = watched;
      const start = await setState(world);
      for (const death of dies) await until(death, world, finish);
      await finish(world);
      expect(paidTo(world, cast)).toBeLessThanOrEqual(cast.budgetUsd + 1e-9);
      await takeBack(watched);
      expect(watched.broken).toEqual([]);
      const end = await imagesOf(world);
      expect(end).toMatchObject(Object.fromEntries(watched.persons));
      if (!watched.touched) expect(end).toEqual(start.images);
    }),
    RUNS,
  );
});
