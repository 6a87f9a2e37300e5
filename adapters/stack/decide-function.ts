import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { type DecideInput, type DecideOutput, decideOutputSchema } from '../../core/contract.ts';
import { EvencastError } from '../../core/errors.ts';
import { awsError } from './aws-error.ts';

/**
 * Has the deployed pipeline take a decision.
 *
 * @throws AccessDenied for credentials that may not decide; Internal where the function broke.
 */
export async function callDecideFunction(name: string, input: DecideInput): Promise<DecideOutput> {
  const client = new LambdaClient({ maxAttempts: 2 });
  try {
    const { Payload, FunctionError } = await client.send(
      new InvokeCommand({ FunctionName: name, Payload: JSON.stringify(input) }),
    );
    const text = new TextDecoder().decode(Payload);
    if (FunctionError !== undefined)
      throw new EvencastError(
        'Internal',
        `The decide function ${name} failed; look into its log. Nothing was decided by this call.`,
        { cause: new Error(text) },
      );
    return decideOutputSchema.parse(JSON.parse(text));
  } catch (error) {
    throw awsError(error, `deciding about run ${input.run}`);
  }
}

/** Who these credentials are, for the record of decisions. */
export async function callerName(): Promise<string> {
  try {
    const { Arn } = await new STSClient({ maxAttempts: 2 }).send(new GetCallerIdentityCommand({}));
    return Arn ?? 'unknown caller';
  } catch (error) {
    throw awsError(error, 'asking who you are');
  }
}
