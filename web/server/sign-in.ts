import {
  AuthorizationResponseError,
  type AuthorizationServer,
  allowInsecureRequests,
  authorizationCodeGrantRequest,
  calculatePKCECodeChallenge,
  generateRandomCodeVerifier,
  generateRandomNonce,
  generateRandomState,
  JWT_TIMESTAMP_CHECK,
  None,
  OperationProcessingError,
  processAuthorizationCodeResponse,
  ResponseBodyError,
  validateAuthResponse,
} from 'oauth4webapi';
import type { DeployedFront } from '../../core/desk/contract/front.ts';

/** Signing in did not work, in words for whoever tried. */
export class SignInFailed extends Error {
  override readonly name = 'SignInFailed';
}

/** What is kept in the tab while somebody is away to sign in. */
interface Attempt {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  /** Where they were. */
  readonly back: string;
}

const KEPT = 'evencast-sign-in';
/** A service on this machine, which tests sign in at; browsers, too, take what comes from there for as safe as TLS. */
const THIS_MACHINE = '127.0.0.1';

const redirectUri = () => `${location.origin}/`;

/** Goes to the page where people sign in; it leads back to `back`. */
export async function beginSignIn({ clientId, authorizeUrl }: DeployedFront, back: string): Promise<void> {
  const attempt: Attempt = {
    state: generateRandomState(),
    nonce: generateRandomNonce(),
    verifier: generateRandomCodeVerifier(),
    back,
  };
  sessionStorage.setItem(KEPT, JSON.stringify(attempt));
  const url = new URL(authorizeUrl);
  const wanted = {
    response_type: 'code',
    client_id: clientId,
    redirect_uri: redirectUri(),
    scope: 'openid',
    state: attempt.state,
    nonce: attempt.nonce,
    code_challenge: await calculatePKCECodeChallenge(attempt.verifier),
    code_challenge_method: 'S256',
  };
  for (const [name, value] of Object.entries(wanted)) url.searchParams.set(name, value);
  location.assign(url);
}

/**
 * Ends what {@link beginSignIn} began, where the address holds an answer: takes it out of the address at once, checks that this
 * tab asked for it, changes the code into tokens and checks what the ID token says. Answers the access token.
 *
 * @throws SignInFailed
 */
export async function finishSignIn(front: DeployedFront): Promise<string> {
  const answer = new URLSearchParams(location.search);
  const attempt = takeAttempt();
  const isOurs = attempt !== undefined && attempt.state === answer.get('state');
  history.replaceState(null, '', isOurs ? attempt.back : '/');
  if (!isOurs) throw new SignInFailed('The answer belongs to no sign-in that this tab began. Sign in again.');
  try {
    return await tokenFor(front, answer, attempt);
  } catch (error) {
    throw new SignInFailed(inWords(error), { cause: error });
  }
}

/** Ends the session where people sign in, too. */
export function signOut({ clientId, logoutUrl }: DeployedFront): void {
  const url = new URL(logoutUrl);
  url.searchParams.set('client_id', clientId);
  url.searchParams.set('logout_uri', redirectUri());
  location.assign(url);
}

async function tokenFor(front: DeployedFront, answer: URLSearchParams, attempt: Attempt): Promise<string> {
  const server: AuthorizationServer = { issuer: front.issuer, token_endpoint: front.tokenUrl };
  const client = { client_id: front.clientId };
  const { state, nonce, verifier } = attempt;
  const code = validateAuthResponse(server, client, answer, state);
  const given = await authorizationCodeGrantRequest(server, client, None(), code, redirectUri(), verifier, {
    [allowInsecureRequests]: new URL(front.tokenUrl).hostname === THIS_MACHINE,
  });
  const checks = { expectedNonce: nonce, requireIdToken: true };
  return (await processAuthorizationCodeResponse(server, client, given, checks)).access_token;
}

function inWords(error: unknown): string {
  if (error instanceof AuthorizationResponseError)
    return `Signing in was refused: ${error.error_description ?? error.error}.`;
  if (error instanceof ResponseBodyError)
    return 'The answer to signing in could not be used: it is used up or too old. Sign in again.';
  if (!(error instanceof OperationProcessingError)) return 'The page for signing in does not answer. Sign in again.';
  if (error.code === JWT_TIMESTAMP_CHECK)
    return 'The answer to signing in is out of date. Is the clock of this computer right? Then sign in again.';
  return `The answer to signing in is not what was asked for: ${error.message}. Sign in again.`;
}

/** The attempt of this tab, once. */
function takeAttempt(): Attempt | undefined {
  const kept = sessionStorage.getItem(KEPT);
  sessionStorage.removeItem(KEPT);
  // Written by `beginSignIn` alone, in the same tab.
  return kept === null ? undefined : (JSON.parse(kept) as Attempt);
}
