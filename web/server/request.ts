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

/** Who asks, where people sign in. In memory only: another page cannot read it, and it is gone with this one. */
let accessToken: string | undefined;
let hasEnded = false;
const enders = new Set<() => void>();

/** Takes the token that every call carries from now on. */
export function takeAccessToken(token: string): void {
  accessToken = token;
}

/** Whether the desk has said that the session is over, since somebody came in. */
export const sessionHasEnded = (): boolean => hasEnded;

/** Hears of the end of the session; what it answers stops that. */
export function onSessionEnd(listener: () => void): () => void {
  enders.add(listener);
  return () => enders.delete(listener);
}

function endSession(): void {
  hasEnded = true;
  for (const listener of enders) listener();
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
    response = await fetch(path, {
      ...init,
      headers: signed(init),
      signal,
      credentials: 'same-origin',
      redirect: 'error',
    });
    answer = await response.json();
  } catch (cause) {
    if (init.signal?.aborted === true) throw cause;
    throw new Unreachable('The desk does not answer.', { cause });
  }
  // The same schemas are checked where the answer is written; the page trusts its own server.
  if (response.ok) return answer as T;
  if (response.status === 401) endSession();
  if (isRefusal(answer)) throw new Refused(response.status, answer);
  // What stands before a deployed desk has a no of its own.
  if (response.status === 401) throw new Refused(401, { error: 'SessionEnded', message: 'Your session has ended.' });
  throw new Unreachable(`The desk answered ${response.status} without a reason.`);
}

function signed({ headers }: RequestInit): Headers {
  const all = new Headers(headers);
  if (accessToken !== undefined) all.set('authorization', `Bearer ${accessToken}`);
  return all;
}

function isRefusal(answer: unknown): answer is Refusal {
  return typeof answer === 'object' && answer !== null && 'error' in answer && 'message' in answer;
}
