import { describe, expect, test } from 'vitest';
import type { ObjectStore } from '../../../core/ports/object-store.ts';
import type { MakeStore } from '../object-store.ts';
import { keysOf, textOf } from './ask.ts';

const CALLS: readonly (readonly [string, (store: ObjectStore, signal: AbortSignal) => Promise<unknown>])[] = [
  ['get', (store, signal) => store.get('k', { signal })],
  ['put', (store, signal) => store.put('k', 'new', { signal })],
  ['put to a new key', (store, signal) => store.put('new', 'new', { signal, ifAbsent: true })],
  ['move', (store, signal) => store.move('k', 'new', { signal })],
  ['delete', (store, signal) => store.delete('k', { signal })],
  ['list', (store, signal) => Array.fromAsync(store.list('', { signal }))],
  ['folders', (store, signal) => Array.fromAsync(store.folders('', { signal }))],
];

/** A cancelled call rejects with the signal's reason. */
export function describeCancelling(makeStore: MakeStore): void {
  describe('cancelling', () => {
    test.for(CALLS)('%s does nothing once cancelled', async ([, call]) => {
      const store = await makeStore();
      await store.put('k', 'old');
      await store.put('folder/in', 'in');
      const reason = new Error('enough');
      await expect(call(store, AbortSignal.abort(reason))).rejects.toBe(reason);
      expect(await keysOf(store.list(''))).toEqual(['folder/in', 'k']);
      expect(await textOf(store, 'k')).toBe('old');
    });

    test('a listing stops in the middle', async () => {
      const store = await makeStore();
      for (const key of ['a', 'b', 'c']) await store.put(key, key);
      const controller = new AbortController();
      const reason = new Error('enough');
      const seen: string[] = [];
      const listing = (async () => {
        for await (const { key } of store.list('', { signal: controller.signal })) {
          seen.push(key);
          controller.abort(reason);
        }
      })();
      await expect(listing).rejects.toBe(reason);
      expect(seen).toEqual(['a']);
    });
  });
}
