import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareChecks, signTest } from '../../../core/judge-check/compare-checks.ts';
import { checkOf, image } from './support/checks.ts';

const said = (types: Readonly<Record<string, 'photorealistic' | 'bw_stylized' | undefined>>) =>
  checkOf(Object.entries(types).map(([file, type]) => image(file, 'photorealistic', type)));

describe('two checks about the same images', () => {
  test('differ in what one gained and lost; images that either has no verdict on, or does not hold, do not count', () => {
    const earlier = said({
      a: 'photorealistic',
      b: 'bw_stylized',
      c: 'bw_stylized',
      d: undefined,
      e: 'photorealistic',
    });
    const now = said({
      a: 'bw_stylized',
      b: 'photorealistic',
      c: 'photorealistic',
      d: 'photorealistic',
      x: 'bw_stylized',
    });
    expect(compareChecks(earlier, now)).toMatchObject({
      shared: 3,
      rightBefore: 1,
      rightNow: 2,
      gained: ['b', 'c'],
      lost: ['a'],
      chance: 1,
    });
  });

  test('an image whose label was corrected meanwhile is another one', () => {
    const now = checkOf([image('a', 'bw_stylized', 'bw_stylized')]);
    expect(compareChecks(said({ a: 'photorealistic' }), now).shared).toBe(0);
  });
});

describe('how often chance makes as large a difference', () => {
  test.each([
    [0, 0, 1],
    [0, 5, 0.0625],
    [5, 0, 0.0625],
    [1, 9, 0.0215],
    [50, 50, 1],
    [400, 600, 2.7e-10],
  ])('%i to %i: %d', (a, b, expected) => {
    expect(signTest(a, b)).toBeCloseTo(expected, 3);
  });

  test('it is a probability, the same from both sides', () => {
    void fc.assert(
      fc.property(fc.nat(3000), fc.nat(3000), (a, b) => {
        const chance = signTest(a, b);
        expect(chance).toBeGreaterThanOrEqual(0);
        expect(chance).toBeLessThanOrEqual(1);
        expect(signTest(b, a)).toBe(chance);
      }),
    );
  });
});
