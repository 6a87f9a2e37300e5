import { EvencastError } from '../../../core/errors.ts';
import type { Clock } from '../../../core/ports/clock.ts';
import type { Patience } from '../../../core/ports/judge.ts';
import { timeLeftOf, type Waiting, whyStopped } from '../../patience.ts';
import { plainText } from '../../plain-text.ts';
import { makerError, type Scene } from './failure-error.ts';

function waitingFor(scene: Scene): Waiting {
  const actor = plainText(scene.actor, 100);
  const words = `Making an image was stopped before ${scene.service.name} had answered (actor ${actor}).`;
  return {
    tooLate: () => makerError('MakerUnavailable', scene, 'gave no answer in the time there was; try again later'),
    cancelled: (cause) => new EvencastError('Cancelled', words, { actor: scene.actor, cause }),
  };
}

/** Milliseconds left. Throws where nobody waits any more: Cancelled, or MakerUnavailable after the deadline. */
export function timeLeft(patience: Patience, now: number, scene: Scene): number {
  return timeLeftOf(patience, now, waitingFor(scene));
}

/** The error of an aborted signal: its own reason where that is one of ours, MakerUnavailable for a timeout, or Cancelled. */
export function stopped(signal: AbortSignal, scene: Scene): EvencastError {
  return whyStopped(signal, waitingFor(scene));
}

/** Sleeps; throws as {@link stopped} says when the signal is aborted meanwhile. */
export async function pause(ms: number, clock: Clock, patience: Patience, scene: Scene): Promise<void> {
  try {
    await clock.sleep(ms, patience.signal);
  } catch (error) {
    throw patience.signal.aborted ? stopped(patience.signal, scene) : error;
  }
}

/** A signal for a request that may take `ms`: the caller's own, or a timeout. */
export function signalWithin(ms: number, patience: Patience): AbortSignal {
  return AbortSignal.any([patience.signal, AbortSignal.timeout(ms)]);
}
