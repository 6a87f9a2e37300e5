import {
  DescribeExecutionCommand,
  DescribeStateMachineCommand,
  paginateListExecutions,
  SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import * as z from 'zod';
import { until } from './until.ts';

/** How an execution ended, as the console shows it. */
export interface Ending {
  readonly status: string;
  readonly error: string;
  readonly cause: string;
}

/** The state machine as people use it from the console. */
export interface Machine {
  /** Starts an execution with this text as its input. */
  start(name: string, input: string): Promise<void>;
  /** Waits until it has ended. @param seconds it may take, 120 unless told. */
  ended(name: string, seconds?: number): Promise<Ending>;
  /** Names of all executions, the newest first. */
  names(): Promise<readonly string[]>;
  /** Name of the function that a state calls. */
  functionOf(state: string): Promise<string>;
}

/** Talks to the place of the environment. */
export function machineOf(arn: string): Machine {
  const client = new SFNClient({});
  const executionArn = (name: string) => `${arn.replace(':stateMachine:', ':execution:')}:${name}`;
  return {
    start: async (name, input) => {
      await client.send(new StartExecutionCommand({ stateMachineArn: arn, name, input }));
    },
    ended: (name, seconds = 120) =>
      until(`the end of execution ${name}`, seconds, async () => {
        const command = new DescribeExecutionCommand({ executionArn: executionArn(name) });
        const { status = '', error = '', cause = '' } = await client.send(command);
        return status === 'RUNNING' ? undefined : { status, error, cause };
      }),
    names: async () => {
      const names: string[] = [];
      for await (const { executions = [] } of paginateListExecutions({ client }, { stateMachineArn: arn }))
        names.push(...executions.map(({ name = '' }) => name));
      return names;
    },
    functionOf: async (state) => {
      const { definition = '' } = await client.send(new DescribeStateMachineCommand({ stateMachineArn: arn }));
      return functionIn(JSON.parse(definition), state) ?? '';
    },
  };
}

const stateSchema = z.looseObject({ Resource: z.string() });

/** States lie inside those that go over actors. */
function functionIn(part: unknown, state: string): string | undefined {
  if (typeof part !== 'object' || part === null) return undefined;
  for (const [name, value] of Object.entries(part)) {
    const called = name === state ? stateSchema.safeParse(value).data?.Resource : functionIn(value, state);
    if (called !== undefined) return called.replace(/^.*:function:/, '');
  }
  return undefined;
}
