import { type ErrorDetails, type ErrorName, EvencastError } from '../../../core/errors.ts';
import { plainText } from '../../plain-text.ts';
import type { ApiFailure } from './api-failure.ts';
import type { Service } from './service.ts';

/** For whom who is asked: what every message names. */
export interface Scene {
  readonly service: Service;
  readonly model: string;
  readonly actor: string;
}

/** What was asked for: it decides what "not found" and "invalid" are about. */
export type Asked = 'make' | 'prediction' | 'list';

/** An error about a maker and an actor. `words` follow the server's name: "refused the token …". */
export function makerError(name: ErrorName, scene: Scene, words: string, details: ErrorDetails = {}): EvencastError {
  const actor = plainText(scene.actor, 100);
  return new EvencastError(name, `${scene.service.name} ${words} (actor ${actor}).`, {
    ...details,
    actor: scene.actor,
  });
}

/** The failure as an error of the table, in one sentence. Secrets never get here: see {@link ApiFailure}. */
export function failureError(failure: ApiFailure, asked: Asked, scene: Scene): EvencastError {
  const [name, words] = verdictOn(failure, asked, scene);
  return makerError(name, scene, words, {
    cause: new Error(`${failure.status ?? 'no answer'} ${failure.code ?? ''}`.trim()),
  });
}

/**
 * Replicate's words as credit runs low (November 2026): status 429, "Your rate limit for creating predictions is reduced to
 * 6 requests per minute with a burst of 1 requests while you have less than $5.0 in credit."
 */
const LOW_CREDIT = /\bcredits?\b|balance|billing|payment|spend(ing)? limit/i;

/** A version that is gone comes as 422: "The specified version does not exist (or perhaps you don't have permission …)". */
const NO_VERSION = /(version|model).*(does not exist|not found|no longer|disabled|not permitted)/i;

const ADD_CREDIT = 'add credit at replicate.com/account/billing, then run again';

function verdictOn(failure: ApiFailure, asked: Asked, scene: Scene): readonly [ErrorName, string] {
  const { status, words, retryAfterMs } = failure;
  if (status === undefined) return unanswered(failure);
  if (status === 401 || status === 403)
    return ['MakerKeyRefused', `refused the token (${status}); check the API token`];
  if (status === 402) return ['QuotaExhausted', `says that the account has no credit left; ${ADD_CREDIT}`];
  if (status === 429 && LOW_CREDIT.test(words)) {
    return ['QuotaExhausted', `makes hardly any more images because the account’s credit is low; ${ADD_CREDIT}`];
  }
  if (status === 429) {
    const wait = retryAfterMs === undefined ? '' : `, to wait ${Math.ceil(retryAfterMs / 1000)} s`;
    return ['RateLimited', `asks to slow down${wait}; work on fewer actors at once if this goes on`];
  }
  if (status >= 500 || status === 408 || status === 409) {
    return ['MakerUnavailable', `could not answer (${status}); try again later`];
  }
  if (status < 300)
    return ['MakerUnavailable', 'sent a page or half an answer; check the base URL and any proxy before it'];
  if (status < 400) return ['InvalidConfig', `sends elsewhere (${status}); set the base URL to its final address`];
  return refused(failure, asked, scene);
}

function refused({ status, words }: ApiFailure, asked: Asked, scene: Scene): readonly [ErrorName, string] {
  const isGone = status === 404 || status === 410;
  if (asked === 'prediction' && isGone) return ['NotFound', 'does not know this image'];
  if (asked !== 'make') return ['InvalidConfig', `did not understand (${status}: “${words}”); check the base URL`];
  if (isGone || NO_VERSION.test(words)) {
    return [
      'MakerModelUnavailable',
      `does not offer the model ${scene.model} to this token; set another generate.model`,
    ];
  }
  if (status === 413) return ['InvalidConfig', 'found the references too large; lower generate.maxReferences'];
  const where = 'check generate.input, generate.aspect and the inputs that the model lists';
  return ['InvalidConfig', `did not take the input for ${scene.model}: “${words}”; ${where}`];
}

function unanswered({ timedOut, code, words }: ApiFailure): readonly [ErrorName, string] {
  if (timedOut) return ['MakerUnavailable', 'gave no answer in the time there was; try again later'];
  return ['MakerUnavailable', `could not be reached or hung up (${code ?? words}); check the network and the base URL`];
}
