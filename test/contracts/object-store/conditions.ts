import { describe, expect, test } from 'vitest';
import { isEvencastError } from '../../../core/errors.ts';
import type { ObjectStore } from '../../../core/ports/object-store.ts';
import type { MakeStore } from '../object-store.ts';
import { expectError, tally, textOf } from './ask.ts';

/** Nobody overwrites what they have not seen. */
export function describeConditions(makeStore: MakeStore): void {
  describe('conditions', () => {
    test('ifAbsent writes once', async () => {
      const store = await makeStore();
      await store.put('manifest.json', 'first', { ifAbsent: true });
      await expectError(store.put('manifest.json', 'second', { ifAbsent: true }), 'Conflict');
      expect(await textOf(store, 'manifest.json')).toBe('first');
      await store.delete('manifest.json');
      await store.put('manifest.json', 'third', { ifAbsent: true });
      expect(await textOf(store, 'manifest.json')).toBe('third');
    });

    test('ifVersion writes over what was read, not over anything newer, nor where it is gone', async () => {
      const store = await makeStore();
      const first = await store.put('m', 'one');
      const second = await store.put('m', 'two', { ifVersion: first.version });
      await expectError(store.put('m', 'three', { ifVersion: first.version }), 'Conflict');
      expect(await textOf(store, 'm')).toBe('two');
      await store.delete('m');
      await expectError(store.put('m', 'four', { ifVersion: second.version }), 'Conflict');
      await expectError(store.get('m'), 'NotFound');
    });

    test('a version never comes back with other content of the same length', async () => {
      const store = await makeStore();
      const versions = new Set<string>();
      for (let round = 100; round < 140; round++) {
        if (round % 4 === 0) await store.delete('m');
        versions.add((await store.put('m', `${round}`)).version);
      }
      expect(versions.size).toBe(40);
    });

    test('deleting with a version leaves what was changed, and says so where it is gone', async () => {
      const store = await makeStore();
      const first = await store.put('m', 'one');
      const second = await store.put('m', 'two');
      await expectError(store.delete('m', { ifVersion: first.version }), 'Conflict');
      expect(await textOf(store, 'm')).toBe('two');
      await store.delete('m', { ifVersion: second.version });
      await expectError(store.delete('m', { ifVersion: second.version }), 'Conflict');
    });

    test('of 20 who create the same object at once, one does', async () => {
      const store = await makeStore();
      const calls = Array.from({ length: 20 }, (_, who) => store.put('race/m', `by ${who}`, { ifAbsent: true }));
      const { won, errors } = await tally(calls);
      expect(won).toBe(1);
      expect(new Set(errors)).toEqual(new Set(['Conflict']));
      const winner = (await Promise.allSettled(calls)).findIndex(({ status }) => status === 'fulfilled');
      expect(await textOf(store, 'race/m')).toBe(`by ${winner}`);
    });

    test('of 20 who replace the same version at once, one does', async () => {
      const store = await makeStore();
      const { version: ifVersion } = await store.put('race/m', 'old');
      const { won, errors } = await tally(
        Array.from({ length: 20 }, (_, who) => store.put('race/m', `${who}`, { ifVersion })),
      );
      expect(won).toBe(1);
      expect(new Set(errors)).toEqual(new Set(['Conflict']));
    });

    test('five who count together lose no count', async () => {
      const store = await makeStore();
      await store.put('counter', '0');
      await Promise.all(Array.from({ length: 5 }, () => countUp(store, 'counter', 6)));
      expect(await textOf(store, 'counter')).toBe('30');
    });
  });
}

/** Adds one, `times` times, reading again whenever somebody else was quicker. */
async function countUp(store: ObjectStore, key: string, times: number): Promise<void> {
  for (let done = 0; done < times; ) {
    const { body, version } = await store.get(key);
    const next = Number(new TextDecoder().decode(body)) + 1;
    try {
      await store.put(key, `${next}`, { ifVersion: version });
      done++;
    } catch (error) {
      if (!isEvencastError(error, 'Conflict')) throw error;
    }
  }
}
