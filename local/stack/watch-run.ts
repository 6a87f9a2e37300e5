import type { Execution, ExecutionState, Executions } from '../../adapters/stack/executions.ts';
import { EvencastError } from '../../core/errors.ts';
import type { Clock } from '../../core/ports/clock.ts';

export type { ExecutionState } from '../../adapters/stack/executions.ts';

/** How long between two looks, in milliseconds: Step Functions allows more, and people see no finer. */
const LOOK_EVERY_MS = 2_000;

/** What watching works with. */
export interface WatchPorts {
  readonly executions: Executions;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Hears every look. */
  readonly tell: (state: ExecutionState) => void;
  /** Whether watching may end while the execution goes on: it waits for a person. */
  readonly isWaiting: () => Promise<boolean>;
}

/**
 * Watches an execution until it ends, or waits for a person's decision.
 *
 * @throws NotFound where nothing ever ran under that name.
 */
export async function watchRun(run: string, ports: WatchPorts): Promise<ExecutionState> {
  const { executions, clock, signal, tell, isWaiting } = ports;
  const execution = await executions.lastOf(run);
  if (execution === undefined)
    throw new EvencastError(
      'NotFound',
      `Nothing has been started under ${run} lately. See: evencast runs --stack NAME`,
    );
  for (;;) {
    signal.throwIfAborted();
    const state = await looked(executions, execution);
    tell(state);
    if (state.status !== 'running' || (await isWaiting())) return state;
    await clock.sleep(LOOK_EVERY_MS, signal);
  }
}

/** One look that failed is no reason to stop watching: the run goes on without us. */
async function looked(executions: Executions, execution: Execution): Promise<ExecutionState> {
  try {
    return await executions.look(execution);
  } catch (error) {
    if (error instanceof EvencastError && error.kind === 'transient')
      return { status: 'running', error: undefined, maps: [] };
    throw error;
  }
}
