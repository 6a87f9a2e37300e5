import { type ErrorName, EvencastError } from '../../core/errors.ts';

const DENIED =
  /^(AccessDenied\w*|AuthorizationError\w*|UnrecognizedClientException|InvalidSignatureException|ExpiredToken\w*)$/;
const SLOWLY = /^(Throttl\w*|TooManyRequests\w*|RequestLimitExceeded|ExecutionLimitExceeded)$/;
const NETWORK = /^(E(CONN|HOST|NET|PIPE|AI_|NOTFOUND|TIMEDOUT)\w*|TimeoutError)$/;

/**
 * An error of an AWS service other than S3 in our words; `doing` says what was tried ("reading the secret x"). A cancelled
 * call gives the signal's reason. What nobody expected comes back as it is.
 */
export function awsError(error: unknown, doing: string, signal?: AbortSignal): unknown {
  if (signal?.aborted) return signal.reason;
  if (error instanceof EvencastError || !(error instanceof Error)) return error;
  const answer = verdictOn(error);
  if (answer === undefined) return error;
  const [name, words] = answer;
  return new EvencastError(name, `Failed ${doing}: ${words} (${error.name}).`, { cause: error });
}

function verdictOn(error: Error): readonly [ErrorName, string] | undefined {
  if (DENIED.test(error.name))
    return ['AccessDenied', 'this function’s role may not do that; deploy the stack anew, and look at its policies'];
  if (SLOWLY.test(error.name)) return ['RateLimited', 'AWS asks to slow down; try again later'];
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (NETWORK.test(error.name) || NETWORK.test(code) || statusOf(error) >= 500)
    return ['StoreUnavailable', 'AWS does not answer just now; try again'];
  return undefined;
}

function statusOf(error: Error): number {
  const metadata = '$metadata' in error ? error.$metadata : undefined;
  const status =
    typeof metadata === 'object' && metadata !== null && 'httpStatusCode' in metadata ? metadata.httpStatusCode : 0;
  return typeof status === 'number' ? status : 0;
}
