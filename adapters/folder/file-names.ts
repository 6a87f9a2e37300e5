import { closeSync, fsyncSync, linkSync, openSync, renameSync, rmdirSync, rmSync, unlinkSync } from 'node:fs';
import { systemCode } from './file-error.ts';
import { type Located, pathOf } from './layout.ts';

/** What {@link giveName} did: a second name, another name, or nothing, since the two are on different devices. */
export type Given = 'linked' | 'renamed' | 'elsewhere';

const NO_HARD_LINKS: readonly string[] = ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK'];

/**
 * Gives the file `from` the name `to`, never overwriting: throws EEXIST where the name is taken, even where another
 * program took it a moment ago. Disks without hard links (FAT, some network drives) rename instead; there only our own
 * lock and the caller's look keep the name free.
 */
export function giveName(from: Buffer, to: Buffer): Given {
  try {
    linkSync(from, to);
    return 'linked';
  } catch (error) {
    const code = systemCode(error) ?? '';
    if (code === 'EXDEV') return 'elsewhere';
    if (!NO_HARD_LINKS.includes(code)) throw error;
  }
  renameSync(from, to);
  return 'renamed';
}

/** Takes the name `from` away from a file that is under `to` as well; where that is refused, `to` goes again. */
export function removeOldName(from: Buffer, to: Buffer): void {
  try {
    unlinkSync(from);
  } catch (error) {
    // Gone already: somebody else removed it, and then `to` is the only name left.
    if (systemCode(error) === 'ENOENT') return;
    rmSync(to, { force: true });
    throw error;
  }
}

/** Brings a folder's names to the disk: without it, a power cut may undo a rename whose bytes are safe. */
export function flushFolder(located: Located): void {
  const folder = openSync(pathOf(located, -1), 'r');
  try {
    fsyncSync(folder);
  } catch (error) {
    // Some network drives cannot do this for folders; the file itself was flushed.
    if (!['EINVAL', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'].includes(systemCode(error) ?? '')) throw error;
  } finally {
    closeSync(folder);
  }
}

/** Removes the folders above a state key that have become empty, up to the state folder. Image folders stay: people made them. */
export function pruneFolders(located: Located): void {
  if (!located.isState) return;
  for (let depth = located.names.length - 1; depth > 1; depth--) {
    try {
      rmdirSync(pathOf(located, depth));
    } catch {
      return; // Not empty, or not ours to remove: either way nothing above it is empty.
    }
  }
}
