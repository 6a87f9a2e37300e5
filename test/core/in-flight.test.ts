import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inFlight } from '../../core/in-flight.ts';

/** Work that ends when the test says so. */
function gates() {
  const open: (() => void)[] = [];
  return { open, work: <T>(value: T) => new Promise<T>((resolve) => open.push(() => resolve(value))) };
}

describe('work in flight', () => {
  test('results come in the order of the items, whichever ends first', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 0, max: 5 })),
        fc.integer({ min: 1, max: 6 }),
        async (turns, limit) => {
          const work = async (turnsToTake: number, index: number) => {
            for (let turn = 0; turn < turnsToTake; turn++) await Promise.resolve();
            return index;
          };
          expect(await Array.fromAsync(inFlight(turns, limit, work))).toEqual(turns.map((_, index) => index));
        },
      ),
    );
  });

  test('never more than the limit is under way or waiting to be taken, however slowly results are taken', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 1, max: 6 }), async (count, limit) => {
        let started = 0;
        let taken = 0;
        let most = 0;
        const work = async () => {
          started++;
          most = Math.max(most, started - taken);
        };
        for await (const _ of inFlight(Array(count).fill(0), limit, work)) taken++;
        expect(taken).toBe(count);
        expect(most).toBe(Math.min(limit, count));
      }),
    );
  });

  test('work does go on side by side', async () => {
    const { open, work } = gates();
    const results = Array.fromAsync(inFlight([1, 2, 3], 3, work));
    await Promise.resolve();
    expect(open).toHaveLength(3);
    for (const one of open.reverse()) one();
    expect(await results).toEqual([1, 2, 3]);
  });

  test('nothing is started before the first result is wanted', async () => {
    let started = 0;
    const results = inFlight([1], 1, async () => ++started);
    expect(started).toBe(0);
    expect(await Array.fromAsync(results)).toEqual([1]);
  });

  test('the first error ends it, results before it were given, and later errors do not end the process', async () => {
    const seen: number[] = [];
    const work = async (item: number) => {
      if (item >= 2) throw new Error(`item ${item}`);
      return item;
    };
    const all = async () => {
      for await (const item of inFlight([0, 1, 2, 3, 4], 3, work)) seen.push(item);
    };
    await expect(all()).rejects.toThrow('item 2');
    expect(seen).toEqual([0, 1]);
  });

  test('a caller that has enough stops it: no item is begun after that', async () => {
    const begun: number[] = [];
    const work = async (item: number) => begun.push(item);
    for await (const _ of inFlight([0, 1, 2, 3, 4, 5], 2, work)) break;
    expect(begun).toEqual([0, 1]);
  });
});
