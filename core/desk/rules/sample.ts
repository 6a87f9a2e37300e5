import { seededRandom, shuffled } from '../../seeded-random.ts';

/**
 * So many items at random, the same ones for the same seed and name, in random order: the first page of a list does not speak
 * for all of it. A larger sample begins with the smaller one.
 */
export function sampleOf<T>(items: readonly T[], size: number, seed: number, name: string): readonly T[] {
  return shuffled(items, seededRandom(seed, name)).slice(0, Math.max(0, size));
}

/** How many items of a reason must have been seen before all of them can be agreed with at once. */
export function seenNeeded(items: number, sampleBeforeBulk: number): number {
  return Math.min(items, sampleBeforeBulk);
}

/** Whether a change is one of those that are shown without verdicts first: about one in `oneIn`, the same for everybody. */
export function isBlindCheck(run: string, actor: string, change: string, oneIn: number): boolean {
  return seededRandom(0, JSON.stringify([run, actor, change])).next() < 1 / oneIn;
}
