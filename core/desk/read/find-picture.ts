import { isEvencastError } from '../../errors.ts';
import { inFlight } from '../../in-flight.ts';
import { readJournal } from '../../journal/journal-log.ts';
import { journalState } from '../../journal/journal-state.ts';
import type { PicturePlace } from '../../ports/picture-linker.ts';
import { pastRuns } from '../../records/run-history.ts';
import { sha256Hex } from '../../sha256.ts';
import type { WantedPicture } from '../contract/pictures.ts';
import type { DeskWorld } from '../desk-world.ts';
import { planOf } from './changes.ts';
import { notePicture } from './desk-memory.ts';
import { ifDamaged, rowsOf } from './read-run.ts';
import { notePictures } from './recorded-memory.ts';
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
  /** Where it lies, or a small drawing of it; undefined where its bytes are nowhere any more. */
  place(picture: WantedPicture, signal: AbortSignal): Promise<PicturePlace | undefined>;
}

/** A finder over the records of a world. */
export function pictureFinder(world: DeskWorld): PictureFinder {
  const { memory } = world;
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
        const body = await read(world, key, signal);
        if (body !== undefined && (await sha256Hex(body)) === sha256) return body;
      }
      return undefined;
    },
    async place({ size, sha256 }, signal) {
      const keys = await keysOf(sha256, signal);
      const drawing = size === '320' ? memory.drawings.get(sha256) : undefined;
      if (drawing !== undefined) return { key: drawing, format: 'jpeg' };
      for (const key of keys)
        if ((await contentAt(world, key, signal)) === sha256) return { key, format: memory.formats.get(sha256) };
      return undefined;
    },
  };
}

/** The content hash of what lies under a key now, read once for each of its versions; undefined where nothing does. */
async function contentAt(world: DeskWorld, key: string, signal: AbortSignal): Promise<string | undefined> {
  const { store, memory } = world;
  for await (const { key: found, version } of store.list(key, { signal })) {
    if (found !== key) continue;
    const known = memory.contents.get(key);
    if (known?.version === version) return known.sha256;
    const body = await read(world, key, signal);
    const sha256 = body === undefined ? undefined : await sha256Hex(body);
    if (sha256 !== undefined) memory.contents.set(key, { version, sha256 });
    return sha256;
  }
  return undefined;
}

async function read({ store }: DeskWorld, key: string, signal: AbortSignal): Promise<Uint8Array | undefined> {
  try {
    return (await store.get(key, { signal, maxBytes: MAX_BYTES })).body;
  } catch (error) {
    if (isEvencastError(error, 'NotFound')) return undefined;
    throw error;
  }
}

/** A damaged journal says nothing of where pictures lie. */
function noEntries(error: unknown): readonly [] {
  return ifDamaged(error) ?? [];
}

async function lookThrough(world: DeskWorld, signal: AbortSignal): Promise<void> {
  const { layout, memory } = world;
  for (const { record } of (await pastRuns(world)).toReversed().slice(0, MAX_RUNS)) {
    const { run } = record;
    const actors = (await rowsOf(world, run, signal)).map(({ actor }) => actor);
    for await (const { actor, images } of inFlight(actors, READS_IN_FLIGHT, async (each) => {
      const basis = (await planOf(world, run, each, signal))?.basis ?? [];
      const { before, after } = await inspectedBy(world, run, each, signal);
      notePictures(world, run, each, journalState(await readJournal(world, run, each, signal).catch(noEntries)));
      return { actor: each, images: [...basis, ...before, ...after] };
    }))
      for (const { file, sha256 } of images) {
        notePicture(memory, sha256, layout.image(actor, file));
        notePicture(memory, sha256, layout.retired(run, actor, file));
      }
  }
}
