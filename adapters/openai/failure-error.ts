import { type ErrorDetails, type ErrorName, EvencastError } from '../../core/errors.ts';
import { plainText } from '../plain-text.ts';
import type { ApiFailure } from './api-failure.ts';
import type { Service } from './service.ts';

/** About whom who was asked: what every message names. */
export interface Scene {
  readonly service: Service;
  readonly actor: string;
}

/** An error about a judge and an actor. `words` follow the server's name: "refused the key …". */
export function judgeError(name: ErrorName, scene: Scene, words: string, details: ErrorDetails = {}): EvencastError {
  const actor = plainText(scene.actor, 100);
  return new EvencastError(name, `${scene.service.name} ${words} (actor ${actor}).`, {
    ...details,
    actor: scene.actor,
  });
}

/** Codes that say the account is out of money, which waiting does not mend. 402 says it too. */
const NO_MONEY = /insufficient_quota|billing|quota_exceeded|credit|insufficient_(funds|balance)/i;

/** Whether the refusal says that this model is not there, not open to this key, or cannot be asked about images this way. */
export function isModelGone(failure: ApiFailure): boolean {
  const { status, code, words } = failure;
  if (status === 404 || status === 410) return true;
  if (status !== 400 && status !== 403 && status !== 422) return false;
  if (code !== undefined && /^model_|invalid_model/.test(code)) return true;
  const gone =
    /model.*(does(n't| not) exist|not found|not have access|no access|deprecated|decommissioned|retired|shut ?down|no longer)|have access to (this |the )?model|(invalid|unknown) model|not a valid model/i;
  const unfit =
    /(response_format|json_schema|image(_url)?s?\b).*(not supported|only supported by)|not support.*(response_format|json_schema|image)/i;
  return gone.test(words) || unfit.test(words);
}

/** The failure as an error of the table, in one sentence. Secrets never get here: see {@link ApiFailure}. */
export function failureError(failure: ApiFailure, scene: Scene): EvencastError {
  const [name, words] = verdictOn(failure);
  return judgeError(name, scene, words, {
    cause: new Error(`${failure.status ?? 'no answer'} ${failure.code ?? ''}`.trim()),
  });
}

function verdictOn(failure: ApiFailure): readonly [ErrorName, string] {
  const { status, code, words, retryAfterMs } = failure;
  if (status === undefined) return unanswered(failure);
  if (status === 401 || status === 403) {
    return ['JudgeKeyRefused', `refused the key (${reason(status, code)}); check the API key and what it may use`];
  }
  if (status === 402 || (status === 429 && NO_MONEY.test(`${code} ${words}`))) {
    return ['QuotaExhausted', 'says that the account has no quota left; add credit or raise its limit, then run again'];
  }
  if (status === 429) {
    const wait = retryAfterMs === undefined ? '' : `, to wait ${Math.ceil(retryAfterMs / 1000)} s`;
    return ['RateLimited', `asks to slow down${wait}; judge fewer actors at once if this goes on`];
  }
  if (status >= 500 || status === 408 || status === 409) {
    return ['JudgeUnavailable', `could not answer (${reason(status, code)}); try again later`];
  }
  if (status < 400)
    return ['InvalidConfig', `sends elsewhere (${status}); set the judge’s base URL to its final address`];
  return ['JudgeRefused', `did not take the question: “${words}”; check the judge’s model and settings`];
}

function unanswered({ timedOut, unreadable, code, words }: ApiFailure): readonly [ErrorName, string] {
  if (timedOut) return ['JudgeUnavailable', 'gave no answer in the time there was; try again later'];
  if (unreadable) return ['JudgeAnswerInvalid', 'sent half an answer, or one that is not JSON; try again'];
  const why = code ?? words;
  return ['JudgeUnavailable', `could not be reached or hung up (${why}); check the network and the judge’s base URL`];
}

function reason(status: number, code: string | undefined): string {
  return code === undefined ? `${status}` : `${status} ${code}`;
}
