import { readFileSync, rmSync, utimesSync } from 'node:fs';
import { EvencastError } from '../../core/errors.ts';
import type { ConditionOptions, ObjectInfo } from '../../core/ports/object-store.ts';
import { invalidKey, objectConflict, objectNotFound } from '../object-errors.ts';
import { flushFolder, giveName, pruneFolders, removeOldName } from './file-names.ts';
import { type Located, pathOf } from './layout.ts';
import type { FolderLock } from './lock.ts';
import { type FoundFile, infoOf, look, versionOf } from './look.ts';
import { readLocated } from './read-file.ts';
import { makeParents, writeTemp } from './temp-file.ts';

/** From where to where, in which store. */
export interface Move {
  readonly from: Located;
  readonly to: Located;
  readonly place: string;
  readonly lock: FolderLock;
}

/**
 * Gives a file another name: the new one first, then the old one goes, so that it is never without and nothing that
 * another program put at the destination is overwritten. Other devices get a copy that is read back before the source
 * goes. A symbolic link becomes a file of its own, since a relative link would lead nowhere from its new place.
 */
export async function moveFile(move: Move, conditions: ConditionOptions): Promise<ObjectInfo> {
  const moved = await move.lock(() => renameLocked(move, conditions.ifVersion), conditions.signal);
  return moved ?? copyThenRemove(move, conditions);
}

/** `undefined` where only a copy will do. */
function renameLocked({ from, to, place }: Move, ifVersion: string | undefined): ObjectInfo | undefined {
  const source = requireSource(from, place, ifVersion);
  requireFree(to);
  if (source.isLink) return undefined;
  makeParents(to);
  const given = giveName(pathOf(from), pathOf(to));
  if (given === 'elsewhere') return undefined;
  if (given === 'linked') removeOldName(pathOf(from), pathOf(to));
  pruneFolders(from);
  return infoOf(to.key, source.stats);
}

async function copyThenRemove(move: Move, { ifVersion, signal }: ConditionOptions): Promise<ObjectInfo> {
  const { body, version } = await readLocated(move.from, move.place, { signal });
  if (ifVersion !== undefined && ifVersion !== version) throw changed(move.from);
  const temp = await writeTemp(move.to, body, { durable: true });
  try {
    if (!readFileSync(temp).equals(body)) throw badCopy(move);
    return await move.lock(() => replaceByCopy(move, temp, version), signal);
  } finally {
    rmSync(temp, { force: true });
  }
}

function replaceByCopy({ from, to, place }: Move, temp: Buffer, version: string): ObjectInfo {
  const { stats } = requireSource(from, place, version);
  requireFree(to);
  // The image keeps its date; a double holds it to 0.24 µs, enough for a date.
  utimesSync(temp, Number(stats.atimeNs) / 1e9, Number(stats.mtimeNs) / 1e9);
  giveName(temp, pathOf(to));
  flushCopy(to);
  removeOldName(pathOf(from), pathOf(to));
  pruneFolders(from);
  const copy = look(to);
  if (copy.kind !== 'file') throw objectNotFound(to.key, place, 'another program removed it at once');
  return infoOf(to.key, copy.stats);
}

/** The original may only go once the copy's name is on its disk; where that cannot be had, the copy goes. */
function flushCopy(to: Located): void {
  try {
    flushFolder(to);
  } catch (error) {
    rmSync(pathOf(to), { force: true });
    throw error;
  }
}

function requireSource(from: Located, place: string, ifVersion: string | undefined): FoundFile {
  const source = look(from);
  if (source.kind !== 'file') throw objectNotFound(from.key, place, source.kind === 'nothing' ? undefined : source.why);
  if (ifVersion !== undefined && versionOf(source.stats) !== ifVersion) throw changed(from);
  return source;
}

function requireFree(to: Located): void {
  const target = look(to);
  if (target.kind === 'file') throw objectConflict(to.key, 'there is one already');
  if (target.kind !== 'nothing') throw invalidKey(to.key, target.why);
}

function changed(located: Located): EvencastError {
  return objectConflict(located.key, 'it was changed');
}

function badCopy({ from, to }: Move): EvencastError {
  const words = `The copy of ${pathOf(from)} for ${pathOf(to)} came back different, so the original stays. Check the disk, then try again.`;
  return new EvencastError('StoreUnavailable', words);
}
