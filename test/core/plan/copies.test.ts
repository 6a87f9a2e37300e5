import { describe, expect, test } from 'vitest';
import { DEFAULT_COPY_BITS, findCopies } from '../../../core/plan/copies.ts';
import type { SetImage } from '../../../core/plan/set-image.ts';
import { picture } from '../../support/distinct-images.ts';
import { flipBits, hashOf } from '../../support/set-images.ts';

const OPTIONS = { maxBits: DEFAULT_COPY_BITS, minQuality: 4 };
const HASH = hashOf(1);

const copies = (...set: readonly SetImage[]) =>
  findCopies(set, OPTIONS).map(({ copy, kept, exact, bits, mirrored }) => ({
    copy: copy.file,
    kept: kept.file,
    exact,
    bits,
    mirrored,
  }));

/** Which of two images that show the same stays, whichever comes first. */
function stays(a: SetImage, b: SetImage): string | undefined {
  const [found] = copies(a, b);
  expect(copies(b, a)).toEqual(copies(a, b));
  return found?.kept;
}

describe('which images are copies of each other', () => {
  test('the same bytes under two names are an exact copy, even of a blank picture', () => {
    const bytes = { sha256: 'f'.repeat(64), hash: HASH, spread: 0 };
    expect(copies(picture('a.jpg', bytes), picture('b.jpg', bytes))).toEqual([
      { copy: 'b.jpg', kept: 'a.jpg', exact: true, bits: 0, mirrored: false },
    ]);
  });

  test('the same bytes are a copy even where the judge gave the two different types', () => {
    const bytes = { sha256: 'f'.repeat(64) };
    expect(copies(picture('a.jpg', bytes), picture('b.jpg', { ...bytes, type: 'bw_stylized' }))).toHaveLength(1);
  });

  test.each([0, 1, 45, 46])('hashes %i bits apart are a near-copy', (bits) => {
    const near = picture('b.jpg', { hash: flipBits(HASH, bits) });
    expect(copies(picture('a.jpg', { hash: HASH }), near)).toEqual([
      { copy: 'b.jpg', kept: 'a.jpg', exact: false, bits, mirrored: false },
    ]);
  });

  test.each([47, 60, 128])('hashes %i bits apart are two pictures', (bits) => {
    expect(copies(picture('a.jpg', { hash: HASH }), picture('b.jpg', { hash: flipBits(HASH, bits) }))).toEqual([]);
  });

  test('the limit is the one that is asked for', () => {
    const set = [picture('a.jpg', { hash: HASH }), picture('b.jpg', { hash: flipBits(HASH, 10) })];
    expect(findCopies(set, { ...OPTIONS, maxBits: 10 })).toHaveLength(1);
    expect(findCopies(set, { ...OPTIONS, maxBits: 9 })).toHaveLength(0);
    expect(findCopies(set, { ...OPTIONS, maxBits: 0 })).toHaveLength(0);
  });

  test('a mirrored copy is found from either side, and said to be mirrored', () => {
    const upright = picture('a.jpg', { hash: HASH, mirroredHash: hashOf(2) });
    const turned = picture('b.jpg', { hash: flipBits(hashOf(2), 5), mirroredHash: flipBits(HASH, 3) });
    expect(copies(upright, turned)).toEqual([{ copy: 'b.jpg', kept: 'a.jpg', exact: false, bits: 3, mirrored: true }]);
    expect(copies(turned, upright)).toEqual(copies(upright, turned));
  });

  test.each([
    [46, true],
    [47, false],
  ])('a mirrored hash %i bits apart: %s', (bits, found) => {
    const turned = picture('b.jpg', { mirroredHash: flipBits(HASH, bits) });
    expect(copies(picture('a.jpg', { hash: HASH }), turned).length === 1).toBe(found);
  });

  test('an upright likeness is named as such though the picture is also like its mirror image', () => {
    const symmetric = { hash: HASH, mirroredHash: HASH };
    expect(copies(picture('a.jpg', symmetric), picture('b.jpg', symmetric))[0]).toMatchObject({
      bits: 0,
      mirrored: false,
    });
  });

  test('blank pictures are not called copies of each other: their hash is noise', () => {
    expect(copies(picture('a.jpg', { hash: HASH, spread: 2.9 }), picture('b.jpg', { hash: HASH }))).toEqual([]);
    expect(copies(picture('a.jpg', { hash: HASH }), picture('b.jpg', { hash: HASH, spread: 0 }))).toEqual([]);
    expect(
      copies(picture('a.jpg', { hash: HASH, spread: 3 }), picture('b.jpg', { hash: HASH, spread: 3 })),
    ).toHaveLength(1);
  });

  test('a drawing made after a photograph is no copy of it', () => {
    expect(copies(picture('a.jpg', { hash: HASH }), picture('b.jpg', { hash: HASH, type: 'bw_stylized' }))).toEqual([]);
  });

  test('a copy that is so spoilt that the judge is unsure of its type is still found', () => {
    const spoilt = picture('b.jpg', { hash: HASH, type: 'bw_stylized', unsure: true });
    expect(copies(picture('a.jpg', { hash: HASH }), spoilt)).toHaveLength(1);
  });

  test('a set without likenesses has no copies, nor has an empty one', () => {
    expect(copies()).toEqual([]);
    expect(copies(picture('a.jpg'), picture('b.jpg'), picture('c.jpg'))).toEqual([]);
  });
});

/** 16 x 16 greys from a function of row and column. */
const greys = (of: (row: number, column: number) => number) =>
  Array.from({ length: 256 }, (_, i) =>
    Math.min(255, Math.max(0, Math.round(of(Math.floor(i / 16), i % 16))))
      .toString(16)
      .padStart(2, '0'),
  ).join('');

describe('where two hashes are alike, the greys decide', () => {
  const withGreys = (file: string, luma: string, of: Parameters<typeof picture>[1] = {}): SetImage => {
    const one = picture(file, { hash: HASH, ...of });
    return { ...one, facts: { ...one.facts, luma } };
  };
  const downwards = greys((row) => 100 + row * 4);

  test.each([
    ['the same picture', greys((row) => 100 + row * 4)],
    ['a darker one', greys((row) => 40 + row * 4)],
    ['one of less contrast', greys((row) => 120 + row)],
    ['one that is over-exposed at the bottom', greys((row) => Math.min(240, 140 + row * 8))],
  ])('%s is a copy', (_what, luma) => {
    const [found] = findCopies([withGreys('a.jpg', downwards), withGreys('b.jpg', luma)], OPTIONS);
    expect(found?.copy.file).toBe('b.jpg');
    expect(found?.correlation).toBeGreaterThanOrEqual(0.9);
    expect(found?.correlation).toBeLessThanOrEqual(1);
  });

  test.each([
    ['a negative', greys((row) => 160 - row * 4)],
    ['a picture with its light from the side', greys((_row, column) => 100 + column * 4)],
    ['one half of whose light comes from the side', greys((row, column) => 100 + row * 4 + column * 4)],
    ['a plain grey', greys(() => 128)],
  ])('%s is none', (_what, luma) => {
    expect(findCopies([withGreys('a.jpg', downwards), withGreys('b.jpg', luma)], OPTIONS)).toEqual([]);
  });

  test('a mirrored copy is compared as in a mirror', () => {
    const leftToRight = greys((_row, column) => 100 + column * 4);
    const rightToLeft = greys((_row, column) => 160 - column * 4);
    const upright = withGreys('a.jpg', leftToRight, { mirroredHash: hashOf(2) });
    const turned = { hash: hashOf(2), mirroredHash: HASH };
    expect(copies(upright, withGreys('b.jpg', rightToLeft, turned))).toMatchObject([{ copy: 'b.jpg', mirrored: true }]);
    expect(copies(upright, withGreys('b.jpg', leftToRight, turned))).toEqual([]);
  });

  test('the same bytes need no second look', () => {
    const bytes = { sha256: 'f'.repeat(64) };
    const set = [
      withGreys(
        'a.jpg',
        greys(() => 0),
        bytes,
      ),
      withGreys(
        'b.jpg',
        greys(() => 0),
        bytes,
      ),
    ];
    expect(copies(...set)).toMatchObject([{ exact: true }]);
  });
});

describe('which of two copies stays', () => {
  const like = { hash: HASH };

  test('a pinned one, however small and weak', () => {
    expect(
      stays(
        picture('a.jpg', { ...like, width: 4000, score: 9 }),
        picture('b.jpg', { ...like, pinned: true, width: 10, score: 1 }),
      ),
    ).toBe('b.jpg');
  });

  test('one that is good enough to stay at all, before a larger one that would leave anyway', () => {
    expect(
      stays(picture('a.jpg', { ...like, width: 4000, score: 3 }), picture('b.jpg', { ...like, width: 500, score: 4 })),
    ).toBe('b.jpg');
  });

  test('the one with more pixels, though it scores lower', () => {
    expect(
      stays(picture('a.jpg', { ...like, width: 1000, score: 9 }), picture('b.jpg', { ...like, width: 1001, score: 5 })),
    ).toBe('b.jpg');
  });

  test('of the same size the less compressed one, though it scores lower', () => {
    expect(
      stays(
        picture('a.jpg', { ...like, size: 100_000, score: 9 }),
        picture('b.jpg', { ...like, size: 100_001, score: 5 }),
      ),
    ).toBe('b.jpg');
  });

  test('of the same bytes the better scored one', () => {
    expect(stays(picture('a.jpg', { ...like, score: 6 }), picture('b.jpg', { ...like, score: 7 }))).toBe('b.jpg');
  });

  test('of equals the shorter name: the original before "a copy"', () => {
    expect(stays(picture('photo copy.jpg', like), picture('photo.jpg', like))).toBe('photo.jpg');
  });

  test('of equals with names of one length the first by name', () => {
    expect(stays(picture('b.jpg', like), picture('a.jpg', like))).toBe('a.jpg');
  });
});

describe('more than two of a kind', () => {
  test('ten copies leave one', () => {
    const set = Array.from({ length: 10 }, (_, index) => picture(`${index}.jpg`, { hash: HASH }));
    expect(copies(...set).map(({ kept }) => kept)).toEqual(Array(9).fill('0.jpg'));
  });

  test('a is like b and b like c, but c is no copy of a and stays', () => {
    const a = picture('a.jpg', { hash: HASH, width: 3000 });
    const b = picture('b.jpg', { hash: flipBits(HASH, 40), width: 2000 });
    const c = picture('c.jpg', { hash: flipBits(HASH, 80), width: 1000 });
    expect(copies(a, b, c)).toEqual([{ copy: 'b.jpg', kept: 'a.jpg', exact: false, bits: 40, mirrored: false }]);
  });

  test('where the best one is in the middle, both others are copies of it', () => {
    const a = picture('a.jpg', { hash: HASH });
    const b = picture('b.jpg', { hash: flipBits(HASH, 40), width: 2000 });
    const c = picture('c.jpg', { hash: flipBits(HASH, 80) });
    expect(copies(a, b, c).map(({ copy, kept }) => [copy, kept])).toEqual([
      ['a.jpg', 'b.jpg'],
      ['c.jpg', 'b.jpg'],
    ]);
  });

  test('a copy of two images is called a copy of the one it is closest to', () => {
    const a = picture('a.jpg', { hash: HASH, width: 3000 });
    const b = picture('b.jpg', { hash: flipBits(HASH, 60), width: 2000 });
    const c = picture('c.jpg', { hash: flipBits(HASH, 40), width: 1000 });
    expect(copies(a, b, c)).toEqual([{ copy: 'c.jpg', kept: 'b.jpg', exact: false, bits: 20, mirrored: false }]);
  });

  test('the same bytes are the reason given, though another image is like it as well', () => {
    const a = picture('a.jpg', { hash: HASH, width: 3000 });
    const b = picture('b.jpg', { hash: flipBits(HASH, 60), sha256: 'f'.repeat(64) });
    const c = { ...b, file: 'copy of b.jpg' };
    expect(copies(a, b, c)).toEqual([{ copy: 'copy of b.jpg', kept: 'b.jpg', exact: true, bits: 0, mirrored: false }]);
  });
});
