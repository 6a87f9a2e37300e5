import { SFNClient } from '@aws-sdk/client-sfn';

/** The first try and one more; what was not sent is sent by whoever asks again. */
const MAX_ATTEMPTS = 2;

/** A client for Step Functions; a stand-in is reached by `AWS_ENDPOINT_URL`, as with every client of the SDK. */
export function sfnClient(): SFNClient {
  return new SFNClient({ maxAttempts: MAX_ATTEMPTS });
}
