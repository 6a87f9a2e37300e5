import { describe, expect, test } from 'vitest';
import type { ObjectStore } from '../../../core/ports/object-store.ts';
import type { MakeStore } from '../object-store.ts';
import { inByteOrder, keysOf } from './ask.ts';

// Per folder, these come in another order than as whole keys: '-' and '.' are before '/', digits and letters after it.
// 😀 is before U+E000 in UTF-16 and after it in UTF-8.
const KEYS = [
  'a/b',
  'a.b',
  'a-/c',
  'a/c/d',
  'a0',
  'a/c.d',
  'a/c-d/e',
  'A',
  'ä/x',
  'a b',
  '\ue000',
  '😀',
  'img/1.jpg',
  'imgs/2.jpg',
  'img.jpg',
];

/** Listings are whole, in byte order, and start anywhere in a name. */
export function describeListing(makeStore: MakeStore): void {
  describe('listing', () => {
    test('an empty store lists nothing', async () => {
      const store = await makeStore();
      expect(await keysOf(store.list(''))).toEqual([]);
      expect(await Array.fromAsync(store.folders(''))).toEqual([]);
    });

    test('whole keys come in UTF-8 byte order, across folders', async () => {
      const store = await filled(makeStore, KEYS);
      expect(await keysOf(store.list(''))).toEqual(inByteOrder(KEYS));
    });

    test.for([
      'a',
      'a/',
      'a/c',
      'a/c/',
      'im',
      'img',
      'img/',
      'img/1',
      'img/1.jpg',
      'ä',
      '😀',
      'none',
      'a/none/',
      'a/b/',
      '../',
      'a//',
      './',
      '/',
    ])('a listing may start in the middle of a name: %j', async (prefix) => {
      const store = await filled(makeStore, KEYS);
      expect(await keysOf(store.list(prefix))).toEqual(inByteOrder(KEYS).filter((key) => key.startsWith(prefix)));
    });

    test('folders are named once each, in the order of a listing', async () => {
      const store = await filled(makeStore, [...KEYS, 'a.b2/x', 'a/0/y', 'a/é/z', 'a/e/z']);
      expect(await Array.fromAsync(store.folders(''))).toEqual(['a-', 'a.b2', 'a', 'img', 'imgs', 'ä']);
      expect(await Array.fromAsync(store.folders('a/'))).toEqual(['0', 'c-d', 'c', 'e', 'é']);
      expect(await Array.fromAsync(store.folders('a/c/'))).toEqual([]);
      expect(await Array.fromAsync(store.folders('none/'))).toEqual([]);
    });

    test('a listing says sizes and versions that a read agrees with', async () => {
      const store = await filled(makeStore, ['x/1', 'x/22', 'x/333']);
      for await (const { key, size, version } of store.list('x/')) {
        expect(await store.get(key)).toMatchObject({ size, version });
      }
    });

    test('while others write and delete, what stays is listed once, in order', async () => {
      const staying = Array.from({ length: 20 }, (_, n) => `set/${n}/stays.jpg`);
      const store = await filled(makeStore, [...staying, ...staying.map((key) => key.replace('stays', 'goes'))]);
      const listed: string[] = [];
      for await (const { key } of store.list('set/')) {
        const turn = listed.push(key);
        await store.put(`set/${turn}/new.jpg`, 'new');
        await store.delete(`set/${20 - turn}/goes.jpg`);
      }
      expect(listed.filter((key) => key.endsWith('stays.jpg'))).toEqual(inByteOrder(staying));
      expect(listed).toEqual(inByteOrder([...new Set(listed)]));
    });
  });
}

async function filled(makeStore: MakeStore, keys: readonly string[]): Promise<ObjectStore> {
  const store = await makeStore();
  await Promise.all(keys.map((key) => store.put(key, key)));
  return store;
}
