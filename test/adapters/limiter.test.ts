import { describe, expect, it } from 'vitest';
import { limiter } from '../../adapters/limiter.ts';

/** Tasks that end when told to. */
function gates(count: number) {
  const all = Array.from({ length: count }, () => Promise.withResolvers<void>());
  return { all, open: (index: number) => all[index]?.resolve() };
}

const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

describe('the limiter', () => {
  it('runs at most its limit at a time, in order', async () => {
    const limited = limiter(2);
    const { all, open } = gates(4);
    const started: number[] = [];
    const done = all.map((gate, i) =>
      limited(() => {
        started.push(i);
        return gate.promise;
      }),
    );
    await settled();
    expect(started).toEqual([0, 1]);
    open(1);
    await settled();
    expect(started).toEqual([0, 1, 2]);
    for (const i of [0, 2, 3]) open(i);
    await Promise.all(done);
    expect(started).toEqual([0, 1, 2, 3]);
  });

  it('a task that fails gives its place to the next', async () => {
    const limited = limiter(1);
    await expect(limited(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await limited(() => Promise.resolve('next'))).toBe('next');
  });

  it('a waiting task that is cancelled leaves the queue at once and never starts', async () => {
    const limited = limiter(1);
    const { all, open } = gates(1);
    const first = limited(() => all[0]?.promise ?? Promise.resolve());
    const cancel = new AbortController();
    let started = false;
    const second = limited(async () => {
      started = true;
    }, cancel.signal);
    const third = limited(() => Promise.resolve('third'));
    cancel.abort(new Error('stopped by hand'));
    await expect(second).rejects.toThrow('stopped by hand');
    open(0);
    await first;
    expect(await third).toBe('third');
    expect(started).toBe(false);
  });
});
