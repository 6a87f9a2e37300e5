import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { DeployedFront } from '../../core/desk/contract/front.ts';

/** A stand-in for the service where people sign in: the code flow with PKCE, over real HTTP. Everybody is let in. */
export interface IdentityServer {
  readonly origin: string;
  /** What the desk's `/desk.json` says of it. */
  readonly front: DeployedFront;
  /** Tokens that hold; clearing it ends all sessions. */
  readonly tokens: Set<string>;
  /** What was asked for, by path. */
  readonly asked: URL[];
  /** Refuses the next sign-in with this error. */
  refuse(error: string | undefined): void;
  /** What the next ID tokens say instead of the truth. */
  claim(instead: Readonly<Record<string, unknown>>): void;
  close(): Promise<void>;
}

interface Code {
  readonly challenge: string;
  readonly redirectUri: string;
  readonly nonce: string;
}

const CLIENT = 'the-pages';
/** Seconds that tokens hold. */
const LIFE = 3600;

/** Signs ID tokens as Cognito does, RS256, with a key of its own. */
function tokenSigner(): (claims: Readonly<Record<string, unknown>>) => string {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return (claims) => {
    const signed = `${part({ alg: 'RS256', kid: 'one' })}.${part(claims)}`;
    return `${signed}.${sign('sha256', Buffer.from(signed), privateKey).toString('base64url')}`;
  };
}

/** Starts one on 127.0.0.1. A code works once, for who holds the verifier of its challenge (S256) and names the same address. */
export async function identityServer(): Promise<IdentityServer> {
  const codes = new Map<string, Code>();
  const tokens = new Set<string>();
  const asked: URL[] = [];
  const signedToken = tokenSigner();
  let refusal: string | undefined;
  let lies: Readonly<Record<string, unknown>> = {};

  const idToken = (nonce: string | undefined) => {
    const now = Math.floor(Date.now() / 1000);
    const about = { sub: 'f3c1', token_use: 'id', auth_time: now, iat: now, exp: now + LIFE };
    return signedToken({ iss: origin, aud: CLIENT, nonce, ...about, ...lies });
  };
  const authorize = (url: URL, response: ServerResponse) => {
    const of = (name: string) => url.searchParams.get(name) ?? '';
    const back = new URL(of('redirect_uri'));
    back.searchParams.set('state', of('state'));
    const isFine =
      of('client_id') === CLIENT && of('response_type') === 'code' && of('code_challenge_method') === 'S256';
    if (refusal !== undefined || !isFine) back.searchParams.set('error', refusal ?? 'invalid_request');
    else {
      const code = randomBytes(16).toString('hex');
      codes.set(code, { challenge: of('code_challenge'), redirectUri: of('redirect_uri'), nonce: of('nonce') });
      back.searchParams.set('code', code);
    }
    response.writeHead(302, { location: back.href }).end();
  };
  const token = async (request: IncomingMessage, response: ServerResponse) => {
    const form = new URLSearchParams(await text(request));
    const code = codes.get(form.get('code') ?? '');
    codes.delete(form.get('code') ?? '');
    const challenge = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    const isOurs = code?.challenge === challenge && code.redirectUri === form.get('redirect_uri');
    const isFine = isOurs && form.get('client_id') === CLIENT && form.get('grant_type') === 'authorization_code';
    const given = randomBytes(24).toString('hex');
    if (isFine) tokens.add(given);
    response.writeHead(isFine ? 200 : 400, { 'content-type': 'application/json', 'access-control-allow-origin': '*' });
    response.end(
      JSON.stringify(
        isFine
          ? { access_token: given, id_token: idToken(code.nonce), token_type: 'Bearer', expires_in: LIFE }
          : { error: 'invalid_grant' },
      ),
    );
  };
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://identity');
    asked.push(url);
    if (url.pathname === '/authorize') authorize(url, response);
    else if (url.pathname === '/token') void token(request, response);
    else response.writeHead(200, { 'content-type': 'text/plain' }).end('signed out');
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  // A listening TCP server's address is an AddressInfo.
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    front: {
      schema: 1,
      mode: 'deployed',
      clientId: CLIENT,
      issuer: origin,
      authorizeUrl: `${origin}/authorize`,
      tokenUrl: `${origin}/token`,
      logoutUrl: `${origin}/logout`,
    },
    tokens,
    asked,
    refuse: (error) => {
      refusal = error;
    },
    claim: (instead) => {
      lies = instead;
    },
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
