import * as z from 'zod';
import { DESK_OUTPUTS } from '../../../core/deployed-names.ts';
import type { Claims } from '../../support/http-api.ts';

const PASSWORD = 'Correct-Horse-7-Battery';

/** Asks Cognito of the local endpoint, which checks no signature: it only has to name the service. */
async function ask(action: string, body: unknown): Promise<unknown> {
  const answer = await fetch(process.env['AWS_ENDPOINT_URL'] ?? '', {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': `AWSCognitoIdentityProviderService.${action}`,
      authorization:
        'AWS4-HMAC-SHA256 Credential=test/20260101/us-west-1/cognito-idp/aws4_request, SignedHeaders=host, Signature=0',
    },
    body: JSON.stringify(body),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`Cognito answered ${answer.status} to ${action}: ${text}`);
  return text === '' ? {} : JSON.parse(text);
}

const signedInSchema = z.object({ AuthenticationResult: z.object({ AccessToken: z.string() }) });
const claimsSchema = z.looseObject({ sub: z.string(), username: z.string(), 'cognito:groups': z.string().array() });

/**
 * Adds somebody to the desk's user pool and to a group, as docs/operations.md says, and signs them in. Answers what the access
 * token says, in the form in which the authorizer of an HTTP API hands it on.
 */
export async function signInAt(
  outputs: Readonly<Record<string, string>>,
  user: string,
  group: string,
): Promise<Claims> {
  const UserPoolId = outputs[DESK_OUTPUTS.users];
  await ask('AdminCreateUser', {
    UserPoolId,
    Username: user,
    UserAttributes: [{ Name: 'email', Value: `${user}@example.com` }],
  });
  await ask('AdminSetUserPassword', { UserPoolId, Username: user, Password: PASSWORD, Permanent: true });
  await ask('AdminAddUserToGroup', { UserPoolId, Username: user, GroupName: group });
  const answer = await ask('AdminInitiateAuth', {
    UserPoolId,
    ClientId: outputs[DESK_OUTPUTS.client],
    AuthFlow: 'ADMIN_USER_PASSWORD_AUTH',
    AuthParameters: { USERNAME: user, PASSWORD },
  });
  const { AccessToken } = signedInSchema.parse(answer).AuthenticationResult;
  const payload = Buffer.from(AccessToken.split('.')[1] ?? '', 'base64url').toString('utf8');
  const { sub, username, 'cognito:groups': groups } = claimsSchema.parse(JSON.parse(payload));
  return { sub, username, 'cognito:groups': `[${groups.join(' ')}]` };
}
