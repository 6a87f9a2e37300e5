import { createHash } from 'node:crypto';
import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { REFUSALS, type Refusal, type RefusalName } from '../../core/desk/contract/refusal.ts';
import { asEvencastError, type ErrorName, type EvencastError } from '../../core/errors.ts';
import type { Refused } from '../../core/ports/desk-actions.ts';

/** What an error of ours is on the desk; the rest by the kind of the error. */
const BY_NAME: Partial<Record<ErrorName, RefusalName>> = {
  NotFound: 'NotFound',
  // A name that no place can hold names nothing that is there.
  InvalidKey: 'NotFound',
  InvalidRequest: 'InvalidRequest',
  AlreadyDecided: 'AlreadyDecided',
  Conflict: 'Busy',
  LeaseLost: 'Busy',
  RecordCorrupt: 'Damaged',
  InvalidManifest: 'Damaged',
  Internal: 'Internal',
};

/** A no as a response. */
export function refusal(c: Context, { refused }: Refused): Response {
  return c.json(refused, REFUSALS[refused.error], { 'cache-control': 'no-store' });
}

/** A thrown error as a no. What is a bug of ours is not told in its own words: they may hold paths. */
export function refusedFor(thrown: unknown): Refused {
  const error: EvencastError = asEvencastError(thrown);
  const name = BY_NAME[error.name] ?? (error.kind === 'input' ? 'InvalidRequest' : 'Unavailable');
  const message =
    name === 'Internal'
      ? 'Something went wrong inside Evencast. The desk goes on; see where it was started.'
      : error.message;
  const refused: Refusal = { error: name, message };
  return { refused };
}

/** JSON with a tag of its content: who has it already is told so and gets nothing. */
export function tagged(c: Context, answer: unknown): Response {
  const text = JSON.stringify(answer);
  const tag = `"${createHash('sha256').update(text).digest('base64url').slice(0, 27)}"`;
  const headers = { etag: tag, 'cache-control': 'private, no-cache' };
  const known = (c.req.header('if-none-match') ?? '').split(',').map((each) => each.trim().replace(/^W\//, ''));
  if (known.includes(tag)) return c.body(null, 304, headers);
  return c.body(text, 200, { ...headers, 'content-type': 'application/json; charset=utf-8' });
}

/** JSON that nobody keeps. */
export function untagged(c: Context, answer: unknown, status: ContentfulStatusCode): Response {
  return c.body(JSON.stringify(answer), status, {
    'cache-control': 'no-store',
    'content-type': 'application/json; charset=utf-8',
  });
}
