import { type EvencastError, isEvencastError } from '../core/errors.ts';
import type { Patience } from '../core/ports/judge.ts';

/** The words of somebody who waits for a vendor, as errors. */
export interface Waiting {
  /** There was no answer in the time there was. */
  readonly tooLate: () => EvencastError;
  /** Somebody ended the wait. */
  readonly cancelled: (reason: unknown) => EvencastError;
}

/** setTimeout takes no more milliseconds; longer times would fire at once. */
const LONGEST_TIMER = 2 ** 31 - 1;

/** Milliseconds left for a request. Throws where nobody waits any more. */
export function timeLeftOf(patience: Patience, now: number, waiting: Waiting): number {
  if (patience.signal.aborted) throw whyStopped(patience.signal, waiting);
  const left = Math.floor(patience.deadline - now);
  if (left < 1) throw waiting.tooLate();
  return Math.min(left, LONGEST_TIMER);
}

/** The error of an aborted signal: its own reason where that is one of ours, else that it is too late, or that it was ended. */
export function whyStopped(signal: AbortSignal, { tooLate, cancelled }: Waiting): EvencastError {
  const reason: unknown = signal.reason;
  if (isEvencastError(reason)) return reason;
  return reason instanceof Error && reason.name === 'TimeoutError' ? tooLate() : cancelled(reason);
}
