import { unlinkSync } from 'node:fs';
import type { ConditionOptions, ObjectInfo, ObjectStore } from '../../core/ports/object-store.ts';
import { limiter } from '../limiter.ts';
import { objectConflict } from '../object-errors.ts';
import { fileError } from './file-error.ts';
import { pruneFolders } from './file-names.ts';
import { type FolderPlaces, folderLayout, type Located, pathOf } from './layout.ts';
import { type FolderLock, folderLock } from './lock.ts';
import { look, versionOf } from './look.ts';
import { moveFile } from './move-file.ts';
import { putFile } from './put-file.ts';
import { readLocated } from './read-file.ts';
import { removeStaleTemps } from './temp-file.ts';
import { walk, walkFolders } from './walk.ts';

// Fewer than the 256 open files that macOS allows a process by default, and more than libuv's four threads keep busy.
const OPEN_FILES = 64;

/** How many folders are remembered as tidied; forgetting them costs one more look into each. */
const TIDIED_FOLDERS = 10_000;

/**
 * A folder of images as a store; a file's path below `root` is its key. Reading and listing create nothing, so a
 * read-only folder works with its records under a `stateRoot` elsewhere.
 *
 * Conditions hold between processes that use the same state folder: every change happens under one lock there. Other
 * programs do not take it; a file that one of them puts where nothing was is still never overwritten by `ifAbsent` or
 * `move`, while one that it changes within the microseconds between our compare and our rename is.
 *
 * Needs a POSIX file system. Errors as in the port; cancelled calls reject with the signal's reason.
 */
export function folderObjectStore(places: FolderPlaces): ObjectStore {
  const layout = folderLayout(places);
  const place = layout.root;
  const lock = folderLock(layout.lockFile);
  const inTurn = limiter(OPEN_FILES);
  const tidied = new Set<string>();

  /** Runs one call: one of few at a time, its errors in our words. */
  async function run<T>(
    doing: string,
    located: Located,
    signal: AbortSignal | undefined,
    work: () => Promise<T>,
  ): Promise<T> {
    try {
      return await inTurn(work, signal);
    } catch (error) {
      throw fileError(error, `${doing} ${pathOf(located)}`);
    }
  }

  function tidy(located: Located): void {
    const folder = pathOf(located, -1).toString('latin1');
    if (tidied.has(folder)) return;
    if (tidied.size >= TIDIED_FOLDERS) tidied.clear();
    tidied.add(folder);
    removeStaleTemps(located);
  }

  return {
    place,
    async get(key, options = {}) {
      const located = layout.locate(key);
      return run('reading', located, options.signal, () => readLocated(located, place, options));
    },
    async put(key, body, options = {}) {
      const located = layout.locate(key);
      const bytes = typeof body === 'string' ? Buffer.from(body, 'utf8') : body;
      return run('writing', located, options.signal, async () => {
        const info = await putFile({ located, body: bytes, lock }, options);
        tidy(located);
        return info;
      });
    },
    list: (prefix, { signal } = {}): AsyncIterable<ObjectInfo> => walk(layout, prefix, signal),
    folders: (prefix, { signal } = {}): AsyncIterable<string> => walkFolders(layout, prefix, signal),
    async move(from, to, options = {}) {
      const move = { from: layout.locate(from), to: layout.locate(to), place, lock };
      return run(`moving to ${pathOf(move.to)} from`, move.from, options.signal, () => moveFile(move, options));
    },
    async delete(key, options = {}) {
      const located = layout.locate(key);
      return run('deleting', located, options.signal, () => deleteFile(located, lock, options));
    },
  };
}

/** A symbolic link goes itself; what it leads to stays. What is no object is left alone. */
async function deleteFile(located: Located, lock: FolderLock, { ifVersion, signal }: ConditionOptions): Promise<void> {
  // Without this look, deleting what is not there would make a state folder for the lock.
  if (look(located).kind !== 'file' && ifVersion === undefined) return;
  await lock(() => {
    const found = look(located);
    const version = found.kind === 'file' ? versionOf(found.stats) : undefined;
    if (ifVersion !== undefined && ifVersion !== version) {
      throw objectConflict(located.key, version === undefined ? 'it is gone' : 'it was changed');
    }
    if (version === undefined) return;
    unlinkSync(pathOf(located));
    pruneFolders(located);
  }, signal);
}
