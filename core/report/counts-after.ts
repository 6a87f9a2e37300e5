import { type ByType, byType, type ImageType } from '../image-type.ts';
import type { PlannedResult } from '../records/actor-result.ts';
import type { Applied } from '../records/applied.ts';
import type { RunState } from '../records/report.ts';

/** Images per type after the plan, or as they really are. */
export interface CountsAfter {
  readonly counts: ByType<number>;
  /** False where nothing was decided yet and this is what the plan would come to. */
  readonly real: boolean;
}

/** The judged type of an image as the set was before; undefined where that is not known. */
export type TypeOf = (file: string) => ImageType | undefined;

/** Counts after what was done, image by image; undefined where the type of one that left is not known. */
function counted(before: ByType<number>, { added, retired }: Pick<Applied, 'added' | 'retired'>, typeOf: TypeOf) {
  const types = retired.map(typeOf);
  if (types.includes(undefined)) return undefined;
  return byType(
    (type) =>
      Math.max(0, before[type] - types.filter((each) => each === type).length) +
      added.filter((each) => each.type === type).length,
  );
}

/** What of a run's work is still in place after it was taken back: what could not be undone. */
function leftInPlace({ added, retired, cannot }: Applied): Pick<Applied, 'added' | 'retired'> {
  const stuck = new Set(cannot.map(({ file }) => file));
  return { added: added.filter(({ file }) => stuck.has(file)), retired: retired.filter((file) => stuck.has(file)) };
}

/**
 * What a set comes to: as planned while that can still happen, else as it really is. Undefined where nobody knows: the
 * set was changed by somebody else, or the work broke off and `typeOf` does not know what left.
 */
export function countsAfter(row: PlannedResult, state: RunState, typeOf: TypeOf): CountsAfter | undefined {
  const { before, after, applied } = row;
  if (applied === undefined) {
    const open = state === 'planned' || state === 'waiting';
    return open ? { counts: after, real: false } : { counts: before, real: true };
  }
  if (applied.outcome === 'stale') return undefined;
  const settled = applied.outcome === 'applied' || applied.outcome === 'partly' ? applied.counts : undefined;
  // What an earlier go at it had counted is not what is there after it broke off or was taken back.
  const counts = settled ?? counted(before, applied.outcome === 'rolled-back' ? leftInPlace(applied) : applied, typeOf);
  return counts === undefined ? undefined : { counts, real: true };
}

/** Approved images that are still missing. A later try may have brought one that an earlier go at it had missed. */
export function stillMissing({ missing, ledger }: Applied): Applied['missing'] {
  const joined = new Set(ledger.filter(({ outcome }) => outcome === 'added').map(({ change }) => change));
  return missing.filter(({ change }) => !joined.has(change));
}
