import { mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { EvencastError } from '../../core/errors.ts';
import { fileError } from './file-error.ts';

/** Runs `section` while no other section runs under the same lock file, in this process or any other. */
export type FolderLock = <T>(section: () => T, signal?: AbortSignal) => Promise<T>;

interface Opened {
  readonly database: DatabaseSync;
  readonly inode: bigint;
}

// Sections last well under a millisecond, so whoever still waits after this long waits for a process that hangs.
const PATIENCE_MS = 10_000;
const LONGEST_PAUSE_MS = 20;
const SQLITE_BUSY = 5;
/** Permission, read-only, cannot open. */
const NOT_ALLOWED: readonly number[] = [3, 8, 14];

/**
 * A lock that the kernel releases when its holder is killed: the write lock of an empty SQLite file (measured: 0.01-0.06
 * ms to take and give back). Node has no flock; a lock made of a file's existence would outlive a killed process.
 *
 * Nothing else in this process may open and close `file`: POSIX drops a process's locks on a file with any of its
 * handles. Sections are synchronous, so that no section of this process is ever interrupted by another.
 *
 * Errors: AccessDenied where the file cannot be made, StoreUnavailable after 10 s of waiting; the signal's reason.
 */
export function folderLock(file: string): FolderLock {
  let opened: Opened | undefined;

  /** `undefined` while somebody else holds it. */
  function take(): DatabaseSync | undefined {
    // Where somebody removed the lock file, what we have open locks nobody out any more.
    if (opened !== undefined && inodeOf(file) !== opened.inode) close(opened);
    opened ??= open(file);
    if (!begin(opened.database, file)) return undefined;
    if (inodeOf(file) === opened.inode) return opened.database;
    close(opened);
    return undefined;
  }

  function close({ database }: Opened): void {
    database.close();
    opened = undefined;
  }

  return async (section, signal) => {
    const giveUpAt = performance.now() + PATIENCE_MS;
    for (;;) {
      signal?.throwIfAborted();
      const database = take();
      if (database !== undefined) {
        try {
          return section();
        } finally {
          database.exec('ROLLBACK');
        }
      }
      if (performance.now() > giveUpAt) throw stillHeld(file);
      await sleep(Math.random() * LONGEST_PAUSE_MS, undefined, { signal }).catch(() => signal?.throwIfAborted());
    }
  };
}

function open(file: string): Opened {
  try {
    mkdirSync(dirname(file), { recursive: true });
    return { database: new DatabaseSync(file, { timeout: 0 }), inode: statSync(file, { bigint: true }).ino };
  } catch (error) {
    throw unlockable(error, file);
  }
}

function begin(database: DatabaseSync, file: string): boolean {
  try {
    database.exec('BEGIN IMMEDIATE');
    return true;
  } catch (error) {
    if (sqliteCode(error) === SQLITE_BUSY) return false;
    throw unlockable(error, file);
  }
}

/** SQLite's primary result code; the higher bytes of what Node gives are details. */
function sqliteCode(error: unknown): number | undefined {
  return error instanceof Error && 'errcode' in error && typeof error.errcode === 'number'
    ? error.errcode & 0xff
    : undefined;
}

function inodeOf(file: string): bigint | undefined {
  return statSync(file, { bigint: true, throwIfNoEntry: false })?.ino;
}

function stillHeld(file: string): EvencastError {
  const seconds = PATIENCE_MS / 1000;
  return new EvencastError(
    'StoreUnavailable',
    `Another process has held ${file} for ${seconds} s. End it if it hangs, then try again.`,
  );
}

function unlockable(error: unknown, file: string): unknown {
  const code = sqliteCode(error);
  if (code === undefined) return fileError(error, `making the lock ${file}`);
  const name = NOT_ALLOWED.includes(code) ? 'AccessDenied' : 'StoreUnavailable';
  const words = `The lock ${file} cannot be used (${String(error)}). Choose a state folder on a disk of this machine that this account may write.`;
  return new EvencastError(name, words, { cause: error });
}
