import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import * as z from 'zod';
import { OUTPUTS } from '../../core/contract.ts';
import { EvencastError } from '../../core/errors.ts';
import { awsError } from './aws-error.ts';

/** What a deployed pipeline consists of, as its stack names it. */
export interface DeployedPipeline {
  readonly stack: string;
  readonly bucket: string;
  /** Folder of the bucket that everything lies in; empty for the bucket itself. */
  readonly prefix: string;
  readonly stateMachine: string;
  readonly decideFunction: string;
}

const outputsSchema = z.object({
  [OUTPUTS.bucket]: z.string(),
  [OUTPUTS.prefix]: z.string().default(''),
  [OUTPUTS.stateMachine]: z.string(),
  [OUTPUTS.decide]: z.string(),
});

/**
 * Finds a deployed pipeline by the name of its stack.
 *
 * @throws NotFound where there is no such stack; InvalidRequest where it is no pipeline of ours; AccessDenied, StoreUnavailable.
 */
export async function deployedPipeline(stack: string): Promise<DeployedPipeline> {
  const client = new CloudFormationClient({ maxAttempts: 2 });
  const answer = await client.send(new DescribeStacksCommand({ StackName: stack })).catch((error: unknown) => {
    if (error instanceof Error && /does not exist/.test(error.message))
      throw new EvencastError(
        'NotFound',
        `There is no stack ${stack} in this account and region. Deploy it with: npx cdk deploy`,
        { cause: error },
      );
    throw awsError(error, `looking at the stack ${stack}`);
  });
  // CDK gives an output inside a construct that one's name as a prefix and a hash as an ending.
  const named = (answer.Stacks?.[0]?.Outputs ?? []).map(({ OutputKey = '', OutputValue = '' }) => {
    const name = Object.values(OUTPUTS).find((each) => OutputKey === each || OutputKey.includes(each));
    return [name ?? OutputKey, OutputValue === '-' ? '' : OutputValue] as const;
  });
  const parsed = outputsSchema.safeParse(Object.fromEntries(named));
  if (!parsed.success)
    throw new EvencastError(
      'InvalidRequest',
      `The stack ${stack} is no Evencast pipeline, or one of another version: it lacks its outputs.`,
    );
  const {
    [OUTPUTS.bucket]: bucket,
    [OUTPUTS.prefix]: prefix,
    [OUTPUTS.stateMachine]: stateMachine,
    [OUTPUTS.decide]: decideFunction,
  } = parsed.data;
  return { stack, bucket, prefix, stateMachine, decideFunction };
}
