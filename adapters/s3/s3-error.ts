import { S3ServiceException } from '@aws-sdk/client-s3';
import { type ErrorName, EvencastError } from '../../core/errors.ts';

const SIGN_IN =
  'sign in (aws sso login), set AWS_PROFILE, or set AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and, for short-lived keys, AWS_SESSION_TOKEN';
const MAY_NOT =
  'these credentials may not do that there; allow it in their policy, the bucket policy and the key of its encryption (without s3:ListBucket, S3 says this of missing objects too)';

/** What to do, by the name of the error; the names are S3's own, STS's, the SDK's and Node's. */
const ANSWERS: Readonly<Record<string, readonly [ErrorName, string]>> = {
  NoSuchBucket: ['NotFound', 'there is no such bucket; check its name and the account'],
  NoSuchKey: ['NotFound', 'there is no such object'],
  NotFound: ['NotFound', 'there is no such object'],
  PreconditionFailed: ['Conflict', 'it was changed, or is there already; read it again, then decide anew'],
  ConditionalRequestConflict: [
    'Conflict',
    'somebody else is writing it at this moment; read it again, then decide anew',
  ],
  OperationAborted: ['Conflict', 'somebody else is changing it at this moment; read it again, then decide anew'],
  KeyTooLongError: ['InvalidKey', 'the name is longer than the 1,024 bytes that S3 allows; shorten it'],
  InvalidURI: ['InvalidKey', 'S3 does not accept the name; rename it'],
  InvalidObjectState: ['AccessDenied', 'it is archived; restore it first'],
  AccessDenied: ['AccessDenied', MAY_NOT],
  InvalidAccessKeyId: ['AccessDenied', `AWS does not know these credentials; ${SIGN_IN}`],
  SignatureDoesNotMatch: ['AccessDenied', `the secret key does not fit the access key; ${SIGN_IN}`],
  ExpiredToken: ['AccessDenied', `the session is over; ${SIGN_IN}`],
  ExpiredTokenException: ['AccessDenied', `the session is over; ${SIGN_IN}`],
  TokenRefreshRequired: ['AccessDenied', `the session is over; ${SIGN_IN}`],
  InvalidToken: ['AccessDenied', `AWS does not accept the session token; ${SIGN_IN}`],
  RequestTimeTooSkewed: ['AccessDenied', 'the clock of this machine is wrong; set it'],
  CredentialsProviderError: ['AccessDenied', `no AWS credentials were found; ${SIGN_IN}`],
  TokenProviderError: ['AccessDenied', `the session is over; ${SIGN_IN}`],
  PermanentRedirect: ['InvalidConfig', 'the bucket is in another region; set AWS_REGION to it'],
  AuthorizationHeaderMalformed: ['InvalidConfig', 'the bucket is in another region; set AWS_REGION to it'],
  NotImplemented: [
    'InvalidConfig',
    'this stand-in for S3 knows no conditional writes, which Evencast needs; use another',
  ],
  InvalidBucketName: ['InvalidConfig', 'that is no name a bucket can have'],
};

const BY_STATUS: Readonly<Record<number, readonly [ErrorName, string]>> = {
  401: ['AccessDenied', MAY_NOT],
  403: ['AccessDenied', MAY_NOT],
  404: ['NotFound', 'there is no such object'],
  409: ['Conflict', 'somebody else is changing it at this moment; read it again, then decide anew'],
  412: ['Conflict', 'it was changed, or is there already; read it again, then decide anew'],
};

const AGAIN = ['StoreUnavailable', 'S3 does not answer just now; check the network, then try again'] as const;

const NETWORK =
  /^(E(CONN|HOST|NET|PIPE|AI_|NOTFOUND|TIMEDOUT)\w*|TimeoutError|ERR_STREAM_PREMATURE_CLOSE|SlowDown|Throttling\w*|RequestTimeout|RequestTimeTooSlow)$/;
const NOT_S3 = /deserialization error/i;
const NO_REGION = /region is missing/i;

/**
 * An error of the AWS SDK in our words; `doing` says what was tried and names the object ("reading s3://b/k"). A
 * cancelled call gives the signal's reason. What nobody expected comes back as it is.
 *
 * 409 stays a Conflict without another try here: only the caller knows what to read again.
 */
export function s3Error(error: unknown, doing: string, signal?: AbortSignal): unknown {
  if (signal?.aborted) return signal.reason;
  if (error instanceof EvencastError || !(error instanceof Error)) return error;
  const answer = ANSWERS[error.name] ?? byStatus(error) ?? byNetwork(error);
  if (answer === undefined) return error;
  return new EvencastError(answer[0], `Failed ${doing}: ${answer[1]} (${error.name}).`, { cause: error });
}

function byStatus(error: Error): readonly [ErrorName, string] | undefined {
  if (!(error instanceof S3ServiceException)) return undefined;
  const status = error.$metadata.httpStatusCode ?? 0;
  return status >= 500 || status === 429 ? AGAIN : BY_STATUS[status];
}

function byNetwork(error: Error): readonly [ErrorName, string] | undefined {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (NETWORK.test(error.name) || NETWORK.test(code)) return AGAIN;
  if (NOT_S3.test(error.message))
    return ['StoreUnavailable', 'the answer is not one of S3; check AWS_ENDPOINT_URL and proxies'];
  if (NO_REGION.test(error.message)) return ['InvalidConfig', 'the region is not known; set AWS_REGION'];
  return undefined;
}

/** Whether S3 says that there is no such object. A missing bucket is another matter. */
export function isMissing(error: unknown): boolean {
  return error instanceof S3ServiceException && error.name !== 'NoSuchBucket' && error.$metadata.httpStatusCode === 404;
}
