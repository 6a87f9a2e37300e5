import {
  DescribeExecutionCommand,
  paginateListExecutions,
  SendTaskFailureCommand,
  SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
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
  /** Ends the wait for a decision as Step Functions does when its time is over. */
  timeOut(token: string): Promise<void>;
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
    timeOut: async (token) => {
      await client.send(new SendTaskFailureCommand({ taskToken: token, error: 'States.Timeout' }));
    },
  };
}
