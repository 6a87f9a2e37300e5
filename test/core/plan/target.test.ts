import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ByType, byType, IMAGE_TYPES } from '../../../core/image-type.ts';
import {
  countsWithinTolerance,
  DEFAULT_TARGET,
  distributionOf,
  distributionSchema,
  type Target,
  targetCounts,
  targetProblems,
} from '../../../core/plan/target.ts';

const counted = (photorealistic: number, bw_stylized: number, color_stylized: number): ByType<number> => ({
  photorealistic,
  bw_stylized,
  color_stylized,
});

const target = (of: Partial<Target> = {}): Target => ({ ...DEFAULT_TARGET, ...of });

/** Shares in tenths of a per cent, which add up to exactly 1000. */
const tenths = fc
  .tuple(fc.integer({ min: 0, max: 1000 }), fc.integer({ min: 0, max: 1000 }))
  .map(([a, b]) => [Math.min(a, b), Math.abs(a - b), 1000 - Math.max(a, b)] as const);

const asShares = ([photo, bw, colour]: readonly [number, number, number]) => counted(photo / 10, bw / 10, colour / 10);

/** Largest remainder in whole numbers, where no remainder can be off by rounding. */
function exactCounts(shares: readonly [number, number, number], total: number): readonly number[] {
  const counts = shares.map((share) => Math.floor((share * total) / 1000));
  const order = [0, 1, 2].sort(
    (a, b) => (((shares[b] ?? 0) * total) % 1000) - (((shares[a] ?? 0) * total) % 1000) || a - b,
  );
  const left = total - counts.reduce((sum, count) => sum + count, 0);
  for (const index of order.slice(0, left)) counts[index] = (counts[index] ?? 0) + 1;
  return counts;
}

type Triple = readonly [photorealistic: number, bw: number, colour: number];

describe('how many images of each type a target wants', () => {
  test.each<[number, Triple, Triple]>([
    [20, [65, 20, 15], [13, 4, 3]],
    [1, [65, 20, 15], [1, 0, 0]],
    [2, [65, 20, 15], [1, 1, 0]],
    [3, [65, 20, 15], [2, 1, 0]],
    [4, [65, 20, 15], [3, 1, 0]],
    [5, [65, 20, 15], [3, 1, 1]],
    [6, [65, 20, 15], [4, 1, 1]],
    [7, [65, 20, 15], [5, 1, 1]],
    [10, [65, 20, 15], [7, 2, 1]],
    [30, [65, 20, 15], [20, 6, 4]],
    [100, [65, 20, 15], [65, 20, 15]],
    [2000, [65, 20, 15], [1300, 400, 300]],
    [20, [100, 0, 0], [20, 0, 0]],
    [20, [0, 0, 100], [0, 0, 20]],
    [10, [33.4, 33.3, 33.3], [4, 3, 3]],
    [1, [50, 50, 0], [1, 0, 0]],
    [1, [0, 50, 50], [0, 1, 0]],
    [200, [14.5, 85.5, 0], [29, 171, 0]],
    [20, [32.5, 32.5, 35], [7, 6, 7]],
  ])('%i images shared as %j are %j', (total, shares, wanted) => {
    expect(targetCounts(target({ total, shares: counted(...shares) }))).toEqual(counted(...wanted));
  });

  test('the counts add up to the total and each is within one image of its exact share', () => {
    fc.assert(
      fc.property(tenths, fc.integer({ min: 1, max: 2000 }), (shares, total) => {
        const counts = targetCounts(target({ total, shares: asShares(shares) }));
        expect(IMAGE_TYPES.reduce((sum, type) => sum + counts[type], 0)).toBe(total);
        for (const [index, type] of IMAGE_TYPES.entries()) {
          expect(Math.abs(counts[type] * 1000 - (shares[index] ?? 0) * total)).toBeLessThan(1000);
        }
      }),
      { numRuns: 1000 },
    );
  });

  test('the leftover images go where whole-number arithmetic puts them, whatever floating point makes of the shares', () => {
    fc.assert(
      fc.property(tenths, fc.integer({ min: 1, max: 2000 }), (shares, total) => {
        const counts = targetCounts(target({ total, shares: asShares(shares) }));
        expect(IMAGE_TYPES.map((type) => counts[type])).toEqual(exactCounts(shares, total));
      }),
      { numRuns: 5000 },
    );
  });

  test('a type nobody wants gets no image', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100 }), fc.integer({ min: 1, max: 2000 }), (share, total) => {
        const counts = targetCounts(target({ total, shares: counted(share, 0, 100 - share) }));
        expect(counts.bw_stylized).toBe(0);
      }),
    );
  });
});

describe('whether a set is close enough to its target to be left alone', () => {
  test.each([
    ['exactly on target', counted(13, 4, 3), true],
    ['a share at the edge of ten points (75 %)', counted(15, 3, 2), true],
    ['a share just over it (15 of 19 are 78.9 %)', counted(15, 2, 2), false],
    ['a share at the lower edge (55 %)', counted(11, 6, 3), true],
    ['a share just under it (10 of 20)', counted(10, 6, 4), false],
    ['two images fewer than twenty', counted(12, 3, 3), true],
    ['three images fewer', counted(11, 3, 3), false],
    ['two images more', counted(14, 5, 3), true],
    ['three images more', counted(15, 5, 3), false],
    ['no image at all', counted(0, 0, 0), false],
    ['only photographs', counted(20, 0, 0), false],
  ] as const)('%s', (_name, counts, fits) => {
    expect(countsWithinTolerance(counts, DEFAULT_TARGET)).toBe(fits);
  });

  test.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 19, 20, 37])(
    'a set of %i with exactly its target counts is balanced, though no share is met exactly',
    (total) => {
      const strict = target({ total, tolerance: 0, floor: 0 });
      expect(countsWithinTolerance(targetCounts(strict), strict)).toBe(true);
    },
  );

  test('exactly the target counts are within every tolerance, for any shares', () => {
    fc.assert(
      fc.property(
        tenths,
        fc.integer({ min: 1, max: 2000 }),
        fc.integer({ min: 0, max: 100 }),
        (shares, total, tolerance) => {
          const any = target({ total, tolerance, shares: asShares(shares) });
          expect(countsWithinTolerance(targetCounts(any), any)).toBe(true);
        },
      ),
    );
  });

  test('a set that is fine with a small tolerance is fine with a larger one', () => {
    const count = fc.integer({ min: 0, max: 30 });
    const points = fc.integer({ min: 0, max: 50 });
    fc.assert(
      fc.property(fc.tuple(count, count, count), points, points, (counts, a, b) => {
        const [small, large] = [Math.min(a, b), Math.max(a, b)];
        if (countsWithinTolerance(counted(...counts), target({ tolerance: small }))) {
          expect(countsWithinTolerance(counted(...counts), target({ tolerance: large }))).toBe(true);
        }
      }),
    );
  });
});

describe('the distribution people are shown', () => {
  test('an empty set has shares of nothing rather than of 0 / 0', () => {
    expect(distributionOf([])).toEqual({ total: 0, counts: byType(() => 0), shares: byType(() => 0) });
  });

  test('a third is shown with one decimal', () => {
    expect(distributionOf(['photorealistic', 'bw_stylized', 'color_stylized']).shares).toEqual(byType(() => 33.3));
  });

  test('every image is counted once, and the record takes it', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...IMAGE_TYPES)), (types) => {
        const { total, counts, shares } = distributionSchema.parse(distributionOf(types));
        expect(IMAGE_TYPES.reduce((sum, type) => sum + counts[type], 0)).toBe(total);
        expect(total).toBe(types.length);
        if (total > 0)
          expect(Math.abs(IMAGE_TYPES.reduce((sum, type) => sum + shares[type], 0) - 100)).toBeLessThan(0.2);
      }),
    );
  });
});

describe('a target that contradicts itself', () => {
  test('the default target is sound', () => {
    expect(targetProblems(DEFAULT_TARGET)).toEqual([]);
  });

  test('shares that do not add up are named with their sum', () => {
    expect(targetProblems(target({ shares: counted(65, 20, 14.5) }))).toEqual([
      { path: ['shares'], message: 'the shares add up to 99.5 %, they must add up to 100 %' },
    ]);
  });

  test('shares such as 33.3 + 33.3 + 33.4 are not refused over a rounding error', () => {
    expect(targetProblems(target({ shares: counted(33.3, 33.3, 33.4) }))).toEqual([]);
    expect(targetProblems(target({ shares: counted(0.1, 0.2, 99.7) }))).toEqual([]);
  });

  test('a floor above the total could never be kept', () => {
    expect(targetProblems(target({ floor: 21 }))).toEqual([
      { path: ['floor'], message: 'the floor (21) is above the total (20)' },
    ]);
    expect(targetProblems(target({ floor: 20 }))).toEqual([]);
  });

  test('every contradiction is named, not the first alone', () => {
    expect(targetProblems(target({ floor: 21, shares: counted(1, 1, 1) })).map(({ path }) => path)).toEqual([
      ['shares'],
      ['floor'],
    ]);
  });
});
