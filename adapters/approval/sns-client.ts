import { SNSClient } from '@aws-sdk/client-sns';

/** The first try and one more; beyond that the state machine waits. */
const MAX_ATTEMPTS = 2;

/** A client for SNS; a stand-in is reached by `AWS_ENDPOINT_URL`, as with every client of the SDK. */
export function snsClient(): SNSClient {
  return new SNSClient({ maxAttempts: MAX_ATTEMPTS });
}
