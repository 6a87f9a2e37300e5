import type { HANGS, Reply } from './vision-faults.ts';

const JSON_TYPE = { 'content-type': 'application/json' };
const PAGE = '<!doctype html><html><title>Sign in</title><h1>Welcome to our network</h1></html>';

/** An error in Replicate's shape. */
export function problem(status: number, title: string, detail: string, more: object = {}): Reply {
  return { status, headers: JSON_TYPE, body: JSON.stringify({ title, detail, status, ...more }) };
}

/** An answer as Replicate gives it. */
export function json(status: number, value: unknown): Reply {
  return { status, headers: JSON_TYPE, body: JSON.stringify(value) };
}

/** Answers of the API that are none, in Replicate's words where they are known (November 2026). */
export const API_REPLIES = {
  'rate-limited': () => problem(429, '', 'Request was throttled. Your rate limit resets in ~30s.'),
  'rate-limited-for-7s': () => problem(429, '', 'Request was throttled.', { retry_after: 7 }),
  'low-credit': () =>
    problem(
      429,
      '',
      'Request was throttled. Your rate limit for creating predictions is reduced to 6 requests per minute with a burst of 1 requests while you have less than $5.0 in credit. Your rate limit resets in ~5s.',
      { retry_after: 5 },
    ),
  'no-credit': () =>
    problem(
      402,
      'Insufficient credit',
      'You have insufficient credit to run this model. Go to https://replicate.com/account/billing#billing to purchase credit.',
    ),
  // The token is quoted in full, as a careless gateway does.
  'token-refused': ({ authorization }: { authorization: string }) =>
    problem(401, 'Unauthenticated', `You did not pass a valid authentication token: ${authorization}`),
  forbidden: () => problem(403, 'Forbidden', 'You do not have permission to perform this action.'),
  'model-gone': () => problem(404, '', 'The requested resource could not be found.'),
  'version-gone': () =>
    problem(
      422,
      'Invalid version or not permitted',
      "The specified version does not exist (or perhaps you don't have permission to use it?)",
    ),
  'invalid-input': ({ authorization }: { authorization: string }) =>
    problem(422, 'Input validation failed', `- input.aspect_ratio: must be one of "1:1", "3:4" ${authorization}`),
  'too-large': () => problem(413, '', 'Request body too large'),
  'server-error': () => problem(500, 'Internal server error', 'Something went wrong.'),
  unavailable: () => problem(503, 'Service unavailable', 'Try again later.'),
  'html-error': () => ({ status: 502, headers: { 'content-type': 'text/html' }, body: PAGE }),
  html: () => ({ status: 200, headers: { 'content-type': 'text/html' }, body: PAGE }),
  empty: () => ({ status: 200, headers: JSON_TYPE, body: '' }),
  'broken-body': () => ({ status: 201, headers: JSON_TYPE, body: '{"id":"abc","sta' }),
  'other-json': () => json(200, { hello: 'world' }),
  'odd-id': () => json(201, { id: '../../account', status: 'starting' }),
  redirect: () => ({ status: 307, headers: { location: 'http://127.0.0.1:9/v1/predictions' }, body: '' }),
} as const satisfies Record<string, (asked: { authorization: string }) => Reply>;

/**
 * What goes wrong with one request of the API. `lost`: it is carried out, and the connection cut before the answer; `none`:
 * nothing, to let requests pass between faults.
 */
export type ApiFaultName = keyof typeof API_REPLIES | (typeof HANGS)[number] | 'lost' | 'none';

/** A fault, with headers added to its answer. */
export type ApiFault = ApiFaultName | { readonly fault: ApiFaultName; readonly headers: Record<string, string> };

/** What goes wrong with one download of a picture. */
export type PictureFault =
  | 'none'
  | 'gone'
  | 'expired'
  | 'busy'
  | 'empty'
  | 'page'
  | 'gif'
  | 'huge'
  | 'huge-announced'
  | 'stall'
  | 'cut'
  | 'redirect-loop'
  | { readonly redirect: string };

/** Pictures that are none. */
export const PICTURE_REPLIES = {
  gone: () => ({ status: 404, body: 'Not found' }),
  expired: () => ({ status: 403, body: '<Error><Code>AccessDenied</Code></Error>' }),
  busy: () => ({ status: 503, body: '' }),
  empty: () => ({ status: 200, headers: { 'content-type': 'image/jpeg' }, body: '' }),
  page: () => ({ status: 200, headers: { 'content-type': 'image/jpeg' }, body: PAGE }),
  gif: () => ({ status: 200, headers: { 'content-type': 'image/jpeg' }, body: 'GIF89a\u0001' }),
  'redirect-loop': () => ({ status: 302, headers: { location: '/loop' }, body: '' }),
} as const satisfies Record<string, () => Reply>;
