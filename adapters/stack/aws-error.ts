import { type ErrorName, EvencastError } from '../../core/errors.ts';

const ANSWERS: readonly (readonly [RegExp, ErrorName, string])[] = [
  [/AccessDenied|UnauthorizedOperation/, 'AccessDenied', 'these credentials may not do that; allow it in their policy'],
  [
    /InvalidClientTokenId|UnrecognizedClient|ExpiredToken|CredentialsProviderError|TokenProviderError|SignatureDoesNotMatch/,
    'AccessDenied',
    'sign in (aws sso login), set AWS_PROFILE, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY',
  ],
  [
    /ExecutionDoesNotExist|StateMachineDoesNotExist|ResourceNotFound/,
    'NotFound',
    'it is not there; check the name of the stack and the run',
  ],
  [/ExecutionAlreadyExists/, 'InvalidRequest', 'there is one of that name already; give another --run-id'],
  [/InvalidExecutionInput|InvalidName|ValidationE/, 'InvalidRequest', 'AWS does not accept it'],
  [
    /Throttling|TooManyRequests|ECONN|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|TimeoutError|ServiceUnavailable|InternalFailure/,
    'StoreUnavailable',
    'AWS does not answer just now; check the network, then try again',
  ],
];

/**
 * An error of the AWS SDK in our words; `doing` says what was tried ("starting a run"). What nobody expected comes back as it
 * is.
 */
export function awsError(error: unknown, doing: string): unknown {
  if (error instanceof EvencastError || !(error instanceof Error)) return error;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (/region is missing/i.test(error.message))
    return new EvencastError('InvalidConfig', `Failed ${doing}: the region is not known; set AWS_REGION.`, {
      cause: error,
    });
  const answer = ANSWERS.find(([names]) => names.test(error.name) || names.test(code));
  if (answer === undefined) return error;
  return new EvencastError(answer[1], `Failed ${doing}: ${answer[2]} (${error.name}).`, { cause: error });
}
