import type { JudgeCheck } from './check-record.ts';
import { isRightAbout } from './figures.ts';

/** Two checks about the same images, an earlier one and this. */
export interface Comparison {
  readonly earlier: JudgeCheck;
  /** Images that both have a verdict on. */
  readonly shared: number;
  /** Of those, how many each is right about. */
  readonly rightBefore: number;
  readonly rightNow: number;
  /** Files that only this one is right about, and that only the earlier one was. */
  readonly gained: readonly string[];
  readonly lost: readonly string[];
  /**
   * How often chance alone would make a difference at least as large: the exact sign test over the images that they differ
   * in (McNemar). Above .05 the two cannot be told apart by these images.
   */
  readonly chance: number;
}

/** Compares two checks image by image; images are the same where their names and labels are. */
export function compareChecks(earlier: JudgeCheck, now: JudgeCheck): Comparison {
  const keyOf = ({ file, truth }: { file: string; truth: string }) => `${truth}/${file}`;
  const before = new Map(earlier.images.map((image) => [keyOf(image), isRightAbout(image)]));
  const both = now.images.flatMap((image) => {
    const [was, is] = [before.get(keyOf(image)), isRightAbout(image)];
    return was === undefined || is === undefined ? [] : [{ file: image.file, was, is }];
  });
  const gained = both.filter(({ was, is }) => is && !was).map(({ file }) => file);
  const lost = both.filter(({ was, is }) => was && !is).map(({ file }) => file);
  return {
    earlier,
    shared: both.length,
    rightBefore: both.filter(({ was }) => was).length,
    rightNow: both.filter(({ is }) => is).length,
    gained,
    lost,
    chance: signTest(gained.length, lost.length),
  };
}

/** Two-sided exact probability of a split at least as uneven as this one, were both sides as likely. */
export function signTest(a: number, b: number): number {
  const n = a + b;
  // Terms of the binomial distribution one from the other, as logarithms: n choose k is too large for a number early on.
  let term = -n * Math.LN2;
  let tail = 0;
  for (let k = 0; k <= Math.min(a, b); k++) {
    tail += Math.exp(term);
    term += Math.log((n - k) / (k + 1));
  }
  return Math.min(1, 2 * tail);
}
