import { EvencastError } from '../../core/errors.ts';
import type { Patience } from '../../core/ports/judge.ts';
import { timeLeftOf, type Waiting, whyStopped } from '../patience.ts';
import { plainText } from '../plain-text.ts';
import { judgeError, type Scene } from './failure-error.ts';

function waitingFor(scene: Scene): Waiting {
  const actor = plainText(scene.actor, 100);
  const words = `Judging was stopped before ${scene.service.name} had answered (actor ${actor}).`;
  return {
    tooLate: () => judgeError('JudgeUnavailable', scene, 'gave no answer in the time there was; try again later'),
    cancelled: (cause) => new EvencastError('Cancelled', words, { actor: scene.actor, cause }),
  };
}

/** Milliseconds left. Throws where nobody waits any more: Cancelled, or JudgeUnavailable after the deadline. */
export function timeLeft(patience: Patience, now: number, scene: Scene): number {
  return timeLeftOf(patience, now, waitingFor(scene));
}

/** The error of an aborted signal: its own reason where that is one of ours, JudgeUnavailable for a timeout, or Cancelled. */
export function stopped(signal: AbortSignal, scene: Scene): EvencastError {
  return whyStopped(signal, waitingFor(scene));
}
