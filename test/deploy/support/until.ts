import { setTimeout as sleep } from 'node:timers/promises';

/** Between two looks, in milliseconds. */
const LOOK_EVERY_MS = 200;

/**
 * Looks until there is something to see.
 *
 * @param what it is, for the error.
 * @throws Error after `seconds`.
 */
export async function until<T>(what: string, seconds: number, look: () => Promise<T | undefined>): Promise<T> {
  const giveUpAt = Date.now() + seconds * 1000;
  for (;;) {
    const seen = await look();
    if (seen !== undefined) return seen;
    if (Date.now() > giveUpAt) throw new Error(`Waited ${seconds} s in vain: ${what}`);
    await sleep(LOOK_EVERY_MS);
  }
}
