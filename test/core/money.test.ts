import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { roundUsd, usdWords } from '../../core/money/prices.ts';

describe('dollars for people', () => {
  test.each([
    [0, '$0'],
    [0.00001, 'under $0.0001'],
    [0.0001, '$0.0001'],
    [0.0042, '$0.0042'],
    [0.05, '$0.05'],
    [0.5, '$0.50'],
    [1.5, '$1.50'],
    [0.0999, '$0.0999'],
    [0.1, '$0.10'],
    [1234.5, '$1234.50'],
  ])('%d is %s', (usd, words) => {
    expect(usdWords(usd)).toBe(words);
  });

  test('what costs something is never shown as nothing', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-9, max: 1e6, noNaN: true }), (usd) => {
        expect(usdWords(usd)).not.toMatch(/^\$0(\.0*)?$/);
      }),
    );
  });
});

test('sums of dollars keep no floating-point dust', () => {
  expect(roundUsd(0.1 + 0.2)).toBe(0.3);
  expect(roundUsd(16 * 0.05)).toBe(0.8);
});
