import { describe, expect, test } from 'vitest';
import { compareSet, type ExpectedImage, expectedSet, type ListedImage } from '../../../core/apply/compare-set.ts';
import type { NewEntry } from '../../../core/journal/journal.ts';
import { type BasisImage, planBasis } from '../../../core/plan/plan-hash.ts';
import { stateOf } from '../../support/journal-entries.ts';
import { image } from '../../support/set-images.ts';

const wanted = (file: string, of: Partial<ExpectedImage> = {}): ExpectedImage => {
  return { file, sha256: `sha-${file}`, size: 10, version: `v-${file}`, maybe: false, ...of };
};
const listed = (file: string, of: Partial<ListedImage> = {}): ListedImage => {
  return { file, key: `set/${file}`, version: `v-${file}`, size: 10, ...of };
};

/** Contents by key; a key that is left out holds what is expected of it. */
const contents = (texts: Readonly<Record<string, string | undefined>> = {}) => {
  return async ({ key, file }: ListedImage) => (key in texts ? texts[key] : `sha-${file}`);
};

describe('a set that is what the plan rests on', () => {
  test.each<[string, readonly ExpectedImage[], readonly ListedImage[]]>([
    ['is not read at all', [wanted('a')], [listed('a')]],
    ['may have been copied back: other version, same content', [wanted('a')], [listed('a', { version: 'later' })]],
    ['may lack an image that was about to leave', [wanted('a'), wanted('b', { maybe: true })], [listed('a')]],
    ['may have an image that was about to join', [wanted('a', { version: undefined, maybe: true })], [listed('a')]],
    ['may be empty', [], []],
  ])('%s', async (_, expected, there) => {
    expect(await compareSet(expected, there, contents())).toEqual([]);
  });
});

describe('what somebody did to a set is told by file', () => {
  test.each<[string, readonly ExpectedImage[], readonly ListedImage[], Record<string, string | undefined>, unknown]>([
    ['deleted', [wanted('a')], [], {}, [{ file: 'a', how: 'gone' }]],
    ['added', [], [listed('a')], {}, [{ file: 'a', how: 'new' }]],
    ['replaced', [wanted('a')], [listed('a', { version: 'x' })], { 'set/a': 'other' }, [{ file: 'a', how: 'changed' }]],
    [
      'replaced by a longer one',
      [wanted('a')],
      [listed('a', { version: 'x', size: 11 })],
      {},
      [{ file: 'a', how: 'changed' }],
    ],
    [
      'deleted while it was read',
      [wanted('a')],
      [listed('a', { version: 'x' })],
      { 'set/a': undefined },
      [{ file: 'a', how: 'changed' }],
    ],
    [
      'renamed',
      [wanted('a')],
      [listed('b')],
      {},
      [
        { file: 'a', how: 'gone' },
        { file: 'b', how: 'new' },
      ],
    ],
    [
      'replaced while it was about to leave',
      [wanted('a', { maybe: true })],
      [listed('a', { version: 'x' })],
      { 'set/a': 'other' },
      [{ file: 'a', how: 'changed' }],
    ],
  ])('%s', async (_, expected, there, texts, differences) => {
    expect(await compareSet(expected, there, contents(texts))).toEqual(differences);
  });
});

describe('what is expected as a run goes on', () => {
  const basis: readonly BasisImage[] = planBasis([image('a'), image('b')], (file) => `set/${file}`);
  const leaving = { change: 'retire/a', file: 'a', sha256: 'x', size: 1 };
  const joining = {
    requestId: 'q',
    change: 'g',
    file: 'n',
    sha256: 'y',
    size: 2,
    type: 'photorealistic',
    score: 8,
  } as const;
  const files = (...entries: readonly NewEntry[]) =>
    expectedSet(basis, stateOf(...entries)).map(({ file, maybe }) => (maybe ? `${file}?` : file));

  test.each<[string, readonly NewEntry[], readonly string[]]>([
    ['nothing done yet', [], ['a', 'b']],
    ['about to retire', [{ step: 'retiring', ...leaving }], ['a?', 'b']],
    [
      'retired',
      [
        { step: 'retiring', ...leaving },
        { step: 'retired', ...leaving },
      ],
      ['b'],
    ],
    [
      'held after all',
      [
        { step: 'retiring', ...leaving },
        { step: 'held', change: 'retire/a', file: 'a', because: 'changed' },
      ],
      ['a', 'b'],
    ],
    ['about to add', [{ step: 'adding', ...joining }], ['a', 'b', 'n?']],
    [
      'added',
      [
        { step: 'adding', ...joining },
        { step: 'added', ...joining },
      ],
      ['a', 'b', 'n'],
    ],
  ])('%s', (_, entries, expected) => {
    expect(files(...entries)).toEqual(expected);
  });
});
