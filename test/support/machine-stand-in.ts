import type { Execution, ExecutionState, Executions, ListedExecution } from '../../adapters/stack/executions.ts';
import { asEvencastError, EvencastError } from '../../core/errors.ts';
import { waitsForDecision } from '../../core/records/run-history.ts';
import type { RunRequestInput } from '../../core/request.ts';
import type { World } from '../../local/machine/handlers.ts';
import { startRun } from '../../local/start-run.ts';

interface Running {
  readonly execution: Execution;
  readonly startedAt: number;
  readonly run: string;
  readonly stop: AbortController;
  status: ExecutionState['status'];
  error: string | undefined;
  isWaiting: boolean;
  work: Promise<void>;
}

/** A state machine that works in this process. */
export interface MachineStandIn extends Executions {
  /** Somebody decided: the execution that waits for it goes on. */
  wake(run: string): void;
  /** Resolves when no execution is working; one that waits for a person is not. */
  idle(): Promise<void>;
}

/** Stands in for the deployed state machine: the same definition, run here over a world. */
export function machineStandIn(
  worldOf: (run: string | undefined) => Promise<World>,
  { cwd, output }: { readonly cwd: string; readonly output: string },
): MachineStandIn {
  const all = new Map<string, Running>();
  const carryOut = async (running: Running, request: RunRequestInput) => {
    const { run, stop } = running;
    try {
      const world = await worldOf(request.run);
      await startRun(world, { run, request, output, cwd, signal: stop.signal, tell: () => undefined, retryPause: 0 });
      running.isWaiting = await waitsForDecision(world, run);
      if (!running.isWaiting) running.status = 'succeeded';
    } catch (error) {
      const { name, message } = asEvencastError(error);
      running.status = stop.signal.aborted ? 'aborted' : 'failed';
      running.error = `${name}: ${JSON.stringify({ errorType: name, errorMessage: message })}`;
    }
  };
  const newest = () => [...all.values()].reverse();
  const known = ({ name }: Execution) => {
    const found = all.get(name);
    if (found === undefined) throw new EvencastError('NotFound', `There is no execution ${name}.`);
    return found;
  };
  return {
    async start(name, request) {
      const there = all.get(name);
      if (there?.status === 'running') return there.execution;
      if (there !== undefined) throw new EvencastError('InvalidRequest', `There is an execution ${name} already.`);
      const running: Running = {
        execution: { arn: `arn:aws:states:us-west-1:123456789012:execution:Machine:${name}`, name },
        startedAt: all.size,
        run: request.run ?? name,
        stop: new AbortController(),
        status: 'running',
        error: undefined,
        isWaiting: false,
        work: Promise.resolve(),
      };
      all.set(name, running);
      running.work = carryOut(running, request);
      return running.execution;
    },
    list: async () =>
      newest().map(({ execution, status, startedAt }): ListedExecution => ({ ...execution, status, startedAt })),
    lastOf: async (run) => newest().find((each) => each.run === run)?.execution,
    async look(execution) {
      const { status, error } = known(execution);
      return { status, error, maps: [] };
    },
    async stop(execution) {
      const running = known(execution);
      running.stop.abort(new EvencastError('Cancelled', 'The execution was stopped.'));
      await running.work;
      running.status = 'aborted';
    },
    wake(run) {
      const waiting = newest().find((each) => each.run === run && each.isWaiting);
      if (waiting === undefined) return;
      waiting.isWaiting = false;
      waiting.work = carryOut(waiting, { mode: 'resume', run });
    },
    async idle() {
      await Promise.all([...all.values()].map(({ work }) => work));
    },
  };
}
