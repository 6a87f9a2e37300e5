import { expect, test } from 'vitest';
import { findCopies } from '../../../core/plan/copies.ts';
import type { SetImage } from '../../../core/plan/set-image.ts';
import { flipBits, hashOf, image } from '../../support/set-images.ts';

const OPTIONS = { maxBits: 46, minQuality: 4 };

/** 16 x 16 greys from a function of the place. */
function greys(at: (x: number, y: number) => number): string {
  return Array.from({ length: 256 }, (_, i) =>
    Math.max(0, Math.min(255, Math.round(at(i % 16, Math.floor(i / 16)))))
      .toString(16)
      .padStart(2, '0'),
  ).join('');
}

function withGreys(base: SetImage, luma: string): SetImage {
  return { ...base, facts: { ...base.facts, luma } };
}

const across = greys((x) => x * 16);
const a = image('a.jpg', { hash: hashOf(1), mirroredHash: hashOf(2) });
const b = image('b.jpg', { hash: flipBits(hashOf(1), 40), mirroredHash: hashOf(3) });

test('two drawings whose hashes happen to be close, but whose greys differ, are both kept', () => {
  const down = greys((_, y) => y * 16);
  expect(findCopies([withGreys(a, across), withGreys(b, down)], OPTIONS)).toEqual([]);
});

test('a darker copy with less contrast is still found, and says how alike the greys are', () => {
  const darker = greys((x) => x * 6 + 3);
  const [copy] = findCopies([withGreys(a, across), withGreys(b, darker)], OPTIONS);
  expect(copy).toMatchObject({ bits: 40, mirrored: false });
  expect(copy?.correlation).toBeGreaterThanOrEqual(0.99);
});

test('a mirrored copy is compared in the mirror', () => {
  const mirror = image('c.jpg', { hash: hashOf(7), mirroredHash: flipBits(hashOf(1), 5) });
  const acrossMirrored = greys((x) => (15 - x) * 16);
  expect(findCopies([withGreys(a, across), withGreys(mirror, acrossMirrored)], OPTIONS)).toMatchObject([
    { mirrored: true, bits: 5 },
  ]);
  expect(findCopies([withGreys(a, across), withGreys(mirror, across)], OPTIONS)).toEqual([]);
});

test('greys without any difference in them confirm nothing', () => {
  const flat = greys(() => 128);
  expect(findCopies([withGreys(a, flat), withGreys(b, flat)], OPTIONS)).toEqual([]);
});
