import { randomBytes } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import * as z from 'zod';

const holderSchema = z.object({ machine: z.string(), pid: z.int().positive(), nonce: z.string() });

/** What identifies the space in which a process id means one process: host, its start, and the container. */
function machineName(): string {
  const read = (look: () => string) => {
    try {
      return look().trim();
    } catch {
      return '';
    }
  };
  const boot = read(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8'));
  const container = read(() => readlinkSync('/proc/self/ns/pid'));
  return [hostname(), boot, container].join('/');
}

/** The name under which this process holds leases; another one for every execution. */
export function newHolder(): string {
  return JSON.stringify({ machine: machineName(), pid: process.pid, nonce: randomBytes(8).toString('hex') });
}

/**
 * Whether the process behind a holder's name has ended: only where that can be known, on this very machine. So a run that
 * was killed can be resumed at once, without waiting for its leases to run out.
 */
export function isGone(holder: string): boolean {
  const here = processHere(holder);
  if (here === undefined) return false;
  try {
    process.kill(here.pid, 0);
    return false;
  } catch (error) {
    // EPERM: it is there and somebody else's.
    return error instanceof Error && 'code' in error && error.code === 'ESRCH';
  }
}

/** Whether a holder's name is of a process on this very machine, whether or not that has ended. */
export function isOnThisMachine(holder: string): boolean {
  return processHere(holder) !== undefined;
}

function processHere(holder: string): { readonly pid: number } | undefined {
  const parsed = holderSchema.safeParse(parsedJson(holder));
  return parsed.success && parsed.data.machine === machineName() ? parsed.data : undefined;
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
