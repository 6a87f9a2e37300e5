import { describe, expect, test } from 'vitest';
import type { NewEntry } from '../../../core/journal/journal.ts';
import { BUCKET_LAYOUT, layoutOf } from '../../../core/layout.ts';
import { undoChanges } from '../../../core/manifest/undo-changes.ts';
import { type Manifest, manifestSchema } from '../../../core/records/manifest.ts';
import { stateOf } from '../../support/journal-entries.ts';

const parsed = (images: readonly Record<string, unknown>[], runs: readonly string[], rest = {}): Manifest =>
  manifestSchema.parse({ schema: 1, actor: 'ada', images, runs, ...rest });

const RETIRED: NewEntry = { step: 'retired', change: 'retire/a', file: 'a', sha256: 'sa', size: 1 };
const BEFORE = JSON.stringify({
  schema: 1,
  actor: 'ada',
  images: [
    { file: 'a', sha256: 'sa', note: 'mine' },
    { file: 'b', sha256: 'sb' },
  ],
});

function undone(
  now: Manifest,
  of: { before?: string; back?: readonly string[]; out?: readonly string[]; entries?: readonly NewEntry[] } = {},
) {
  const { before = BEFORE, back = ['a'], out = ['n'], entries = [RETIRED] } = of;
  return undoChanges(now, stateOf(...entries), {
    run: 'r1',
    actor: 'ada',
    layout: layoutOf(BUCKET_LAYOUT),
    before,
    back: new Set(back),
    out: new Set(out),
  });
}

const AFTER = [
  { file: 'b', sha256: 'sb', type: 'photorealistic', score: 8 },
  { file: 'n', sha256: 'sn', origin: { kind: 'run', run: 'r1', promptNumber: 1 } },
];

test('a run that nobody followed is taken out of it: entries, verdicts and its name', () => {
  expect(undone(parsed(AFTER, ['r0', 'r1']))).toEqual(
    parsed(
      [
        { file: 'b', sha256: 'sb' },
        { file: 'a', sha256: 'sa', note: 'mine' },
      ],
      ['r0'],
    ),
  );
});

describe('what others wrote since stays', () => {
  test('a pin and a note', () => {
    const [kept, made] = AFTER;
    const now = parsed([{ ...kept, pinned: true, note: 'best' }, { ...made }], ['r1'], { studio: 'north' });
    const { images, studio } = undone(now) as Manifest & { studio?: string };
    expect(images[0]).toMatchObject({ file: 'b', pinned: true, note: 'best' });
    expect(studio).toBe('north');
  });

  test('what a later run made, and its name', () => {
    const later = { file: 'm', sha256: 'sm', origin: { kind: 'run', run: 'r2', promptNumber: 2 } };
    const { images, runs } = undone(parsed([...AFTER, later], ['r1', 'r2']));
    expect(images.map(({ file }) => file)).toEqual(['b', 'm', 'a']);
    expect(runs).toEqual(['r2']);
  });

  test('an image that could not be taken out is still in it', () => {
    expect(undone(parsed(AFTER, ['r1']), { out: [] }).images.map(({ file }) => file)).toContain('n');
  });
});

test('an image that came back to a set that had no manifest is an upload', () => {
  const { images } = undone(parsed([], ['r1']), { before: '{"schema":1,"actor":"ada","images":[]}' });
  expect(images).toEqual([
    expect.objectContaining({ file: 'a', sha256: 'sa', origin: { kind: 'upload' }, pinned: false }),
  ]);
});

describe('what the run had brought to the folder disagrees with it again, as it did before', () => {
  const reconciled = (file: string, how: 'not-in-manifest' | 'not-in-folder' | 'other-content'): NewEntry => {
    return { step: 'begun', hadManifest: true, reconciled: [{ file, how }] };
  };

  test.each<[string, NewEntry, readonly Record<string, unknown>[], readonly Record<string, unknown>[]]>([
    ['an image that nobody had entered', reconciled('x', 'not-in-manifest'), [{ file: 'x', sha256: 'sx' }], []],
    [
      'unless somebody pinned it since',
      reconciled('x', 'not-in-manifest'),
      [{ file: 'x', sha256: 'sx', pinned: true }],
      [{ file: 'x', sha256: 'sx', pinned: true }],
    ],
    [
      'another image under the name',
      reconciled('b', 'other-content'),
      [{ file: 'b', sha256: 'other' }],
      [{ file: 'b', sha256: 'sb' }],
    ],
    ['an image that was gone', reconciled('b', 'not-in-folder'), [], [{ file: 'b', sha256: 'sb' }]],
  ])('%s', (_, entry, now, then) => {
    expect(undone(parsed(now, ['r1']), { back: [], out: [], entries: [entry] })).toEqual(parsed(then, []));
  });
});
