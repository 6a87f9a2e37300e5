import { resolve } from 'node:path';
import { EvencastError } from '../../core/errors.ts';
import { invalidKey } from '../object-errors.ts';
import { keySegments } from '../object-key.ts';
import { nameToBytes } from './name-bytes.ts';

/** Where a folder store keeps things. */
export interface FolderPlaces {
  /** The folder of images; must exist before anything is read or written. */
  readonly root: string;
  /** Where keys under `statePrefix` are kept instead, so that `root` may be read-only; created when first written. */
  readonly stateRoot?: string | undefined;
  /** One folder name and `/`. The default is `.evencast/`. */
  readonly statePrefix?: string | undefined;
}

/** A key's place: `names` below `base`, as bytes. */
export interface Located {
  readonly key: string;
  readonly base: Buffer;
  readonly names: readonly Buffer[];
  readonly isState: boolean;
}

/** The places, resolved, and the way from keys to paths. */
export interface Layout {
  readonly root: string;
  /** The folder of the state keys themselves. */
  readonly stateFolder: string;
  readonly stateRoot: string;
  /** `stateFolder`'s own name. */
  readonly stateName: string;
  readonly lockFile: string;
  /** Throws InvalidKey for a name that the disk cannot hold or that the store keeps for itself. */
  locate(key: string): Located;
  /** Whether the store keeps this key for itself: a temporary file, the lock. */
  isReserved(key: string): boolean;
}

/** What half-written files start with. */
export const TEMP_PREFIX = '.evencast-tmp-';

// SQLite would put a journal beside the lock, so every name that starts like the lock's is kept from keys.
const LOCK_NAME = '.evencast-lock.sqlite';
const RESERVED = [TEMP_PREFIX, LOCK_NAME];

/** Resolves the places. Throws InvalidConfig for a `statePrefix` that is not one name and `/`. */
export function folderLayout({ root, stateRoot = root, statePrefix = '.evencast/' }: FolderPlaces): Layout {
  if (!/^[^/\0]+\/$/.test(statePrefix) || /^\.\.?\/$/.test(statePrefix) || !statePrefix.isWellFormed()) {
    throw new EvencastError(
      'InvalidConfig',
      `statePrefix must be one folder name and a slash, not ${JSON.stringify(statePrefix)}.`,
    );
  }
  const bases = { images: resolve(root), state: resolve(stateRoot) };
  const stateName = statePrefix.slice(0, -1);
  const stateFolder = resolve(bases.state, stateName);
  const isReserved = (key: string) => RESERVED.some((name) => key.startsWith(name) || key.includes(`/${name}`));

  function locate(key: string): Located {
    const segments = keySegments(key);
    if (isReserved(key)) throw invalidKey(key, 'Evencast keeps this name for its own files; rename it');
    const names = segments.map((segment) => nameToBytes(segment) ?? notAName(key));
    const isState = segments[0] === stateName;
    return { key, base: Buffer.from(isState ? bases.state : bases.images), names, isState };
  }

  return {
    root: bases.images,
    stateRoot: bases.state,
    stateFolder,
    stateName,
    lockFile: resolve(stateFolder, LOCK_NAME),
    locate,
    isReserved,
  };
}

/** The path of the first `depth` names; of all where none is given. */
export function pathOf({ base, names }: Located, depth = names.length): Buffer {
  return names.slice(0, depth).reduce(childPath, base);
}

/** The path of `name` in `folder`. */
export function childPath(folder: Buffer, name: Buffer): Buffer {
  return Buffer.concat([folder, SLASH, name]);
}

const SLASH = Buffer.from('/');

function notAName(key: string): never {
  throw invalidKey(key, 'it is not valid Unicode, nor the name of any file; rename it');
}
