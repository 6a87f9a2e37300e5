import { EvencastError, isEvencastError } from '../../core/errors.ts';

/** Throws once the signal is aborted: its own reason where that is one of ours, else Cancelled. */
export function throwIfStopped(signal: AbortSignal, actor: string): void {
  if (!signal.aborted) return;
  const cause: unknown = signal.reason;
  if (isEvencastError(cause)) throw cause;
  throw new EvencastError('Cancelled', 'Making a stand-in image was stopped before it was done.', { actor, cause });
}
