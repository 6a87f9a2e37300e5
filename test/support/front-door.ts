import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { FRONT_PATH } from '../../core/desk/contract/front.ts';
import type { Answered } from './ask.ts';
import { sendPage } from './built-pages.ts';
import { apiEvent, type Claims, fromApi } from './http-api.ts';
import type { IdentityServer } from './identity-server.ts';
import { type Listening, listening } from './listening.ts';

/** What stands behind the one address of a deployed desk. */
export interface BehindDoor {
  /** The desk's function. */
  readonly answer: (event: unknown) => Promise<unknown>;
  /** What S3 answers to a signed link. */
  readonly opened: (href: string) => Promise<Answered>;
}

/** The front door of a deployed desk, over HTTP. */
export interface FrontDoor {
  readonly address: string;
  /** Where the links of pictures lead: another origin, as S3 is. */
  readonly pictures: string;
  /** Whoever comes from now on is answered by this. */
  serve(behind: BehindDoor): void;
  close(): Promise<void>;
}

/**
 * What CloudFront, the HTTP API and S3 do before a desk's function: the built pages with the headers of the stack's policy,
 * `/desk.json`, `/api/*` as events with the claims of a token that the identity server gave, and nothing for any other token.
 *
 * @param claims of whoever has signed in.
 */
export async function frontDoor(identity: IdentityServer, claims: Claims): Promise<FrontDoor> {
  let behind: BehindDoor | undefined;
  const bucket = await listening(async (request, response) => {
    const found = await behind?.opened(`${bucket.origin}${request.url}`);
    response.writeHead(found?.status ?? 503, found?.headers).end(found?.bytes);
  });
  const claimsOf = ({ authorization = '' }: IncomingMessage['headers']) =>
    identity.tokens.has(authorization.replace(/^Bearer /, '')) ? claims : undefined;
  const api = async (request: IncomingMessage, response: ServerResponse) => {
    const found = claimsOf(request.headers);
    if (found === undefined) return json(response, 401, { message: 'Unauthorized' });
    const answered = fromApi(await behind?.answer(apiEvent(await askedBy(request), found)));
    response.writeHead(answered.status, answered.headers).end(answered.bytes);
  };
  const door: Listening = await listening((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://desk');
    if (pathname === FRONT_PATH) return json(response, 200, identity.front);
    if (pathname.startsWith('/api/')) return api(request, response);
    return sendPage(response, pathname, { pictures: bucket.origin, signIn: identity.origin });
  });
  return {
    address: door.origin,
    pictures: bucket.origin,
    serve: (next) => {
      behind = next;
    },
    close: async () => {
      await Promise.all([door.close(), bucket.close()]);
    },
  };
}

function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(JSON.stringify(body));
}

/** A request as the HTTP API gets it from CloudFront: without the viewer's host. */
async function askedBy(request: IncomingMessage) {
  const { method = 'GET', url: path = '/' } = request;
  const headers = Object.entries(request.headers).flatMap(([name, value]): [string, string][] =>
    name === 'host' || value === undefined ? [] : [[name, String(value)]],
  );
  const body = await text(request);
  return { method, path, headers: Object.fromEntries(headers), ...(body === '' ? {} : { body }) };
}
