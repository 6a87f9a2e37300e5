import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import * as z from 'zod';
import { DESK_OUTPUTS, OUTPUTS } from '../../core/deployed-names.ts';
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
  /** Undefined where the stack has none. */
  readonly desk: DeployedDesk | undefined;
}

/** A deployed review desk, by what its stack names of it. */
export type DeployedDesk = Readonly<Record<keyof typeof DESK_OUTPUTS, string>>;

const outputsSchema = z.object({
  [OUTPUTS.bucket]: z.string(),
  [OUTPUTS.prefix]: z.string().default(''),
  [OUTPUTS.stateMachine]: z.string(),
  [OUTPUTS.decide]: z.string(),
});

const deskSchema = z.object({
  [DESK_OUTPUTS.address]: z.url(),
  [DESK_OUTPUTS.pages]: z.string(),
  [DESK_OUTPUTS.users]: z.string(),
  [DESK_OUTPUTS.client]: z.string(),
  [DESK_OUTPUTS.signIn]: z.url(),
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
    const name = [...Object.values(DESK_OUTPUTS), ...Object.values(OUTPUTS)].find(
      (each) => OutputKey === each || OutputKey.includes(each),
    );
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
  return { stack, bucket, prefix, stateMachine, decideFunction, desk: deskOf(named) };
}

function deskOf(named: readonly (readonly [string, string])[]): DeployedDesk | undefined {
  const { data } = deskSchema.safeParse(Object.fromEntries(named));
  if (data === undefined) return undefined;
  return {
    address: data[DESK_OUTPUTS.address],
    pages: data[DESK_OUTPUTS.pages],
    users: data[DESK_OUTPUTS.users],
    client: data[DESK_OUTPUTS.client],
    signIn: data[DESK_OUTPUTS.signIn],
  };
}
