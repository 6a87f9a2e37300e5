import { isEvencastError } from '../../errors.ts';
import { inFlight } from '../../in-flight.ts';
import { pastRuns } from '../../records/run-history.ts';
import { sha256Hex } from '../../sha256.ts';
import type { DeskWorld } from '../desk-world.ts';
import { planOf } from './changes.ts';
import { notePicture } from './desk-memory.ts';
import { rowsOf } from './read-run.ts';
import { inspectedBy } from './set-now.ts';

/** Runs looked through for a picture that nobody has been shown yet: a page that was open when the desk was started anew. */
const MAX_RUNS = 5;
const READS_IN_FLIGHT = 16;
/** Larger files are no pictures that a set could hold. */
const MAX_BYTES = 256 * 2 ** 20;

/** Finds pictures by their content, where the records know of them. No name or path from outside ever leads to a file. */
export interface PictureFinder {
  /** Whether any record knows this content. */
  knows(sha256: string, signal: AbortSignal): Promise<boolean>;
  /** Its bytes, which have just this hash; undefined where they are nowhere any more. */
  find(sha256: string, signal: AbortSignal): Promise<Uint8Array | undefined>;
}

/** A finder over the records of a world. */
export function pictureFinder(world: DeskWorld): PictureFinder {
  const { store, memory } = world;
  let looking: Promise<void> | undefined;
  const keysOf = async (sha256: string, signal: AbortSignal) => {
    if (!memory.pictures.has(sha256)) {
      looking ??= lookThrough(world, signal).finally(() => {
        looking = undefined;
      });
      await looking;
    }
    return memory.pictures.get(sha256) ?? new Set<string>();
  };
  return {
    knows: async (sha256, signal) => (await keysOf(sha256, signal)).size > 0,
    async find(sha256, signal) {
      for (const key of await keysOf(sha256, signal)) {
        const body = await store.get(key, { signal, maxBytes: MAX_BYTES }).then(
          (stored) => stored.body,
          (error: unknown) => {
            if (isEvencastError(error, 'NotFound')) return undefined;
            throw error;
          },
        );
        if (body !== undefined && (await sha256Hex(body)) === sha256) return body;
      }
      return undefined;
    },
  };
}

async function lookThrough(world: DeskWorld, signal: AbortSignal): Promise<void> {
  const { layout, memory } = world;
  for (const { record } of (await pastRuns(world)).toReversed().slice(0, MAX_RUNS)) {
    const { run } = record;
    const actors = (await rowsOf(world, run, signal)).map(({ actor }) => actor);
    for await (const { actor, images } of inFlight(actors, READS_IN_FLIGHT, async (each) => {
      const basis = (await planOf(world, run, each, signal))?.basis ?? [];
      return { actor: each, images: [...basis, ...(await inspectedBy(world, run, each, signal)).after] };
    }))
      for (const { file, sha256 } of images) {
        notePicture(memory, sha256, layout.image(actor, file));
        notePicture(memory, sha256, layout.retired(run, actor, file));
      }
  }
}
