import { describe, expect, test } from 'vitest';
import { memoryObjectStore } from '../../../adapters/memory/object-store.ts';
import { BUCKET_LAYOUT, layoutOf } from '../../../core/layout.ts';
import { editManifest, readManifest } from '../../../core/manifest/manifest-file.ts';
import type { Manifest } from '../../../core/records/manifest.ts';

const layout = layoutOf(BUCKET_LAYOUT);
const KEY = layout.manifest('ada');
const BASE: Manifest = { schema: 1, actor: 'ada', images: [], runs: [] };
const withRun =
  (run: string) =>
  (manifest: Manifest | undefined): Manifest => {
    const base = manifest ?? BASE;
    return { ...base, runs: [...base.runs, run] };
  };

async function place(text?: string) {
  const store = memoryObjectStore();
  if (text !== undefined) await store.put(KEY, text);
  return { store, layout };
}

describe('a manifest that cannot be trusted is refused and never written over', () => {
  test.each([
    ['cut off', '{"schema": 1, "actor": "ada", "ima'],
    ['empty', ''],
    ['a sign-in page', '<html>Sign in</html>'],
    ['of another shape', '{"schema": 1, "actor": "ada", "images": {}}'],
    ['of a later version', '{"schema": 2, "actor": "ada", "images": []}'],
  ])('%s', async (_, text) => {
    const where = await place(text);
    await expect(editManifest(where, 'ada', withRun('r1'))).rejects.toMatchObject({
      name: 'InvalidManifest',
      message: `The manifest of ada (${KEY}) is damaged. Mend it or move it away; without it pins are not known.`,
    });
    expect(new TextDecoder().decode((await where.store.get(KEY)).body)).toBe(text);
  });
});

describe('several who write at once', () => {
  test('lose nothing', async () => {
    const where = await place();
    const runs = ['a', 'b', 'c', 'd', 'e'];
    await Promise.all(runs.map((run) => editManifest(where, 'ada', withRun(run))));
    expect((await readManifest(where, 'ada'))?.manifest.runs.toSorted()).toEqual(runs);
  });

  test('an edit by hand in the middle of a write is not written over', async () => {
    const where = await place('{"schema":1,"actor":"ada","images":[]}');
    let edits = 0;
    const before = async () => {
      if (++edits === 1)
        await where.store.put(
          KEY,
          '{"schema":1,"actor":"ada","images":[{"file":"a","sha256":"s","pinned":true}],"note":"mine"}',
        );
    };
    await editManifest(where, 'ada', withRun('r1'), { before });
    expect((await readManifest(where, 'ada'))?.manifest).toMatchObject({
      note: 'mine',
      runs: ['r1'],
      images: [{ pinned: true }],
    });
  });
});

test('an edit that changes nothing leaves the bytes as somebody laid them out', async () => {
  const text = '{ "schema":1, "actor":"ada",\n "images":[] }';
  const where = await place(text);
  await editManifest(where, 'ada', (manifest) => manifest ?? BASE);
  expect((await readManifest(where, 'ada'))?.text).toBe(text);
});
