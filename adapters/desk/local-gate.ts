import { randomBytes, timingSafeEqual } from 'node:crypto';
import { WRITE_TOKEN_HEADER } from '../../core/desk/contract/headers.ts';
import { refuse } from '../../core/desk/refuse.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { Person, Refused } from '../../core/ports/desk-actions.ts';
import type { DeskGate } from './gate.ts';

/** Bytes of a link, a session and a token: 256 bits. */
const SECRET_BYTES = 32;
/** A link that nobody has opened in this time is none any more. */
const LINK_MS = 60_000;
/** A session that nobody has used for this long has ended. */
const SESSION_MS = 12 * 3_600_000;
/** Names by which only this very machine is reached. */
const LOOPBACK: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

/** What the gate of one machine is made with. */
export interface LocalGateOptions {
  readonly person: Person;
  readonly clock: Clock;
  /** Further host names under which the desk is reached, by somebody's express word. */
  readonly allowHosts?: readonly string[] | undefined;
}

/** The gate of one machine. */
export interface LocalGate extends DeskGate {
  /** A path that lets in whoever opens it first, within a minute. */
  newEntry(): string;
}

interface Session {
  readonly writeToken: string;
  usedAt: number;
}

const secret = () => randomBytes(SECRET_BYTES).toString('base64url');

/**
 * The gate of one machine. Any page that a browser shows can send requests to loopback, and any name can be made to lead there;
 * so the host name is checked before everything else, the page's origin must be ours, and a session begins with a link that
 * works once. Cookies are shared by all ports of a host: this desk's has a name of its own, and writes carry a token beside it.
 */
export function localGate({ person, clock, allowHosts = [] }: LocalGateOptions): LocalGate {
  const hosts = new Set([...LOOPBACK, ...allowHosts.map((host) => host.toLowerCase())]);
  const cookie = `evencast-desk-${randomBytes(6).toString('hex')}`;
  const links = new Map<string, number>();
  const sessions = new Map<string, Session>();

  const sessionOf = (request: Request): Session | undefined => {
    const session = sessions.get(cookieOf(request, cookie) ?? '');
    if (session === undefined || clock.now() - session.usedAt > SESSION_MS) return undefined;
    session.usedAt = clock.now();
    return session;
  };
  return {
    admit: (request) => admitted(request, hosts),
    person: async (request) =>
      sessionOf(request) === undefined
        ? refuse('SessionEnded', 'Your session has ended. Start `evencast desk` again.')
        : person,
    writeToken: (request) => sessionOf(request)?.writeToken ?? '',
    mayWrite: (request) => {
      const session = sessionOf(request);
      return session !== undefined && isSame(request.headers.get(WRITE_TOKEN_HEADER) ?? '', session.writeToken);
    },
    newEntry() {
      const link = secret();
      links.set(link, clock.now() + LINK_MS);
      return `/open?t=${link}`;
    },
    entry(request) {
      const { pathname, searchParams } = new URL(request.url);
      if (pathname !== '/open' || request.method !== 'GET') return undefined;
      const link = searchParams.get('t') ?? '';
      const until = links.get(link);
      links.delete(link);
      if (until === undefined || until < clock.now()) return usedUp();
      const id = secret();
      sessions.set(id, { writeToken: secret(), usedAt: clock.now() });
      const set = `${cookie}=${id}; Path=/; HttpOnly; SameSite=Strict`;
      return new Response(null, {
        status: 302,
        headers: { location: '/', 'set-cookie': set, 'cache-control': 'no-store' },
      });
    },
  };
}

/** Host before all: the name may be anybody's, the port may be a forwarded one. Then where the page that asks comes from. */
function admitted(request: Request, hosts: ReadonlySet<string>): Refused | undefined {
  const host = request.headers.get('host') ?? '';
  const name = /^(\[[0-9a-f:]+\]|[^:]+)(:\d{1,5})?$/i.exec(host)?.[1]?.toLowerCase();
  if (name === undefined || !hosts.has(name))
    return refuse('WrongHost', 'This desk is not reached under that name. Open the address that it was started with.');
  const origin = request.headers.get('origin');
  if (origin !== null && !isOwn(origin, host))
    return refuse('WrongOrigin', 'Only the pages of the desk itself may ask it anything.');
  const site = request.headers.get('sec-fetch-site');
  if (site !== null && site !== 'same-origin' && site !== 'none')
    return refuse('WrongOrigin', 'Only the pages of the desk itself may ask it anything.');
  return undefined;
}

function isOwn(origin: string, host: string): boolean {
  return origin === `http://${host}` || origin === `https://${host}`;
}

function isSame(given: string, wanted: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(wanted)];
  return a.length === b.length && timingSafeEqual(a, b);
}

function cookieOf(request: Request, name: string): string | undefined {
  const pairs = (request.headers.get('cookie') ?? '').split(';').map((pair) => pair.trim());
  return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);
}

function usedUp(): Response {
  const words = 'This link was used or is too old. Start `evencast desk` again for a new one.\n';
  const headers = { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' };
  return new Response(words, { status: 401, headers });
}
