import type { Front } from '../../core/desk/contract/front.ts';

/** The front of a deployed desk. */
export type DeployedFront = Extract<Front, { mode: 'deployed' }>;

/** Signing in did not work, in words for whoever tried. */
export class SignInFailed extends Error {
  override readonly name = 'SignInFailed';
}

/** What is kept in the tab while somebody is away to sign in. */
interface Attempt {
  readonly state: string;
  readonly verifier: string;
  /** Where they were. */
  readonly back: string;
}

const KEPT = 'evencast-sign-in';
/** Bytes of a state and a verifier: 256 bits. */
const SECRET_BYTES = 32;

const redirectUri = () => `${location.origin}/`;

/** Goes to the page where people sign in; it leads back to `back`. */
export async function beginSignIn({ clientId, authorizeUrl }: DeployedFront, back: string): Promise<void> {
  const attempt: Attempt = { state: secret(), verifier: secret(), back };
  sessionStorage.setItem(KEPT, JSON.stringify(attempt));
  const challenge = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(attempt.verifier));
  const url = new URL(authorizeUrl);
  const wanted = {
    response_type: 'code',
    client_id: clientId,
    redirect_uri: redirectUri(),
    scope: 'openid',
    state: attempt.state,
    code_challenge: base64url(new Uint8Array(challenge)),
    code_challenge_method: 'S256',
  };
  for (const [name, value] of Object.entries(wanted)) url.searchParams.set(name, value);
  location.assign(url);
}

/**
 * Ends what {@link beginSignIn} began: takes the answer out of the address at once, checks that this tab asked for it, and changes
 * the code into a token. Undefined where the address holds no answer.
 *
 * @throws SignInFailed
 */
export async function finishSignIn(front: DeployedFront): Promise<string | undefined> {
  const answer = new URLSearchParams(location.search);
  const code = answer.get('code');
  if ((code === null && answer.get('error') === null) || answer.get('state') === null) return undefined;
  const attempt = takeAttempt();
  const isOurs = attempt !== undefined && attempt.state === answer.get('state');
  history.replaceState(null, '', isOurs ? attempt.back : '/');
  if (!isOurs) throw new SignInFailed('The answer belongs to no sign-in that this tab began. Sign in again.');
  if (code === null)
    throw new SignInFailed(`Signing in was refused: ${answer.get('error_description') ?? answer.get('error')}.`);
  return tokenFor(front, code, attempt.verifier);
}

/** Ends the session where people sign in, too. */
export function signOut({ clientId, logoutUrl }: DeployedFront): void {
  const url = new URL(logoutUrl);
  url.searchParams.set('client_id', clientId);
  url.searchParams.set('logout_uri', redirectUri());
  location.assign(url);
}

async function tokenFor({ clientId, tokenUrl }: DeployedFront, code: string, verifier: string): Promise<string> {
  const body = new URLSearchParams({
    grant_type: 'authorization_code',
    client_id: clientId,
    redirect_uri: redirectUri(),
    code,
    code_verifier: verifier,
  });
  let answer: unknown;
  try {
    answer = await (await fetch(tokenUrl, { method: 'POST', body, credentials: 'omit' })).json();
  } catch (cause) {
    throw new SignInFailed('The page for signing in does not answer. Sign in again.', { cause });
  }
  if (typeof answer === 'object' && answer !== null && 'access_token' in answer) {
    const { access_token: token } = answer;
    if (typeof token === 'string' && token !== '') return token;
  }
  throw new SignInFailed('The answer to signing in could not be used: it is used up or too old. Sign in again.');
}

/** The attempt of this tab, once. */
function takeAttempt(): Attempt | undefined {
  const kept = sessionStorage.getItem(KEPT);
  sessionStorage.removeItem(KEPT);
  // Written by `beginSignIn` alone, in the same tab.
  return kept === null ? undefined : (JSON.parse(kept) as Attempt);
}

function secret(): string {
  return base64url(crypto.getRandomValues(new Uint8Array(SECRET_BYTES)));
}

function base64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}
