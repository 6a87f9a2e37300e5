import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { printable } from '../../../cli/render/printable.ts';

describe('names and texts from outside on a terminal', () => {
  test.each([
    ['Ada Lovelace', 'Ada Lovelace'],
    ['zoë 日本 😀', 'zoë 日本 😀'],
    ['\u001b[31mred\u001b[0m', '\\u001b[31mred\\u001b[0m'],
    ['line\nbreak', 'line\\u000abreak'],
    ['back\rward', 'back\\u000dward'],
    ['tab\t', 'tab\\u0009'],
    ['bell\u0007', 'bell\\u0007'],
    ['\u009b31m', '\\u009b31m'],
    ['right\u202eto left', 'right\\u202eto left'],
    ['\u2066isolated\u2069', '\\u2066isolated\\u2069'],
    ['half\ud83d', 'half\\ud83d'],
    ['\u007f', '\\u007f'],
    ['', ''],
  ])('%j is shown as %j', (text, shown) => {
    expect(printable(text)).toBe(shown);
  });

  test('nothing that is shown can move the cursor or turn a line around', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (text) => {
        expect(printable(text, 1000)).not.toMatch(/\p{Cc}|[\u200e\u200f\u202a-\u202e\u2066-\u2069]/u);
        expect(printable(text, 1000).isWellFormed()).toBe(true);
      }),
    );
  });

  test.each([
    ['x'.repeat(60), 'x'.repeat(60)],
    ['x'.repeat(61), `${'x'.repeat(59)}…`],
    ['😀'.repeat(61), `${'😀'.repeat(59)}…`],
  ])('a text that is too long is cut between characters: %s', (text, shown) => {
    expect(printable(text)).toBe(shown);
  });

  test('as long as it may be and no longer', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 1, max: 30 }), (text, max) => {
        expect([...printable(text, max)].length).toBeLessThanOrEqual(max);
      }),
    );
  });
});
