import { describe, expect, test } from 'vitest';
import type { MakeStore } from '../object-store.ts';
import { expectError, keysOf, textOf } from './ask.ts';

/** What goes in comes out. */
export function describeContent(makeStore: MakeStore): void {
  describe('content', () => {
    test.for([
      ['nothing at all', new Uint8Array()],
      ['every byte', Uint8Array.from({ length: 256 }, (_, byte) => byte)],
      ['a megabyte', new Uint8Array(2 ** 20).fill(7)],
    ] as const)('%s comes back as it was put', async ([, body]) => {
      const store = await makeStore();
      const put = await store.put('a/b/image.jpg', body, { contentType: 'image/jpeg' });
      const got = await store.get('a/b/image.jpg');
      expect(Buffer.from(got.body).equals(body)).toBe(true);
      expect(put).toEqual({ key: 'a/b/image.jpg', size: body.byteLength, version: got.version });
      expect({ key: got.key, size: got.size }).toEqual({ key: 'a/b/image.jpg', size: body.byteLength });
      expect(await Array.fromAsync(store.list('a/'))).toEqual([put]);
    });

    test('text is written as UTF-8', async () => {
      const store = await makeStore();
      expect((await store.put('note.txt', 'é😀')).size).toBe(6);
      expect(await textOf(store, 'note.txt')).toBe('é😀');
    });

    test('a part of a larger buffer is written alone, and later changes to the buffer change nothing', async () => {
      const store = await makeStore();
      const buffer = Uint8Array.of(1, 2, 3, 4);
      await store.put('part', buffer.subarray(1, 3));
      buffer.fill(9);
      const got = await store.get('part');
      expect([...got.body]).toEqual([2, 3]);
      got.body.fill(9);
      expect([...(await store.get('part')).body]).toEqual([2, 3]);
    });

    test('a second put replaces the first, shorter or longer', async () => {
      const store = await makeStore();
      for (const text of ['middling', 'short', 'the longest of them', '']) {
        await store.put('k', text);
        expect(await textOf(store, 'k')).toBe(text);
      }
      expect(await keysOf(store.list(''))).toEqual(['k']);
    });

    test('an object above maxBytes is refused with both sizes, one of exactly that size is read', async () => {
      const store = await makeStore();
      await store.put('big', new Uint8Array(2000));
      await expectError(store.get('big', { maxBytes: 1999 }), 'InvalidRequest');
      await expect(store.get('big', { maxBytes: 1999 })).rejects.toThrow(/2,000 .*1,999 /);
      expect((await store.get('big', { maxBytes: 2000 })).size).toBe(2000);
    });

    test('what is not there is NotFound, and so is a folder', async () => {
      const store = await makeStore();
      await store.put('actors/0001/a.jpg', 'a');
      for (const key of ['nothing', 'no/such/folder', 'actors', 'actors/0001', 'actors/0001/a.jpg/below']) {
        await expectError(store.get(key), 'NotFound');
      }
    });

    test('deleting is done once, harmless twice, and leaves folders of that name alone', async () => {
      const store = await makeStore();
      await store.put('d/one', '1');
      await store.put('d/two', '2');
      await store.delete('d/one');
      await store.delete('d/one');
      await store.delete('d');
      await store.delete('no/such/thing');
      expect(await keysOf(store.list(''))).toEqual(['d/two']);
      await expectError(store.get('d/one'), 'NotFound');
    });
  });
}
