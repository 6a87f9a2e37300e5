import { seededRandom } from '../seeded-random.ts';
import type { Doubt } from './doubt.ts';
import type { Looks } from './looks.ts';
import type { Verdict } from './verdict.ts';

/** What decides whether an image is looked at again alone. */
export interface FirstLook {
  readonly sha256: string;
  readonly verdict: Verdict;
  readonly looks: Looks;
  readonly doubts: readonly Doubt[];
  /** Whether it would leave the set by what is said of it so far. */
  readonly leaves: boolean;
}

/** See `judge` in the configuration. */
export interface RecheckSettings {
  readonly recheckBelow: number;
  readonly recheckShare: number;
}

/**
 * Whether an image that was seen on a sheet is to be looked at again alone: it would leave, there is a doubt, the judge is not
 * quite sure, or it is one of the share that keeps the judge honest. Which ones those are follows from their content alone,
 * so that another image in the set or another run changes nothing.
 */
export function needsSecondLook(image: FirstLook, { recheckBelow, recheckShare }: RecheckSettings): boolean {
  if (image.looks.image !== undefined) return false;
  if (image.leaves || image.doubts.length > 0 || image.verdict.confidence < recheckBelow) return true;
  return seededRandom(1, image.sha256).next() < recheckShare;
}
