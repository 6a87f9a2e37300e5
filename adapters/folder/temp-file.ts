import { randomUUID } from 'node:crypto';
import { existsSync, lstatSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { EvencastError } from '../../core/errors.ts';
import { systemCode } from './file-error.ts';
import { childPath, type Located, pathOf, TEMP_PREFIX } from './layout.ts';

/** What {@link writeTemp} needs to know beside place and bytes. */
export interface TempOptions {
  /** Whether the bytes must be on the disk, not in the kernel's memory, before it resolves. */
  readonly durable: boolean;
}

// A folder may be pruned by another process between being made and being used.
const ATTEMPTS = 5;

/**
 * Writes the bytes to a new hidden file in the folder where `located` will be, making that folder where needed. Leaves
 * nothing behind when it throws. Whoever calls it renames or removes the file.
 */
export async function writeTemp(located: Located, body: Uint8Array, options: TempOptions): Promise<Buffer> {
  const path = childPath(pathOf(located, -1), Buffer.from(`${TEMP_PREFIX}${randomUUID()}`));
  for (let attempt = 1; ; attempt++) {
    try {
      await writeNew(path, body, options);
      return path;
    } catch (error) {
      rmSync(path, { force: true });
      if (systemCode(error) !== 'ENOENT' || attempt === ATTEMPTS) throw error;
      makeParents(located);
    }
  }
}

async function writeNew(path: Buffer, body: Uint8Array, { durable }: TempOptions): Promise<void> {
  const file = await open(path, 'wx');
  try {
    await file.writeFile(body);
    if (durable) await file.sync();
  } finally {
    await file.close();
  }
}

/**
 * Makes the folders above `located`. The folder of images itself is never made: a mistyped path must not come to life.
 * Throws NotFound where it is missing.
 */
export function makeParents(located: Located): void {
  if (located.isState) mkdirSync(located.base, { recursive: true });
  else if (!existsSync(located.base)) throw rootMissing(located.base);
  for (let depth = 1; depth < located.names.length; depth++) {
    try {
      mkdirSync(pathOf(located, depth));
    } catch (error) {
      if (systemCode(error) !== 'EEXIST') throw error;
    }
  }
}

/** A NotFound for a store whose folder of images is not there. */
export function rootMissing(root: Buffer | string): EvencastError {
  return new EvencastError('NotFound', `There is no folder ${root}. Check the path, or make the folder.`);
}

// No write takes a day; whoever wrote this was killed.
const STALE_MS = 86_400_000;

/** Removes what killed processes left half-written in the folder of `located`. Never fails: it is only tidying. */
export function removeStaleTemps(located: Located): void {
  try {
    const folder = pathOf(located, -1);
    for (const name of readdirSync(folder, { encoding: 'buffer' })) {
      if (!name.toString('latin1').startsWith(TEMP_PREFIX)) continue;
      const path = childPath(folder, name);
      if (Date.now() - lstatSync(path).mtimeMs > STALE_MS) rmSync(path, { force: true });
    }
  } catch {
    // A folder that cannot be read or is gone has nothing to tidy.
  }
}
