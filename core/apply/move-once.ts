import { EvencastError, isEvencastError } from '../errors.ts';
import type { ObjectStore, StoredObject } from '../ports/object-store.ts';
import { sha256Hex } from '../sha256.ts';
import { hashOf } from './list-images.ts';

/** An image that is to lie under another key. */
export interface Moving {
  readonly from: string;
  readonly to: string;
  /** What must be moved, and nothing else. */
  readonly sha256: string;
}

/** How moving went: done (now or before), or what is in the way; nothing was changed then. */
export type Moved = 'done' | 'source-gone' | 'source-changed' | 'target-taken';

/**
 * Moves an object so that doing it again after a crash is safe: a move that happened is seen by the content under the new
 * key, one that happened by half (both keys, after a copy) is completed.
 */
export async function moveOnce(store: ObjectStore, { from, to, sha256 }: Moving, signal?: AbortSignal): Promise<Moved> {
  const [source, target] = await Promise.all([optional(store, from, signal), optional(store, to, signal)]);
  const isMoved = target !== undefined && (await sha256Hex(target.body)) === sha256;
  if (source === undefined) return isMoved ? 'done' : 'source-gone';
  if ((await sha256Hex(source.body)) !== sha256) return isMoved ? 'done' : 'source-changed';
  if (target !== undefined && !isMoved) return 'target-taken';
  try {
    // Copied before the crash: the old name is all that is left to remove.
    if (isMoved) await store.delete(from, { ifVersion: source.version, signal });
    else await store.move(from, to, { ifVersion: source.version, signal });
    return 'done';
  } catch (error) {
    if (!isEvencastError(error, 'Conflict') && !isEvencastError(error, 'NotFound')) throw error;
    throw new EvencastError('Conflict', `Somebody changed ${from} at this very moment. Run: evencast resume`, {
      cause: error,
    });
  }
}

/** Whether an object was moved before a crash: it lies under the new key, and no longer under the old one. */
export async function hasMoved(
  store: ObjectStore,
  { from, to, sha256 }: Moving,
  signal?: AbortSignal,
): Promise<boolean> {
  const [source, target] = await Promise.all([hashOf(store, from, signal), hashOf(store, to, signal)]);
  return target === sha256 && source !== sha256;
}

async function optional(
  store: ObjectStore,
  key: string,
  signal: AbortSignal | undefined,
): Promise<StoredObject | undefined> {
  try {
    return await store.get(key, { signal });
  } catch (error) {
    if (isEvencastError(error, 'NotFound')) return undefined;
    throw error;
  }
}
