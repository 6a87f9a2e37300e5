import { S3Client } from '@aws-sdk/client-s3';

/** Where S3 is. What is left out comes from where the AWS SDK looks: environment, profile, role. */
export interface S3ClientOptions {
  readonly region?: string | undefined;
  /** A local stand-in for S3, instead of `AWS_ENDPOINT_URL`. */
  readonly endpoint?: string | undefined;
}

// The first try and one more: waiting longer is the state machine's part (docs: retry in one layer only).
const MAX_ATTEMPTS = 2;
const CONNECT_MS = 5_000;
/** Without a byte for this long, a connection is dead. S3 answers within a second, bodies flow steadily. */
const SILENCE_MS = 30_000;

/** An S3 client that gives up soon enough for a task to tell why. */
export function s3Client({ region, endpoint }: S3ClientOptions = {}): S3Client {
  const url = endpoint ?? process.env['AWS_ENDPOINT_URL_S3'] ?? process.env['AWS_ENDPOINT_URL'];
  return new S3Client({
    maxAttempts: MAX_ATTEMPTS,
    requestHandler: { connectionTimeout: CONNECT_MS, socketTimeout: SILENCE_MS },
    // A bucket in another region than the client's is found by asking once more, instead of failing with a redirect.
    followRegionRedirects: true,
    // Stand-ins for S3 know neither trailing checksums nor the newer algorithms; TLS and ETags guard the rest.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    // `bucket.127.0.0.1` is no host name.
    ...(url === undefined || url === '' ? {} : { endpoint: url, forcePathStyle: true }),
    ...(region === undefined ? {} : { region }),
  });
}
