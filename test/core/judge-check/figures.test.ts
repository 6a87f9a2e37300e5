import { expect, test } from 'vitest';
import { checkFigures } from '../../../core/judge-check/figures.ts';
import { checkOf, image } from './support/checks.ts';

const CHECK = checkOf([
  image('a', 'photorealistic', 'photorealistic', { source: 'one', again: 'photorealistic', copies: { blurred: 3 } }),
  image('b', 'photorealistic', 'bw_stylized', {
    source: 'one',
    again: 'photorealistic',
    confidence: 0.6,
    unsure: true,
  }),
  image('c', 'bw_stylized', 'bw_stylized', { source: 'two', again: 'bw_stylized', copies: { blurred: 7 } }),
  image('d', 'color_stylized', 'photorealistic', { source: 'two', confidence: 0.95 }),
  image('e', 'color_stylized', undefined, { source: 'two' }),
]);

test('everything is computed from what was said of each image', () => {
  const figures = checkFigures(CHECK);
  expect(figures.accuracy).toMatchObject({ right: 2, of: 4 });
  expect(figures.recall.photorealistic).toMatchObject({ right: 1, of: 2 });
  expect(figures.unsure).toMatchObject({ right: 1, of: 4 });
  expect(figures.rightWhereSure).toMatchObject({ right: 2, of: 3 });
  expect(figures.repeated?.sameType).toMatchObject({ right: 2, of: 3 });
  expect(figures.repeated?.scoresApart).toBe(2);
  expect(figures.per1000).toEqual({ usd: 2, seconds: 200 });
  expect(figures.sources.map(({ source }) => source)).toEqual(['one', 'two']);
});

test('a copy that scores as high as its original was not seen to be worse', () => {
  expect(checkFigures(CHECK).ranking).toEqual([
    expect.objectContaining({ degradation: 'blurred', below: expect.objectContaining({ right: 1, of: 2 }), score: 5 }),
  ]);
});

test('the wrong ones come most confident first, and those without a verdict are named, not counted', () => {
  const { wrong, silent } = checkFigures(CHECK);
  expect(wrong.map(({ file }) => file)).toEqual(['d', 'b']);
  expect(silent.map(({ file }) => file)).toEqual(['e']);
});

test('without sources, without a second look and without images there is nothing to say of them', () => {
  const { bySource, sources, repeated } = checkFigures(checkOf([image('a', 'bw_stylized', 'bw_stylized')]));
  expect([bySource, sources, repeated]).toEqual([undefined, [], undefined]);
  expect(checkFigures(checkOf([])).per1000).toEqual({ usd: 0, seconds: 0 });
});
