import { describe, expect, test } from 'vitest';
import { type Discrepancy, type FolderImage, reconcile } from '../../../core/manifest/reconcile.ts';
import { type Manifest, manifestSchema } from '../../../core/records/manifest.ts';

const there = (file: string, sha256 = `sha-${file}`): FolderImage => ({ file, key: `set/${file}`, sha256, size: 10 });

function manifest(...images: readonly Record<string, unknown>[]): Manifest {
  return manifestSchema.parse({ schema: 1, actor: 'ada', studio: 'north', images });
}

test('a manifest that is missing is built from the folder, and nothing disagrees', () => {
  const { manifest: built, discrepancies } = reconcile('ada', undefined, [there('a')]);
  const origin = { kind: 'upload' };
  expect(built).toEqual({ schema: 1, actor: 'ada', images: [{ ...there('a'), pinned: false, origin }], runs: [] });
  expect(discrepancies).toEqual([]);
});

describe('a manifest that says something else than the folder is brought to it, and that is said', () => {
  test.each<[string, Manifest, readonly FolderImage[], readonly Discrepancy[]]>([
    ['an image that nobody entered', manifest(), [there('a')], [{ file: 'a', how: 'not-in-manifest' }]],
    ['an image that is gone', manifest({ file: 'a', sha256: 's' }), [], [{ file: 'a', how: 'not-in-folder' }]],
    ['another image', manifest({ file: 'a', sha256: 's' }), [there('a')], [{ file: 'a', how: 'other-content' }]],
    ['the same image', manifest({ file: 'a', sha256: 'sha-a' }), [there('a')], []],
  ])('%s', (_, said, folder, discrepancies) => {
    const result = reconcile('ada', said, folder);
    expect(result.discrepancies).toEqual(discrepancies);
    expect(result.manifest.images.map(({ file, sha256 }) => [file, sha256])).toEqual(
      folder.map(({ file, sha256 }) => [file, sha256]),
    );
  });
});

describe('what people wrote stays', () => {
  const origin = { kind: 'run', run: 'r0', promptNumber: 3, ordered: 'by Kim' };
  const entry = { file: 'a', sha256: 'sha-a', pinned: true, note: 'mine', origin };

  test('where the image is the same: pin, fields of their own, also inside of ours', () => {
    const { manifest: whole } = reconcile('ada', manifest(entry), [there('a')]);
    expect(whole).toMatchObject({ studio: 'north', images: [entry] });
  });

  test('where it is another image: the pin, which was meant for the name', () => {
    const { manifest: whole } = reconcile('ada', manifest(entry), [there('a', 'other')]);
    expect(whole.images).toEqual([{ ...there('a', 'other'), pinned: true, origin: { kind: 'upload' } }]);
  });

  test('where the file cannot be read: all of it', () => {
    const { manifest: whole, discrepancies } = reconcile('ada', manifest(entry), [], new Set(['a']));
    expect(whole.images).toMatchObject([entry]);
    expect(discrepancies).toEqual([]);
  });
});
