import { describe, expect, test } from 'vitest';
import type { MakeStore, StoreGaps } from '../object-store.ts';
import { expectError, keysOf, tally, textOf } from './ask.ts';

/** An image that moves is never lost and never lands on another. */
export function describeMoving(makeStore: MakeStore, gaps: StoreGaps): void {
  describe('moving', () => {
    test('gives the content another name, folder and all, and says its new version', async () => {
      const store = await makeStore();
      const { version } = await store.put('actors/1/a.jpg', 'image');
      const moved = await store.move('actors/1/a.jpg', 'retired/run/1/a.jpg', { ifVersion: version });
      expect(await Array.fromAsync(store.list(''))).toEqual([moved]);
      expect(moved).toMatchObject({ key: 'retired/run/1/a.jpg', size: 5 });
      expect(await textOf(store, moved.key)).toBe('image');
      await store.move(moved.key, 'actors/1/a.jpg', { ifVersion: moved.version });
      expect(await keysOf(store.list(''))).toEqual(['actors/1/a.jpg']);
    });

    test('what is not there is NotFound, whatever the condition', async () => {
      const store = await makeStore();
      await expectError(store.move('none', 'there'), 'NotFound');
      await expectError(store.move('none', 'there', { ifVersion: 'any' }), 'NotFound');
      expect(await keysOf(store.list(''))).toEqual([]);
    });

    test('a taken name is a Conflict, its own too, and both objects stay', async () => {
      const store = await makeStore();
      await store.put('from', 'mine');
      await store.put('to', 'theirs');
      await expectError(store.move('from', 'to'), 'Conflict');
      await expectError(store.move('from', 'from'), 'Conflict');
      expect([await textOf(store, 'from'), await textOf(store, 'to')]).toEqual(['mine', 'theirs']);
    });

    test('what was changed since it was read stays where it is', async () => {
      const store = await makeStore();
      const { version } = await store.put('from', 'read');
      await store.put('from', 'newer');
      await expectError(store.move('from', 'to', { ifVersion: version }), 'Conflict');
      expect(await keysOf(store.list(''))).toEqual(['from']);
    });

    test.skipIf(gaps.racingMoves)('of 20 that move to one name, one does, and no other content is lost', async () => {
      const store = await makeStore();
      const from = Array.from({ length: 20 }, (_, who) => `from/${who}`);
      for (const key of from) await store.put(key, key);
      const { won, errors } = await tally(from.map((key) => store.move(key, 'to')));
      expect(won).toBe(1);
      expect(new Set(errors)).toEqual(new Set(['Conflict']));
      const left = await Promise.all((await keysOf(store.list(''))).map((key) => textOf(store, key)));
      expect(left.toSorted()).toEqual(from.toSorted());
    });
  });
}
