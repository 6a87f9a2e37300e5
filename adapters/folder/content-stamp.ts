import { type BigIntStats, utimesSync } from 'node:fs';

// The smallest step between two stamps: utimes takes seconds as a double, exact to 0.24 µs in this century.
const STEP_MS = 0.001;

let latest = 0;

/**
 * Gives a new file the time of its last change: now, but later than any stamp this process gave before and later than
 * what it replaces. The kernel's own stamps move in ticks of 1-4 ms, and inodes are used again at once: three writes of
 * equal length within a tick could bring an old version back, and a conditional write would overwrite what nobody read.
 */
export function stampContent(path: Buffer, replaced: BigIntStats | undefined): void {
  latest = Math.max(performance.timeOrigin + performance.now(), latest + STEP_MS);
  const before = replaced === undefined ? 0 : Number(replaced.mtimeNs) / 1e6;
  const seconds = Math.max(latest, before + STEP_MS) / 1000;
  utimesSync(path, seconds, seconds);
}
