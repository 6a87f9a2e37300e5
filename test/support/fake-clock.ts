import type { Clock } from '../../core/ports/clock.ts';

/** A clock whose time moves only when somebody sleeps: at once, and by exactly what was asked for. */
export interface FakeClock extends Clock {
  /** The sleeps so far, in milliseconds. */
  readonly sleeps: readonly number[];
}

/** A {@link FakeClock} that starts at `start`, by default 1 November 2026, 12:00 UTC. */
export function fakeClock(start = Date.UTC(2026, 10, 1, 12)): FakeClock {
  const sleeps: number[] = [];
  let now = start;
  return {
    sleeps,
    now: () => now,
    sleep: async (ms, signal) => {
      signal?.throwIfAborted();
      sleeps.push(ms);
      now += ms;
    },
  };
}
