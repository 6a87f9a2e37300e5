import { describe, expect, test } from 'vitest';
import { byType, IMAGE_TYPES } from '../../../core/image-type.ts';
import { accuracyBySource } from '../../../core/judge-check/by-source.ts';
import { calibration, calibrationError, sureFrom } from '../../../core/judge-check/calibration.ts';
import { calibrationSvg, confusionSvg } from '../../../core/judge-check/drawings.ts';
import { accuracy, confusion, type Outcome, recall } from '../../../core/judge-check/outcome.ts';
import { ranking } from '../../../core/judge-check/ranking.ts';
import { shareOf } from '../../../core/judge-check/wilson.ts';

const photo = (said: Outcome['said'], confidence: number): Outcome => ({ truth: 'photorealistic', said, confidence });
const ink = (said: Outcome['said'], confidence: number): Outcome => ({ truth: 'bw_stylized', said, confidence });
const four = [
  photo('photorealistic', 0.95),
  photo('photorealistic', 0.65),
  photo('bw_stylized', 0.65),
  ink('bw_stylized', 0.85),
];

describe('a share with its interval', () => {
  test.each([
    // Published values (Newcombe 1998, table I, method 3).
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('%d of %d lies between %d and %d', (right, of, low, high) => {
    const share = shareOf(right, of);
    expect(share.low).toBeCloseTo(low, 3);
    expect(share.high).toBeCloseTo(high, 3);
  });

  test('of nothing may be anything', () => {
    expect(shareOf(0, 0)).toEqual({ right: 0, of: 0, share: 0, low: 0, high: 1 });
  });
});

test('accuracy, recall per type and confusion count the same images', () => {
  expect(accuracy(four)).toMatchObject({ right: 3, of: 4, share: 0.75 });
  expect(recall(four)).toMatchObject({ photorealistic: { right: 2, of: 3 }, bw_stylized: { right: 1, of: 1 } });
  expect(confusion(four)).toEqual([
    [2, 1, 0],
    [0, 1, 0],
    [0, 0, 0],
  ]);
});

test('a judge that is as often right as it is sure is calibrated; one that boasts is not', () => {
  const sayings = (right: number) =>
    Array.from({ length: 10 }, (_, i) => photo(i < right ? 'photorealistic' : 'bw_stylized', 0.8));
  expect(calibrationError(sayings(8))).toBeCloseTo(0);
  expect(calibrationError(sayings(3))).toBeCloseTo(0.5);
  expect(calibration(sayings(8)).reduce((sum, { right }) => sum + right.of, 0)).toBe(10);
  expect(calibration([photo('photorealistic', 1)]).at(-1)?.right.of).toBe(1);
});

test('coverage counts what is sure enough, and accuracy looks at nothing else', () => {
  expect(sureFrom(four, 0.7)).toMatchObject({ coverage: { right: 2, of: 4 }, right: { right: 2, of: 2 } });
});

test('sources, not images, are drawn: one source that is wholly wrong widens the interval', () => {
  const even = IMAGE_TYPES.flatMap((_, s) => four.map((outcome) => ({ ...outcome, source: `${s}` })));
  const split = even.map((outcome) => ({
    ...outcome,
    said: outcome.source === '0' ? ('color_stylized' as const) : outcome.truth,
  }));
  expect(accuracyBySource(even)).toEqual({ low: 0.75, high: 0.75 });
  const { low, high } = accuracyBySource(split);
  expect([low, high]).toEqual([0, 1]);
  expect(accuracyBySource(split)).toEqual({ low, high });
});

test('a copy that scores the same as its original is not ranked below it', () => {
  const pair = { type: 'bw_stylized', degradation: 'blurred', original: 7 } as const;
  const [row] = ranking([
    { ...pair, copy: 7 },
    { ...pair, copy: 3 },
  ]);
  expect(row).toMatchObject({ degradation: 'blurred', below: { right: 1, of: 2 }, score: 5 });
  expect(row?.byType).toMatchObject(byType((type) => ({ of: type === 'bw_stylized' ? 2 : 0 })));
});

test('the drawings show every count and a dot for each band that has images', () => {
  const matrix = confusionSvg(confusion(four));
  expect(matrix).toContain('>67 %<');
  expect(matrix.match(/<rect/g)).toHaveLength(10);
  expect(calibrationSvg(calibration(four)).match(/<circle/g)).toHaveLength(3);
});
