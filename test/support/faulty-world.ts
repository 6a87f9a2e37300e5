import { EvencastError } from '../../core/errors.ts';
import type { TaskWorld } from './task-world.ts';

/**
 * What goes wrong with the n-th change: `lost`: it happens, but its answer never comes; `refused`: it does not happen, once;
 * `full`: there is no room for it, nor for anything written after it.
 */
export interface Fault {
  readonly at: number;
  readonly kind: 'lost' | 'refused' | 'full';
}

/** The same world over a store that goes wrong, and whether it came to that. */
export function faultyWorld(
  world: TaskWorld,
  { at, kind }: Fault,
): { readonly world: TaskWorld; readonly struck: () => boolean } {
  let changes = 0;
  const { store } = world;
  const changing = async <T>(isPut: boolean, change: () => Promise<T>): Promise<T> => {
    const mine = ++changes;
    if (kind === 'full' && mine >= at && isPut) throw new EvencastError('OutOfSpace', 'No room left on the disk.');
    if (kind === 'refused' && mine === at) throw new EvencastError('StoreUnavailable', 'The store does not answer.');
    const done = await change();
    if (kind === 'lost' && mine === at) throw new EvencastError('StoreUnavailable', 'The answer got lost.');
    return done;
  };
  return {
    struck: () => changes >= at,
    world: {
      ...world,
      store: {
        ...store,
        put: (...call) => changing(true, () => store.put(...call)),
        move: (...call) => changing(false, () => store.move(...call)),
        delete: (...call) => changing(false, () => store.delete(...call)),
      },
    },
  };
}
