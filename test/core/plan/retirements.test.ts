import { describe, expect, test } from 'vitest';
import { chooseRetirements, type RetireLimits } from '../../../core/plan/retirements.ts';
import type { SetImage } from '../../../core/plan/set-image.ts';
import { DEFAULT_TARGET, type Target } from '../../../core/plan/target.ts';
import { picture, pictures } from '../../support/distinct-images.ts';
import { flipBits, hashOf } from '../../support/set-images.ts';

const FREE: RetireLimits = { maxRetirements: 1000, copyBits: 46 };
const NO_FLOOR: Target = { ...DEFAULT_TARGET, floor: 0 };
const HASH = hashOf(9);

const chosen = (set: readonly SetImage[], target = NO_FLOOR, limits = FREE) => {
  const { retire, withheld, stay } = chooseRetirements(set, target, limits);
  return {
    gone: retire.map(({ file }) => file),
    why: Object.fromEntries(retire.map(({ file, reason }) => [file, reason])),
    held: withheld.map(({ file, because }) => [file, because]),
    stay: stay.map(({ file }) => file),
  };
};

describe('the order in which images leave, each with its reason', () => {
  const set = [
    ...pictures('photorealistic', 13),
    picture('weakest.jpg', { score: 5 }),
    picture('second-weakest.jpg', { score: 6 }),
    picture('bad.jpg', { score: 2 }),
    picture('worse.jpg', { score: 1, type: 'bw_stylized' }),
    picture('near.jpg', { hash: flipBits(HASH, 12), width: 640, height: 480, score: 9 }),
    picture('original.jpg', { hash: HASH, sha256: 'e'.repeat(64), score: 9 }),
    picture('original copy.jpg', { hash: HASH, sha256: 'e'.repeat(64), score: 9 }),
  ];
  const { gone, why, held } = chosen(set);

  test('exact copies, near-copies, images below the minimum, then the weakest of a type in excess', () => {
    expect(gone).toEqual([
      'original copy.jpg',
      'near.jpg',
      'worse.jpg',
      'bad.jpg',
      'weakest.jpg',
      'second-weakest.jpg',
      'photorealistic-0.jpg',
    ]);
    expect(held).toEqual([]);
  });

  test('an exact copy names the one that stays', () => {
    expect(why['original copy.jpg']).toEqual({ code: 'exact-copy', kept: 'original.jpg', keptLeaves: false });
  });

  test('a near-copy names the better one, both sizes, and how alike they are', () => {
    expect(why['near.jpg']).toEqual({
      code: 'near-copy',
      kept: 'original.jpg',
      keptLeaves: false,
      bits: 12,
      maxBits: 46,
      correlation: 1,
      mirrored: false,
      pixels: 640 * 480,
      keptPixels: 1_000_000,
    });
  });

  test('a bad image gives its score and the minimum', () => {
    expect(why['bad.jpg']).toEqual({ code: 'below-minimum', score: 2, minimum: 4 });
  });

  test('one in excess gives its score, how many there are and how many are wanted', () => {
    expect(why['weakest.jpg']).toEqual({ code: 'excess', score: 5, count: 16, target: 13 });
  });
});

describe('what counts as weak', () => {
  test('an image exactly at the minimum stays', () => {
    expect(chosen([picture('a.jpg', { score: 4 }), picture('b.jpg', { score: 3.9 })]).gone).toEqual(['b.jpg']);
  });

  test('of equal scores the image with fewer pixels leaves, then the first by name', () => {
    const set = [
      ...pictures('photorealistic', 11),
      picture('small.jpg', { width: 10 }),
      picture('b.jpg', { score: 5 }),
      picture('a.jpg', { score: 5 }),
      picture('z.jpg'),
    ];
    expect(chosen(set).gone).toEqual(['a.jpg', 'b.jpg']);
    expect(chosen([...set, picture('y.jpg')]).gone).toEqual(['a.jpg', 'b.jpg', 'small.jpg']);
  });

  test('a type in excess loses its own weakest, not the weakest of another type', () => {
    const set = [
      ...pictures('photorealistic', 2).map((each) => ({ ...each, verdict: { ...each.verdict, score: 5 } })),
      ...pictures('color_stylized', 4),
    ];
    expect(chosen(set).gone).toEqual(['color_stylized-0.jpg']);
  });

  test('copies that leave are not counted as excess a second time', () => {
    const copies = [picture('a.jpg', { hash: HASH }), picture('b.jpg', { hash: HASH, width: 900 })];
    expect(chosen([...pictures('photorealistic', 12), ...copies]).gone).toEqual(['b.jpg']);
  });

  test('where the kept image of a pair leaves too, the copy’s reason says so', () => {
    const set = [picture('a.jpg', { hash: HASH, score: 2 }), picture('b.jpg', { hash: HASH, width: 900, score: 2 })];
    const { gone, why } = chosen(set);
    expect(gone).toEqual(['b.jpg', 'a.jpg']);
    expect(why['b.jpg']).toMatchObject({ code: 'near-copy', kept: 'a.jpg', keptLeaves: true });
  });

  test('of two copies the one that is good enough stays, though it is the smaller', () => {
    const set = [
      picture('large-bad.jpg', { hash: HASH, score: 2, width: 4000 }),
      picture('small-good.jpg', { hash: HASH, score: 6 }),
    ];
    expect(chosen(set).gone).toEqual(['large-bad.jpg']);
  });
});

describe('what holds an image back', () => {
  test('a pinned image stays whatever is wrong with it', () => {
    const set = [
      picture('a.jpg', { pinned: true, score: 1 }),
      picture('b.jpg', { sha256: '1'.repeat(64), pinned: true }),
      picture('c.jpg', { sha256: '1'.repeat(64), pinned: true }),
    ];
    expect(chosen(set)).toMatchObject({
      gone: [],
      held: [
        ['c.jpg', 'pinned'],
        ['a.jpg', 'pinned'],
      ],
    });
  });

  test('one that the judge is unsure of stays', () => {
    expect(chosen([picture('a.jpg', { unsure: true, score: 1 })])).toMatchObject({
      gone: [],
      held: [['a.jpg', 'unsure']],
      stay: ['a.jpg'],
    });
  });

  test('an image that is both is called pinned: that is the person’s word', () => {
    expect(chosen([picture('a.jpg', { unsure: true, pinned: true, score: 1 })]).held).toEqual([['a.jpg', 'pinned']]);
  });

  test('pinned and unsure images of a type in excess do not leave, others do in their place', () => {
    const weak = [picture('p.jpg', { pinned: true, score: 4 }), picture('u.jpg', { unsure: true, score: 4 })];
    const { gone, held } = chosen([...weak, ...pictures('photorealistic', 13)]);
    expect(gone).toEqual(['photorealistic-0.jpg', 'photorealistic-1.jpg']);
    expect(held).toEqual([]);
  });

  test.each([0, 1, 2, 3])('at most %i images leave where that is the cap; the most pressing ones go first', (cap) => {
    const set = [
      picture('c.jpg', { score: 3 }),
      picture('a.jpg', { score: 1 }),
      picture('b.jpg', { score: 2 }),
      ...pictures('photorealistic', 5),
    ];
    const { gone, held } = chosen(set, NO_FLOOR, { ...FREE, maxRetirements: cap });
    expect(gone).toEqual(['a.jpg', 'b.jpg', 'c.jpg'].slice(0, cap));
    expect(held).toEqual(['a.jpg', 'b.jpg', 'c.jpg'].slice(cap).map((file) => [file, 'cap']));
  });

  test.each([
    [10, 10, 0],
    [11, 10, 1],
    [12, 10, 2],
    [15, 10, 5],
    [5, 10, 0],
    [3, 0, 3],
  ])('of %i bad images with a floor of %i exactly %i leave', (count, floor, leaving) => {
    const set = pictures('photorealistic', count).map((each) => ({ ...each, verdict: { ...each.verdict, score: 1 } }));
    const { gone, held } = chosen(set, { ...DEFAULT_TARGET, floor });
    expect(gone).toHaveLength(leaving);
    expect(held.map(([, because]) => because)).toEqual(Array(count - leaving).fill('floor'));
  });

  test('an image that is withheld as a copy is not named a second time for its score', () => {
    const set = [
      picture('a.jpg', { hash: HASH }),
      picture('b.jpg', { hash: HASH, width: 900, score: 2, unsure: true }),
    ];
    expect(chosen(set).held).toEqual([['b.jpg', 'unsure']]);
  });

  test('nothing leaves an empty set', () => {
    expect(chosen([])).toEqual({ gone: [], why: {}, held: [], stay: [] });
  });
});
