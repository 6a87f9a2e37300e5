import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { planSheet } from '../../../core/judging/sheet-plan.ts';

const LABELS = Array.from({ length: 9 }, (_, n) => `0${n + 1}`);
const placeOf = ({ cells }: ReturnType<typeof planSheet>) => cells.findIndex(({ image }) => image === undefined);

describe('a sheet for the judge', () => {
  test('shows every image once, one canary, and under each another number', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 1, max: 9 }), (seed, count) => {
        const { cells, canary } = planSheet(LABELS.slice(0, count), seed);
        expect(cells.flatMap(({ image }) => image ?? []).toSorted()).toEqual(LABELS.slice(0, count));
        expect(cells).toHaveLength(count + 1);
        expect(new Set(cells.map(({ label }) => label)).size).toBe(count + 1);
        expect(cells.find(({ image }) => image === undefined)?.label).toBe(canary.label);
      }),
    );
  });

  test('is the same one for the same seed, and another one for another', () => {
    expect(planSheet(LABELS, 'a')).toEqual(planSheet(LABELS, 'a'));
    expect(planSheet(LABELS, 'a')).not.toEqual(planSheet(LABELS, 'b'));
  });

  test('has its canary anywhere, whatever number stands under it, and of either kind', () => {
    const sheets = Array.from({ length: 2000 }, (_, n) => planSheet(LABELS, `run ${n}`));
    const places = Array.from({ length: 10 }, (_, at) => sheets.filter((sheet) => placeOf(sheet) === at).length);
    for (const count of places) expect(count).toBeGreaterThan(130);
    // Its number is as high as any: a judge cannot tell it by that.
    const mean = sheets.reduce((sum, { canary }) => sum + Number(canary.label), 0) / sheets.length;
    expect(mean).toBeGreaterThan(50);
    expect(mean).toBeLessThan(59);
    expect(new Set(sheets.map(({ canary }) => canary.type))).toEqual(new Set(['bw_stylized', 'color_stylized']));
  });
});
