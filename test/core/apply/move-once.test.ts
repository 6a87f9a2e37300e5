import { expect, test } from 'vitest';
import { memoryObjectStore } from '../../../adapters/memory/object-store.ts';
import { hasMoved, type Moved, moveOnce } from '../../../core/apply/move-once.ts';
import { sha256Hex } from '../../../core/sha256.ts';

type Objects = Readonly<Record<string, string>>;

test.each<[string, Objects, Moved, Objects]>([
  ['an image is moved', { from: 'x' }, 'done', { to: 'x' }],
  ['one that was moved before a crash is done', { to: 'x' }, 'done', { to: 'x' }],
  ['one that was copied before a crash goes from its old place', { from: 'x', to: 'x' }, 'done', { to: 'x' }],
  ['one that somebody deleted is gone', {}, 'source-gone', {}],
  ['one that somebody replaced stays', { from: 'other' }, 'source-changed', { from: 'other' }],
  ['a new one where it was before stays', { from: 'other', to: 'x' }, 'done', { from: 'other', to: 'x' }],
  ['a place that is taken is not overwritten', { from: 'x', to: 'other' }, 'target-taken', { from: 'x', to: 'other' }],
  ['another one at the new place is not taken for it', { to: 'other' }, 'source-gone', { to: 'other' }],
])('%s', async (_, before, moved, after) => {
  const store = memoryObjectStore();
  for (const [key, text] of Object.entries(before)) await store.put(key, text);
  const moving = { from: 'from', to: 'to', sha256: await sha256Hex('x') };
  expect(await hasMoved(store, moving)).toBe(before['to'] === 'x' && before['from'] !== 'x');
  expect(await moveOnce(store, moving)).toBe(moved);
  const there = await Array.fromAsync(store.list(''), async ({ key }) => [
    key,
    new TextDecoder().decode((await store.get(key)).body),
  ]);
  expect(Object.fromEntries(there)).toEqual(after);
});

test('an image that is replaced at the very moment stays, and it is said what to do', async () => {
  const store = memoryObjectStore();
  await store.put('from', 'x');
  const racing = {
    ...store,
    move: async (...call: Parameters<typeof store.move>) => {
      await store.put('from', 'other');
      return store.move(...call);
    },
  };
  const moving = { from: 'from', to: 'to', sha256: await sha256Hex('x') };
  await expect(moveOnce(racing, moving)).rejects.toThrow(
    'Somebody changed from at this very moment. Run: evencast resume',
  );
  expect(new TextDecoder().decode((await store.get('from')).body)).toBe('other');
});
