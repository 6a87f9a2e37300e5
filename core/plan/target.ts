import * as z from 'zod';
import { type ByType, byType, byTypeSchema, IMAGE_TYPES, type ImageType } from '../image-type.ts';

/** What a good set looks like, before defaults and checks; a group gives any part of it. */
export const targetFieldsSchema = z.strictObject({
  /** Per cent of the set, adding up to 100. */
  shares: byTypeSchema(z.number().min(0).max(100)),
  /** Images in a full set. */
  total: z.int().min(1).max(2000),
  /** How far a share may be off, in percentage points, and the size of the set, in per cent of `total`. */
  tolerance: z.number().min(0).max(100),
  /** Images scored below this leave. */
  minQuality: z.number().min(1).max(10),
  /** Retiring alone never leaves fewer images than this. */
  floor: z.int().min(0).max(2000),
});

/** See {@link targetFieldsSchema}. */
export type Target = z.infer<typeof targetFieldsSchema>;

/** The mission's target: 65 / 20 / 15 % of 20 images, which is 13 / 4 / 3. */
export const DEFAULT_TARGET: Target = {
  shares: { photorealistic: 65, bw_stylized: 20, color_stylized: 15 },
  total: 20,
  tolerance: 10,
  minQuality: 4,
  floor: 10,
};

/** A target's contradictions in words, each with the path of the field; empty when it is sound. */
export function targetProblems(
  target: Target,
): readonly { readonly path: readonly string[]; readonly message: string }[] {
  const problems: { path: string[]; message: string }[] = [];
  const sum = IMAGE_TYPES.reduce((total, type) => total + target.shares[type], 0);
  if (Math.abs(sum - 100) > 1e-6) {
    problems.push({
      path: ['shares'],
      message: `the shares add up to ${Number(sum.toFixed(4))} %, they must add up to 100 %`,
    });
  }
  if (target.floor > target.total) {
    problems.push({ path: ['floor'], message: `the floor (${target.floor}) is above the total (${target.total})` });
  }
  return problems;
}

/**
 * How many images of each type a set of `target.total` should hold, by largest remainder (Hamilton's method): every
 * type gets the whole part of its share, what is left goes to the largest remainders, earlier types first on a tie.
 */
export function targetCounts(target: Target): ByType<number> {
  const exact = byType((type) => (target.shares[type] * target.total) / 100);
  // A share such as 14.5 % of 200 is 28.999999999999996 in floating point; the remainder must not see that.
  const whole = byType((type) => Math.floor(exact[type] + 1e-9));
  const left = target.total - IMAGE_TYPES.reduce((sum, type) => sum + whole[type], 0);
  // Rounded, so that a tie is seen as one: 98.2 % and 1.7 % of 1800 both leave .6, one of them as .599999999999909.
  const remainder = byType((type) => Math.round((exact[type] - whole[type]) * 1e6));
  const byRemainder = [...IMAGE_TYPES].sort(
    (a, b) => remainder[b] - remainder[a] || IMAGE_TYPES.indexOf(a) - IMAGE_TYPES.indexOf(b),
  );
  const lucky = new Set<ImageType>(byRemainder.slice(0, left));
  return byType((type) => whole[type] + (lucky.has(type) ? 1 : 0));
}

/** Counts and shares of a set. */
export interface Distribution {
  readonly total: number;
  readonly counts: ByType<number>;
  /** Per cent, one decimal; all 0 for an empty set. */
  readonly shares: ByType<number>;
}

/** Schema of {@link Distribution}. */
export const distributionSchema = z.object({
  total: z.int().nonnegative(),
  counts: byTypeSchema(z.int().nonnegative()),
  shares: byTypeSchema(z.number().min(0).max(100)),
});

/** Counts the types. */
export function distributionOf(types: readonly ImageType[]): Distribution {
  const counts = byType((type) => types.filter((each) => each === type).length);
  const total = types.length;
  return {
    total,
    counts,
    shares: byType((type) => (total === 0 ? 0 : Math.round((counts[type] * 1000) / total) / 10)),
  };
}

/**
 * Whether the counts alone meet the target: every share within `tolerance` points and the total within `tolerance` per
 * cent. A type that has exactly its target count is always within: with small totals no whole number comes closer.
 */
export function countsWithinTolerance(counts: ByType<number>, target: Target): boolean {
  const total = IMAGE_TYPES.reduce((sum, type) => sum + counts[type], 0);
  const wanted = targetCounts(target);
  const sharesFit = IMAGE_TYPES.every(
    (type) =>
      counts[type] === wanted[type] ||
      (total > 0 && Math.abs((counts[type] * 100) / total - target.shares[type]) <= target.tolerance + 1e-9),
  );
  return sharesFit && Math.abs(total - target.total) <= (target.total * target.tolerance) / 100 + 1e-9;
}
