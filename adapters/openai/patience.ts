import { EvencastError, isEvencastError } from '../../core/errors.ts';
import type { Patience } from '../../core/ports/judge.ts';
import { plainText } from '../plain-text.ts';
import { judgeError, type Scene } from './failure-error.ts';

/** setTimeout takes no more milliseconds; longer times would fire at once. */
const LONGEST_TIMER = 2 ** 31 - 1;

/** Milliseconds left for a request. Throws where nobody waits any more: Cancelled, or JudgeUnavailable after the deadline. */
export function timeLeft(patience: Patience, now: number, scene: Scene): number {
  if (patience.signal.aborted) throw stopped(patience.signal, scene);
  const left = Math.floor(patience.deadline - now);
  if (left < 1) throw tooLate(scene);
  return Math.min(left, LONGEST_TIMER);
}

/** The error of an aborted signal: its own reason where that is one of ours, JudgeUnavailable for a timeout, or Cancelled. */
export function stopped(signal: AbortSignal, scene: Scene): EvencastError {
  const reason: unknown = signal.reason;
  if (isEvencastError(reason)) return reason;
  if (reason instanceof Error && reason.name === 'TimeoutError') return tooLate(scene);
  const words = `Judging was stopped before ${scene.service.name} had answered (actor ${plainText(scene.actor, 100)}).`;
  return new EvencastError('Cancelled', words, { actor: scene.actor, cause: reason });
}

function tooLate(scene: Scene): EvencastError {
  return judgeError('JudgeUnavailable', scene, 'gave no answer in the time there was; try again later');
}
