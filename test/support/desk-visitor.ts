import { expect } from 'vitest';
import { IDEMPOTENCY_HEADER, PLAN_HASH_HEADER, WRITE_TOKEN_HEADER } from '../../core/desk/contract/headers.ts';
import type { PictureSize } from '../../core/desk/contract/images.ts';
import { type Refusal, refusalSchema } from '../../core/desk/contract/refusal.ts';
import { ROUTES, type RouteName } from '../../core/desk/contract/routes.ts';
import type { AnswerOf } from '../../core/ports/desk-actions.ts';
import { type Answered, type Asked, ask } from './ask.ts';

/** What a page sends beside the route. */
export interface Sent {
  readonly id?: string;
  readonly query?: string;
  readonly body?: unknown;
  readonly planHash?: string;
  /** Another one for every write unless told. */
  readonly key?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A page that is signed in at a desk. */
export interface Visitor {
  /** Sends it and answers whatever comes back. */
  raw(name: RouteName, sent?: Sent): Promise<Answered>;
  /** Sends it, and checks that the answer is as the contract says. */
  call<Name extends RouteName>(name: Name, sent?: Sent): Promise<AnswerOf<Name>>;
  /** Sends it, and checks that it is refused as the contract says. */
  refused(name: RouteName, sent?: Sent): Promise<Refusal & { readonly status: number }>;
  /** A page, or where a link leads. */
  get(path: string): Promise<Answered>;
  /** A picture, from where the desk says that it is. */
  picture(size: PictureSize, sha256: string | null | undefined): Promise<Answered>;
  readonly headers: Readonly<Record<string, string>>;
}

let keys = 0;

/** Somebody who came in by `entry`, with a cookie and the token of writes. */
export async function visitor(address: string, entry: string): Promise<Visitor> {
  const opened = await ask(address, { path: entry });
  expect(opened.status).toBe(302);
  const headers = { cookie: (opened.headers['set-cookie'] ?? '').split(';')[0] ?? '' };
  return visitorOver((asked) => ask(address, asked), headers);
}

/** Somebody who is signed in by these headers. @param send reaches the desk, and whatever its links lead to. */
export async function visitorOver(
  send: (asked: Asked) => Promise<Answered>,
  headers: Readonly<Record<string, string>>,
): Promise<Visitor> {
  const session = ROUTES.session.answer.parse((await send({ path: '/api/session', headers })).json());
  const get = (path: string) => send({ path, headers });
  const raw = (name: RouteName, sent: Sent = {}) => {
    const { method, path } = ROUTES[name];
    const { id = '', query = '', body, planHash, key = `key-${++keys}` } = sent;
    const isWrite = method !== 'GET';
    return send({
      method,
      path: `${path.replace(':id', encodeURIComponent(id))}${query}`,
      headers: {
        ...headers,
        ...(isWrite
          ? { [WRITE_TOKEN_HEADER]: session.writeToken, [IDEMPOTENCY_HEADER]: key, 'content-type': 'application/json' }
          : {}),
        ...(planHash === undefined ? {} : { [PLAN_HASH_HEADER]: `"${planHash}"` }),
        ...sent.headers,
      },
      ...(isWrite ? { body: JSON.stringify(body ?? {}) } : {}),
    });
  };
  return {
    raw,
    headers,
    async call(name, sent) {
      const answered = await raw(name, sent);
      expect(answered.status, `${name}: ${answered.text.slice(0, 500)}`).toBeLessThan(300);
      // The table's schema of this very route has just read it.
      return ROUTES[name].answer.parse(answered.json()) as never;
    },
    async refused(name, sent) {
      const answered = await raw(name, sent);
      expect(answered.status, `${name}: ${answered.text.slice(0, 500)}`).toBeGreaterThanOrEqual(400);
      return { ...refusalSchema.parse(answered.json()), status: answered.status };
    },
    get,
    async picture(size, sha256) {
      const asked = await raw('pictures', { query: `?of=${size}/${sha256}` });
      const [link] = asked.status === 200 ? ROUTES.pictures.answer.parse(asked.json()).links : [];
      // One that nobody knows is asked for all the same: nothing may come of it.
      return get(link?.href ?? `/img/${size}/${sha256}`);
    },
  };
}
