import { describe, expect, test } from 'vitest';
import type { MakeStore, StoreGaps } from '../object-store.ts';
import { expectError, inByteOrder, keysOf, textOf } from './ask.ts';

const NAMES = [
  'é', // composed
  'e\u0301', // decomposed: another name on every place but a Mac's disk
  '漢字',
  'עברית',
  '😀',
  '👨‍👩‍👧',
  '\ufeffbom',
  '\ufffd',
  '%2F',
  '%',
  '100%25',
  '+',
  'a+b c',
  ' leading',
  'trailing ',
  'a  b',
  'trailing.',
  '.hidden',
  '...',
  'a..b',
  '-rf',
  '~',
  '#1',
  'what?',
  'a&b=c',
  `"it's"`,
  'back\\slash',
  'new\nline',
  'tab\tand\u0001\u007f',
  'a:b',
  '*',
  '<&amp;>',
  '__proto__',
  'lock.sqlite',
  'x'.repeat(200),
  'é'.repeat(100),
];

/** Any name that a file system and S3 both allow survives the way there and back. */
export function describeNames(makeStore: MakeStore, gaps: StoreGaps): void {
  const names = NAMES.filter((name) => !gaps.names?.includes(name));

  describe('names', () => {
    test('every name is kept as it is, of objects and of folders', async () => {
      const store = await makeStore();
      const keys = names.flatMap((name) => [`object/${name}`, `folder/${name}/in.jpg`]);
      await Promise.all(keys.map((key) => store.put(key, key, { ifAbsent: true })));
      expect(await keysOf(store.list(''))).toEqual(inByteOrder(keys));
      expect(inByteOrder(await Array.fromAsync(store.folders('folder/')))).toEqual(inByteOrder(names));
      for (const key of keys) expect(await textOf(store, key)).toBe(key);
    });

    test.for(names)('%j is found by its prefix, moved and deleted', async (name) => {
      const store = await makeStore();
      await store.put(`set/${name}/${name}`, name);
      expect(await keysOf(store.list(`set/${name}/`))).toEqual([`set/${name}/${name}`]);
      const { version } = await store.move(`set/${name}/${name}`, `retired/${name}/${name}`);
      expect(await keysOf(store.list(''))).toEqual([`retired/${name}/${name}`]);
      await store.delete(`retired/${name}/${name}`, { ifVersion: version });
      expect(await keysOf(store.list(''))).toEqual([]);
    });

    test.for(['', '\ud800', 'a/\udfff.jpg'])('%j is no name anywhere', async (key) => {
      const store = await makeStore();
      await store.put('there', 'x');
      await expectError(store.put(key, 'x'), 'InvalidKey');
      await expectError(store.get(key), 'InvalidKey');
      await expectError(store.delete(key), 'InvalidKey');
      await expectError(store.move('there', key), 'InvalidKey');
      expect(await keysOf(store.list(''))).toEqual(['there']);
    });
  });
}
