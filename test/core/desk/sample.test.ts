import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { isBlindCheck, sampleOf, seenNeeded } from '../../../core/desk/rules/sample.ts';

const items = Array.from({ length: 288 }, (_, at) => at);

test('a sample has no item twice, is the same for the same seed, and a larger one begins with it', async () => {
  await fc.assert(
    fc.property(fc.nat(400), fc.integer(), (size, seed) => {
      const sample = sampleOf(items, size, seed, 'exact-copy');
      expect(new Set(sample).size).toBe(Math.min(size, items.length));
      expect(sampleOf(items, size + 5, seed, 'exact-copy').slice(0, size)).toEqual(sample);
    }),
  );
});

test('it is drawn from the whole list, not from its beginning', () => {
  const seen = new Set(Array.from({ length: 400 }, (_, seed) => sampleOf(items, 12, seed, 'x')).flat());
  expect(seen.size).toBeGreaterThan(280);
});

test('a whole reason opens after twenty, or all of a smaller one', () => {
  expect(seenNeeded(288, 20)).toBe(20);
  expect(seenNeeded(7, 20)).toBe(7);
});

test('about one in 25 is a blind check, the same ones each time', () => {
  const blind = items.filter((each) => isBlindCheck('r1', 'ada', `retire/${each}`, 25));
  expect(blind.length).toBeGreaterThan(3);
  expect(blind.length).toBeLessThan(25);
  expect(blind).toEqual(items.filter((each) => isBlindCheck('r1', 'ada', `retire/${each}`, 25)));
});
