import {
  DescribeExecutionCommand,
  DescribeMapRunCommand,
  ListExecutionsCommand,
  ListMapRunsCommand,
  SFNClient,
  StartExecutionCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import type { RunRequestInput } from '../../core/request.ts';
import { awsError } from './aws-error.ts';

/** One execution of the deployed state machine. */
export interface Execution {
  readonly arn: string;
  readonly name: string;
}

/** How far a Map over actors is. */
export interface MapProgress {
  readonly name: string;
  readonly done: number;
  readonly failed: number;
  readonly total: number;
}

/** How an execution stands. */
export interface ExecutionState {
  readonly status: 'running' | 'succeeded' | 'failed' | 'timed-out' | 'aborted';
  /** The error's name and words, where it failed. */
  readonly error: string | undefined;
  readonly maps: readonly MapProgress[];
}

const STATUSES: Readonly<Record<string, ExecutionState['status']>> = {
  RUNNING: 'running',
  SUCCEEDED: 'succeeded',
  FAILED: 'failed',
  TIMED_OUT: 'timed-out',
  ABORTED: 'aborted',
  PENDING_REDRIVE: 'running',
};

/** An execution as it is listed. */
export interface ListedExecution extends Execution {
  readonly status: ExecutionState['status'];
  /** Milliseconds since 1970. */
  readonly startedAt: number;
}

/** The executions of one deployed state machine. */
export interface Executions {
  /** The newest 1,000, the newest first. What was begun a moment ago may be missing. */
  list(): Promise<readonly ListedExecution[]>;
  /** @throws InvalidRequest for a name that is taken. */
  start(name: string, request: RunRequestInput): Promise<Execution>;
  /** The last execution about a run: the one of its name, or one that went on with it. */
  lastOf(run: string): Promise<Execution | undefined>;
  look(execution: Execution): Promise<ExecutionState>;
  /** Stops it where it stands. */
  stop(execution: Execution, why: string): Promise<void>;
}

/** Whether an execution is about a run: the one of its name, or one that went on with it. */
export function isAbout({ name }: Execution, run: string): boolean {
  return name === run || name.startsWith(`${run.slice(0, RUN_IN_NAME)}.`);
}

/** Characters of a run's name that one which goes on with it begins with. */
const RUN_IN_NAME = 55;

/** What an execution is called that goes on with a run: its name stays recognisable. */
export function followUpName(run: string, what: 'resume' | 'rollback', id: string): string {
  return `${run.slice(0, RUN_IN_NAME)}.${what}.${id.slice(-12)}`;
}

/**
 * Talks to Step Functions with the credentials of the environment; `AWS_ENDPOINT_URL` is honoured.
 *
 * @param inWords says what is wrong to whoever asks: a person with credentials unless told.
 */
export function executions(
  stateMachine: string,
  inWords: (error: unknown, doing: string) => unknown = awsError,
): Executions {
  const client = new SFNClient({ maxAttempts: 2 });
  const ask = async <T>(doing: string, send: () => Promise<T>): Promise<T> => {
    try {
      return await send();
    } catch (error) {
      throw inWords(error, doing);
    }
  };
  const list = async (): Promise<readonly ListedExecution[]> => {
    const { executions: found = [] } = await client.send(
      new ListExecutionsCommand({ stateMachineArn: stateMachine, maxResults: 1000 }),
    );
    return found
      .map(({ executionArn: arn = '', name = '', status = '', startDate }) => {
        return { arn, name, status: STATUSES[status] ?? 'running', startedAt: Number(startDate) } as const;
      })
      .sort((a, b) => b.startedAt - a.startedAt);
  };
  return {
    list: () => ask('listing runs', list),
    start: (name, request) =>
      ask(`starting ${name}`, async () => {
        const input = JSON.stringify(request);
        const { executionArn = '' } = await client.send(
          new StartExecutionCommand({ stateMachineArn: stateMachine, name, input }),
        );
        return { arn: executionArn, name };
      }),
    lastOf: (run) =>
      ask(`looking for run ${run}`, async () => {
        const last = (await list()).find((each) => isAbout(each, run));
        return last === undefined ? undefined : { arn: last.arn, name: last.name };
      }),
    look: (execution) => ask(`looking at ${execution.name}`, () => look(client, execution)),
    stop: (execution, cause) =>
      ask(`stopping ${execution.name}`, async () => {
        await client.send(new StopExecutionCommand({ executionArn: execution.arn, error: 'Cancelled', cause }));
      }),
  };
}

async function look(client: SFNClient, { arn }: Execution): Promise<ExecutionState> {
  const { status = 'RUNNING', error, cause } = await client.send(new DescribeExecutionCommand({ executionArn: arn }));
  const { mapRuns = [] } = await client.send(new ListMapRunsCommand({ executionArn: arn }));
  const maps: MapProgress[] = [];
  const inOrder = [...mapRuns].sort((a, b) => Number(a.startDate) - Number(b.startDate));
  for (const [index, { mapRunArn }] of inOrder.entries()) {
    const { itemCounts } = await client.send(new DescribeMapRunCommand({ mapRunArn }));
    const { succeeded = 0, failed = 0, total = 0 } = itemCounts ?? {};
    // arn:…:mapRun:MACHINE/LABEL:ID; stand-ins leave the label out.
    const [label = '', id] = decodeURIComponent(mapRunArn?.split('/').at(-1) ?? '').split(':');
    maps.push({ name: id === undefined ? `part ${index + 1}` : label, done: succeeded + failed, failed, total });
  }
  const words = [error, cause].filter((each) => each !== undefined && each !== '').join(': ');
  return { status: STATUSES[status] ?? 'running', error: words === '' ? undefined : words, maps };
}
