import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { byFileName, fileKind, labelAt } from '../../core/image-files.ts';

describe('what a file is by its name', () => {
  test.each([
    ['a.jpg', 'image'],
    ['A.JPEG', 'image'],
    ['a.b.Png', 'image'],
    ['ä 😀.webp', 'image'],
    ['a.gif', 'unsupported'],
    ['a.HEIC', 'unsupported'],
    ['a.heif', 'unsupported'],
    ['a.tif', 'unsupported'],
    ['a.tiff', 'unsupported'],
    ['a.svg', 'unsupported'],
    ['a.nef', 'unsupported'],
    ['a.jpg.txt', 'other'],
    ['caption.txt', 'other'],
    ['jpg', 'other'],
    ['ajpg', 'other'],
    ['.jpg', 'other'],
    ['._a.jpg', 'other'],
    ['.DS_Store', 'other'],
    ['Thumbs.db', 'other'],
    ['a.jpg ', 'other'],
    ['', 'other'],
  ] as const)('%j: %s', (file, kind) => {
    expect(fileKind(file)).toBe(kind);
  });
});

describe('labels under the cells', () => {
  test.each([
    [0, 1, '01'],
    [19, 20, '20'],
    [98, 99, '99'],
    [0, 100, '001'],
    [99, 100, '100'],
    [1999, 2000, '2000'],
    [0, 2000, '0001'],
  ])('image %i of %i: %s', (index, count, label) => {
    expect(labelAt(index, count)).toBe(label);
  });

  test('labels of a set are all different and sort as their images do', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2500 }), (count) => {
        const labels = Array.from({ length: count }, (_, index) => labelAt(index, count));
        expect([...labels].sort()).toEqual(labels);
        expect(new Set(labels).size).toBe(count);
      }),
      { numRuns: 30 },
    );
  });
});

describe('the order on the sheet', () => {
  test('is by code units: the same on every machine, whatever its language', () => {
    const files = ['ä.jpg', 'b.jpg', 'B.jpg', '10.jpg', '2.jpg', 'z.jpg'].map((file) => ({ file }));
    expect(files.sort(byFileName).map(({ file }) => file)).toEqual([
      '10.jpg',
      '2.jpg',
      'B.jpg',
      'b.jpg',
      'z.jpg',
      'ä.jpg',
    ]);
  });
});
