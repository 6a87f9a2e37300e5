import { IDEMPOTENCY_HEADER, PLAN_HASH_HEADER, WRITE_TOKEN_HEADER } from '../../core/desk/contract/headers.ts';
import type { Refusal } from '../../core/desk/contract/refusal.ts';
import type { Session } from '../../core/desk/contract/session.ts';

/** The server said no, in its own words. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly status: number;
  readonly refusal: Refusal;

  constructor(status: number, refusal: Refusal) {
    super(refusal.message);
    this.status = status;
    this.refusal = refusal;
  }
}

/** The server could not be reached, or answered with nothing that the desk understands. What was sent may have arrived. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable';
}

/** Where the session is kept that every write needs a token of. */
let writeToken = '';

/** Takes the token that writes carry from now on. */
export function takeWriteToken(token: string): void {
  writeToken = token;
}

/** Longest that an answer may take, in milliseconds: after that it counts as lost. */
const PATIENCE_MS = 20_000;

/** What a write carries beside its body. */
export interface WriteOptions {
  readonly method: 'PUT' | 'POST';
  readonly body?: unknown;
  readonly planHash?: string;
  /** Names the write for good, so that sending it again does nothing more. */
  readonly key?: string;
}

/** Reads a route. @throws Refused, Unreachable */
export async function read<T>(path: string, signal?: AbortSignal): Promise<T> {
  return answerOf<T>(path, signal === undefined ? {} : { signal });
}

/**
 * Writes to a route. A token of a desk that was started anew since is asked for once more, and the write sent again under the
 * same name: another tab may have opened the new one.
 *
 * @throws Refused, Unreachable
 */
export async function write<T>(path: string, options: WriteOptions): Promise<T> {
  const named = { ...options, key: options.key ?? newKey() };
  try {
    return await send<T>(path, named);
  } catch (error) {
    if (!(error instanceof Refused) || error.refusal.error !== 'WrongOrigin') throw error;
    takeWriteToken((await read<Session>('/api/session')).writeToken);
    return send<T>(path, named);
  }
}

async function send<T>(
  path: string,
  { method, body, planHash, key }: WriteOptions & { readonly key: string },
): Promise<T> {
  const headers = new Headers({ 'content-type': 'application/json', [IDEMPOTENCY_HEADER]: key });
  if (writeToken !== '') headers.set(WRITE_TOKEN_HEADER, writeToken);
  if (planHash !== undefined) headers.set(PLAN_HASH_HEADER, `"${planHash}"`);
  return answerOf<T>(path, { method, headers, body: JSON.stringify(body ?? {}) });
}

/** A name for a write that nobody else gives. */
export function newKey(): string {
  return crypto.randomUUID();
}

async function answerOf<T>(path: string, init: RequestInit): Promise<T> {
  const late = AbortSignal.timeout(PATIENCE_MS);
  const signal = init.signal == null ? late : AbortSignal.any([init.signal, late]);
  let response: Response;
  let answer: unknown;
  try {
    response = await fetch(path, { ...init, signal, credentials: 'same-origin', redirect: 'error' });
    answer = await response.json();
  } catch (cause) {
    if (init.signal?.aborted === true) throw cause;
    throw new Unreachable('The desk does not answer.', { cause });
  }
  // The same schemas are checked where the answer is written; the page trusts its own server.
  if (response.ok) return answer as T;
  if (isRefusal(answer)) throw new Refused(response.status, answer);
  throw new Unreachable(`The desk answered ${response.status} without a reason.`);
}

function isRefusal(answer: unknown): answer is Refusal {
  return typeof answer === 'object' && answer !== null && 'error' in answer && 'message' in answer;
}
