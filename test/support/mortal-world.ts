import type { ObjectStore } from '../../core/ports/object-store.ts';
import type { TaskWorld } from './task-world.ts';

/**
 * When a process dies: at its n-th change of anything outside itself, just before it happens or just after; or half-way, where
 * that is a move that copies and then deletes, as in a bucket: the object is left under both keys.
 */
export interface Death {
  /** From 1. */
  readonly at: number;
  readonly when: 'before' | 'after' | 'half-way';
}

/** A world whose process dies. Store and maker go on without it. */
export interface MortalWorld {
  readonly world: TaskWorld;
  readonly isDead: () => boolean;
  /** Changes so far: writes, moves, deletions and images begun at the maker. */
  readonly changes: () => number;
}

/** No error of ours: nothing may take it for one and go on. */
function dead(): Error {
  return new Error('the process was killed');
}

/** The same world in a process that dies. After its death every call of it fails, so that nothing more happens. */
export function mortalWorld(world: TaskWorld, death?: Death): MortalWorld {
  let changes = 0;
  let isDead = false;
  const alive = () => {
    if (isDead) throw dead();
  };
  const changing = async <T>(change: () => Promise<T>, half?: () => Promise<unknown>): Promise<T> => {
    alive();
    isDead = ++changes === death?.at;
    if (isDead && death?.when === 'half-way') await half?.();
    if (isDead && death?.when !== 'after') throw dead();
    const done = await change();
    alive();
    return done;
  };
  const { store, maker, judge } = world;
  const mortalStore: ObjectStore = {
    place: store.place,
    async get(...call) {
      alive();
      return store.get(...call);
    },
    async *list(...call) {
      alive();
      yield* store.list(...call);
    },
    async *folders(...call) {
      alive();
      yield* store.folders(...call);
    },
    put: (...call) => changing(() => store.put(...call)),
    move: (from, to, options) =>
      changing(
        () => store.move(from, to, options),
        async () => store.put(to, (await store.get(from)).body, { ifAbsent: true }),
      ),
    delete: (...call) => changing(() => store.delete(...call)),
  };
  return {
    isDead: () => isDead,
    changes: () => changes,
    world: {
      ...world,
      store: mortalStore,
      maker: {
        ...maker,
        start: (...call) => changing(() => maker.start(...call)),
        async finish(...call) {
          alive();
          return maker.finish(...call);
        },
      },
      judge: {
        ...judge,
        async judge(...call) {
          alive();
          return judge.judge(...call);
        },
      },
    },
  };
}
