import fc from 'fast-check';
import { expect, test } from 'vitest';
import { manifestSchema } from '../../core/records/manifest.ts';
import { act } from '../support/acting-run.ts';
import { type AnyCast, anyCast, worldOf } from '../support/any-luck.ts';
import { appliedTo } from '../support/crash-cast.ts';
import { EXECUTE } from '../support/runs-on.ts';
import { imagesOf, manifestOf, setState } from '../support/set-state.ts';
import type { TaskWorld } from '../support/task-world.ts';
import { Turns } from '../support/turns.ts';
import { WatchedWorld } from '../support/watched-world.ts';

const RUNS = { numRuns: 50 };
const NAMES = ['r1', 'r2'] as const;

/** How many calls each makes in its turn. */
const anySlices = fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 2, maxLength: 8 });

/** Two runs over one watched set in these turns, each to its end. */
async function together(watched: WatchedWorld, turns: Turns, over: (who: 0 | 1, world: TaskWorld) => TaskWorld) {
  const one = async (who: 0 | 1) => {
    await act(over(who, turns.world(who, watched.world)), EXECUTE, NAMES[who]);
    turns.ended(who);
  };
  await Promise.all([one(0), one(1)]);
}

/** The same world, telling of every image that is moved or added while the lease is another run's. */
function minding(who: 0 | 1, world: TaskWorld, raw: TaskWorld, trespasses: string[]): TaskWorld {
  const { store, layout } = world;
  const mind = async (key: string) => {
    if (!key.startsWith(layout.images('ada'))) return;
    const text = await manifestOf(raw);
    const lease = text === undefined ? undefined : manifestSchema.parse(JSON.parse(text)).lease;
    if (lease?.run !== NAMES[who]) trespasses.push(`${NAMES[who]} at ${key} while ${lease?.run} has the lease`);
  };
  return {
    ...world,
    store: {
      ...store,
      put: async (key, ...rest) => {
        const info = await store.put(key, ...rest);
        await mind(key);
        return info;
      },
      move: async (from, ...rest) => {
        const info = await store.move(from, ...rest);
        await mind(from);
        return info;
      },
    },
  };
}

async function start(cast: AnyCast) {
  const raw = await worldOf(cast);
  const watched = new WatchedWorld(raw, { floor: cast.floor, mischief: [] });
  await watched.owe();
  return { raw, watched, before: await setState(raw) };
}

/** Takes both runs back: the last one first, as it is meant; or the other way round and then, where that was refused, again. */
async function takeBothBack(watched: WatchedWorld, lastFirst: boolean): Promise<void> {
  watched.goingBack = true;
  const text = await manifestOf(watched.world);
  const runs = text === undefined ? [] : manifestSchema.parse(JSON.parse(text)).runs;
  const order = lastFirst ? [...runs.toReversed(), ...NAMES] : [...runs, ...NAMES];
  for (const run of order) await act(watched.world, { mode: 'rollback', run }, `back-${run}`);
}

test('two runs at once: one works at a time, the other says why not, and both taken back leave the set as it was', async () => {
  await fc.assert(
    fc.asyncProperty(anyCast, anySlices, fc.boolean(), async (cast, slices, lastFirst) => {
      const { raw, watched, before } = await start(cast);
      const trespasses: string[] = [];
      await together(watched, new Turns(slices), (who, world) => minding(who, world, raw, trespasses));
      expect(trespasses).toEqual([]);
      const applied = await Promise.all(NAMES.map((run) => appliedTo(raw, run)));
      for (const each of applied)
        if (each?.outcome === 'busy' || each?.outcome === 'stale') expect(each.words).toContain('nothing was touched');
      expect(applied.map((each) => each?.outcome)).not.toContain('failed');
      await takeBothBack(watched, lastFirst);
      expect(watched.broken).toEqual([]);
      if (lastFirst) expect(await setState(raw)).toEqual(before);
      else expect(await imagesOf(raw)).toEqual(before.images);
    }),
    RUNS,
  );
});

test('a run that was so slow that the other took its set over loses nothing and pays nothing twice', async () => {
  await fc.assert(
    fc.asyncProperty(anyCast, anySlices, fc.boolean(), async (cast, slices, lastFirst) => {
      const { raw, watched, before } = await start({ ...cast, floor: 0 });
      // Longer than a lease holds, whenever the other one has its turn.
      const turns = new Turns(slices, () => void raw.clock.sleep(6 * 60_000));
      await together(watched, turns, (_, world) => world);
      await takeBothBack(watched, lastFirst);
      const ids = raw.maker.requests.map(({ requestId }) => requestId);
      expect(ids).toEqual([...new Set(ids)]);
      expect(watched.broken).toEqual([]);
      expect(await imagesOf(raw)).toEqual(before.images);
    }),
    RUNS,
  );
});
