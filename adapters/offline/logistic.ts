import { EvencastError } from '../../core/errors.ts';
import type { Logistic } from './head.ts';

/** Standardised features are cut off here: beyond it a linear rule knows nothing and would only grow louder. */
export const FEATURE_LIMIT = 3;

/** Statistics with a long tail, as logarithms: shares of pixels, and amounts of chroma (0-360). */
const SHARES = /^(lineShare|steepShare|vividShare|whiteShare|blackShare|pattern\dAt|chromaAlone)/;
const CHROMAS = /^(chroma|chromaPeak|ownChroma)$/;

/**
 * The named statistics as features of a head.
 *
 * Errors: RecordCorrupt when a statistic is missing or no number, because another version of the codec measured it.
 */
export function featuresOf(statistics: Readonly<Record<string, number>>, names: readonly string[]): number[] {
  return names.map((name) => {
    const value = statistics[name];
    if (value === undefined || !Number.isFinite(value)) {
      throw new EvencastError('RecordCorrupt', `An image's recorded statistics lack "${name}": measure it again.`);
    }
    if (SHARES.test(name)) return Math.log(value + 0.01);
    return CHROMAS.test(name) ? Math.log(value + 3) : value;
  });
}

/** Features less their mean, in units of their scale, not cut off. */
export function standardised(
  features: readonly number[],
  means: readonly number[],
  scales: readonly number[],
): number[] {
  return features.map((feature, i) => (feature - (means[i] ?? 0)) / (scales[i] ?? 1));
}

/** `z` within {@link FEATURE_LIMIT} of 0. */
export function limited(z: number): number {
  return Math.max(-FEATURE_LIMIT, Math.min(FEATURE_LIMIT, z));
}

/** The logit of `head` for an image, and the share of its features that lie beyond {@link FEATURE_LIMIT}. */
export function logit(
  head: Logistic,
  statistics: Readonly<Record<string, number>>,
): { readonly logit: number; readonly odd: number } {
  const z = standardised(featuresOf(statistics, head.features), head.means, head.scales);
  return {
    logit: z.reduce((sum, value, i) => sum + limited(value) * (head.coefficients[i] ?? 0), head.intercept),
    odd: z.filter((value) => Math.abs(value) > FEATURE_LIMIT).length / z.length,
  };
}

/** The probability that belongs to a logit. */
export function sigmoid(logit: number): number {
  return 1 / (1 + Math.exp(-logit));
}
