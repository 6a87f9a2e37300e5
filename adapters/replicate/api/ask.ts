import type Replicate from 'replicate';
import type { Clock } from '../../../core/ports/clock.ts';
import type { Patience } from '../../../core/ports/judge.ts';
import type { ApiFailure } from './api-failure.ts';
import { type Asked, failureError, makerError, type Scene } from './failure-error.ts';
import { oneRequest } from './one-request.ts';
import { pause, signalWithin, stopped, timeLeft } from './patience.ts';

/** With what the API is asked. */
export interface AskSettings {
  readonly token: string;
  readonly clock: Clock;
}

/** One call of Replicate's client. */
export type Call = (client: Replicate) => Promise<unknown>;

/** Makes a call and answers its JSON, unread; throws the errors of the ImageMaker port, and NotFound for a prediction. */
export type Ask = (asked: Asked, call: Call, scene: Scene, patience: Patience) => Promise<unknown>;

/** Longest time that one request may take, in milliseconds: answers come within a second, references take some to send. */
const LONGEST_REQUEST = 60_000;

/** The longest wait in here, in milliseconds: limits per minute are over by then, and longer ones are the state machine's. */
const LONGEST_WAIT = 60_000;

/** How much time must be left after a wait for asking again to be worth it, in milliseconds. */
const ANSWER_MARGIN = 2_000;

/**
 * A function that asks Replicate's API. It waits once per call, only after a 429 (nothing was done then, so nothing is paid
 * twice), for as long as the server asks and only where the deadline allows it; all else is the state machine's to retry.
 */
export function asker({ token, clock }: AskSettings): Ask {
  return async (asked, call, scene, patience) => {
    checkToken(token, scene);
    for (let waited = false; ; waited = true) {
      const left = timeLeft(patience, clock.now(), scene);
      const request = oneRequest(token, signalWithin(Math.min(left, LONGEST_REQUEST), patience), clock.now);
      const answer = await call(await clientFor(token, scene, request.fetch));
      const failure = request.failure();
      if (failure === undefined) return answer;
      if (patience.signal.aborted) throw stopped(patience.signal, scene);
      const said = failureError(failure, asked, scene);
      if (waited || said.name !== 'RateLimited' || !worthWaiting(failure, patience, clock)) throw said;
      await pause(failure.retryAfterMs ?? 0, clock, patience, scene);
    }
  };
}

/** Loaded when it is first used: a function that makes nothing does not pay for importing it. */
async function clientFor(
  token: string,
  { service }: Scene,
  fetch: (url: Request | string) => Promise<Response>,
): Promise<Replicate> {
  const { default: Replicate } = await import('replicate');
  return new Replicate({ auth: token, baseUrl: service.baseUrl, userAgent: 'evencast', fetch, useFileOutput: false });
}

/** A token with a line break or a smart quote makes fetch throw an error that quotes the whole header. */
function checkToken(token: string, scene: Scene): void {
  if (/^[\x21-\x7e]+$/.test(token)) return;
  const words = 'was not asked: the API token is missing or holds characters no token has; set it again';
  throw makerError('MakerKeyRefused', scene, words);
}

function worthWaiting({ retryAfterMs }: ApiFailure, { deadline }: Patience, clock: Clock): boolean {
  if (retryAfterMs === undefined || retryAfterMs > LONGEST_WAIT) return false;
  return clock.now() + retryAfterMs + ANSWER_MARGIN <= deadline;
}
