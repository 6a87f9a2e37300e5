import { ExecutionAbortedError, ExecutionError, StateMachine } from 'aws-local-stepfunctions';
import { ERROR_KINDS, type ErrorName, EvencastError } from '../../core/errors.ts';
import { type MachineJson, translateForEngine } from './translate.ts';

/** Runs one task state: gets its input, answers its result. */
export type StateHandler = (input: unknown) => Promise<unknown>;

/** What an execution is given. */
export interface Execution {
  /** The definition as it is deployed. */
  readonly definition: unknown;
  /** The execution's name, which is that of the run where it starts one. */
  readonly name: string;
  /** Which process this is: holds the leases on the sets that the run changes. */
  readonly holder: string;
  readonly input: unknown;
  /** By state name. */
  readonly handlers: Readonly<Record<string, StateHandler>>;
  readonly signal: AbortSignal;
  /** Milliseconds between tries instead of what the definition says; for tests, which never wait. */
  readonly retryPause?: number | undefined;
}

/**
 * Runs the deployed definition on this machine.
 *
 * @returns the machine's output.
 * @throws EvencastError as a task threw it; Cancelled when the signal ended the run.
 */
export async function runMachine(execution: Execution): Promise<unknown> {
  const { name, holder, input, handlers, signal, retryPause } = execution;
  const { definition, machine } = machineOf(execution.definition);
  const underWay = new UnderWay(signal);
  const running = machine.run(input as Parameters<StateMachine['run']>[0], {
    // A task's result is JSON by construction; the engine's JSONValue type cannot say so for ours.
    overrides: {
      taskResourceLocalHandlers: underWay.watching(handlers) as unknown as EngineHandlers,
      retryIntervalOverrides: retryPause === undefined ? {} : pauses(definition, retryPause),
    },
    context: { Execution: { Name: name, Id: holder } },
  });
  const stop = () => running.abort();
  signal.addEventListener('abort', stop, { once: true });
  if (signal.aborted) stop();
  void drain(running.eventLogs);
  try {
    return await running.result;
  } catch (error) {
    throw asRunError(error);
  } finally {
    signal.removeEventListener('abort', stop);
    // A stopped machine lets go of its tasks at once; they end by the signal, each with its files whole.
    await underWay.ended();
  }
}

interface Machine {
  /** As translated. */
  readonly definition: MachineJson;
  readonly machine: StateMachine;
}

/** By definition: the engine takes longer to check one than to run it over a small set. */
const machines = new WeakMap<object, Machine>();

function machineOf(deployed: unknown): Machine {
  const known = typeof deployed === 'object' && deployed !== null ? machines.get(deployed) : undefined;
  if (known !== undefined) return known;
  const definition = translateForEngine(deployed);
  // The engine's type spells out the whole language; what it is given was checked by the translation.
  const machine = new StateMachine(definition as unknown as ConstructorParameters<typeof StateMachine>[0], {
    validationOptions: { checkArn: false },
  });
  const made = { definition, machine };
  if (typeof deployed === 'object' && deployed !== null) machines.set(deployed, made);
  return made;
}

/** The tasks under way. After a stop none begins any more, and whoever waits for the last to end leaves nothing running. */
class UnderWay {
  readonly #tasks = new Set<Promise<unknown>>();
  readonly #signal: AbortSignal;

  constructor(signal: AbortSignal) {
    this.#signal = signal;
  }

  watching(handlers: Execution['handlers']): Execution['handlers'] {
    const watched =
      (handler: StateHandler): StateHandler =>
      async (input) => {
        this.#signal.throwIfAborted();
        const task = handler(input);
        this.#tasks.add(task);
        try {
          return await task;
        } finally {
          this.#tasks.delete(task);
        }
      };
    return Object.fromEntries(Object.entries(handlers).map(([state, handler]) => [state, watched(handler)]));
  }

  async ended(): Promise<void> {
    await Promise.allSettled(this.#tasks);
  }
}

type RunOptions = NonNullable<Parameters<StateMachine['run']>[1]>;
type EngineHandlers = NonNullable<NonNullable<RunOptions['overrides']>['taskResourceLocalHandlers']>;

/** The engine queues an event for every step until somebody takes it. */
async function drain(events: AsyncIterable<unknown>): Promise<void> {
  for await (const _ of events);
}

function pauses(machine: MachineJson, ms: number): Record<string, number> {
  return Object.fromEntries(stateNames(machine).map((name) => [name, ms]));
}

/** The names of all states, those inside Maps too. */
function stateNames(machine: MachineJson): readonly string[] {
  return Object.entries(machine.States).flatMap(([name, state]) => {
    const inner = state['ItemProcessor'] as MachineJson | undefined;
    return inner === undefined ? [name] : [name, ...stateNames(inner)];
  });
}

function asRunError(error: unknown): EvencastError {
  if (error instanceof ExecutionAbortedError) {
    return new EvencastError('Cancelled', 'The run was stopped.');
  }
  const cause = error instanceof ExecutionError ? error.cause : error;
  if (cause instanceof EvencastError) return cause;
  const name = cause instanceof Error && cause.name in ERROR_KINDS ? (cause.name as ErrorName) : 'Internal';
  return new EvencastError(name, cause instanceof Error ? cause.message : String(cause), { cause });
}
