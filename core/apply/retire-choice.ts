import type { EntryOf } from '../journal/journal.ts';
import type { RetireChange } from '../plan/change.ts';

/** Why an approved image stays in place after all. */
export type HeldBecause = EntryOf<'held'>['because'];

/** The set as it is just before an image would leave. */
export interface SetNow {
  /** Files of all readable images. */
  readonly files: ReadonlySet<string>;
  readonly pinned: ReadonlySet<string>;
  /** Files that were to leave as bad or as copies and are still there: they stand for no good image. */
  readonly leaving: ReadonlySet<string>;
  /** Retiring never leaves fewer. */
  readonly floor: number;
  /** Images that the set would have with everything approved carried out. */
  readonly wanted: number;
}

/** A copy must leave the image that is kept in its place; one in excess must leave as many as were approved of. */
export function isExcess({ reason }: RetireChange): boolean {
  return reason.code === 'excess';
}

/**
 * What holds an approved image in place, or undefined where it may leave. A set never shrinks because a vendor is down: for
 * every image that was to be made and is not there, one in excess stays. What is bad or a copy leaves all the same, down to
 * the floor: no good image is lost with it.
 */
export function holdsBack(
  change: RetireChange,
  { files, pinned, leaving, floor, wanted }: SetNow,
): HeldBecause | undefined {
  const { file, reason } = change;
  if (pinned.has(file)) return 'pinned';
  if (files.size - 1 < floor) return 'floor';
  const good = files.size - [...leaving].filter((each) => files.has(each)).length;
  if (isExcess(change) && good - 1 < wanted) return 'target';
  const isCopy = reason.code === 'exact-copy' || reason.code === 'near-copy';
  return isCopy && !files.has(reason.kept) ? 'kept-gone' : undefined;
}
