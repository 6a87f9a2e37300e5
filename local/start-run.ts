import { resolve } from 'node:path';
import { type RunOutput, runOutputSchema } from '../core/contract.ts';
import { EvencastError, isEvencastError } from '../core/errors.ts';
import { isRunName } from '../core/layout.ts';
import type { RunRequestInput } from '../core/request.ts';
import { embeddedDefinition } from '../lib/embedded-definition.ts';
import { newHolder } from './holder.ts';
import { handlersFor, type StepEvent, type World } from './machine/handlers.ts';
import { runMachine } from './machine/run-machine.ts';
import { markRun } from './mark-run.ts';
import { ensureFolder, type Published, publish } from './output/publish.ts';

/** A run on this machine. */
export interface RunOptions {
  /** The run's name: a new one, or the one that the request goes on with or takes back. */
  readonly run: string;
  readonly request: RunRequestInput;
  /** Folder for the files for people, relative to `cwd`. */
  readonly output: string;
  readonly cwd: string;
  readonly signal: AbortSignal;
  readonly tell: (event: StepEvent) => void;
  /** Hears how many actors the run is about. */
  readonly begun?: ((actors: number) => void) | undefined;
  /** For the report: what to type next. */
  readonly nextCommand?: string | undefined;
  /** See {@link runMachine}. */
  readonly retryPause?: number | undefined;
}

/** How it ended. */
export interface FinishedRun extends RunOutput {
  readonly published: Published;
}

/**
 * Runs the deployed state machine on this machine, over `world`, and writes the files for people. A request that names a run
 * (resume, rollback) goes on with that one.
 *
 * @throws InvalidRequest for a new run's name that is taken; AccessDenied for an output folder that cannot be written, before
 * anything is judged; NotFound and the rest as the tasks say them.
 */
export async function startRun(world: World, options: RunOptions): Promise<FinishedRun> {
  const { run, request, output, cwd, signal, tell, begun, nextCommand, retryPause } = options;
  if (request.run === undefined) await checkRunName(world, run);
  await ensureFolder(resolve(cwd, output));
  const holder = newHolder();
  const marked = markRun(world, { run, holder, doing: request.mode === 'rollback' ? 'rollback' : 'run' });
  const handlers = handlersFor({ ...world, desk: marked.desk }, signal, tell, async (actors) => {
    await marked.begun();
    begun?.(actors);
  });
  try {
    const definition = embeddedDefinition();
    const running = runMachine({ definition, name: run, holder, input: request, handlers, signal, retryPause });
    const finished = runOutputSchema.parse(
      await running.catch((error: unknown) => {
        throw isEvencastError(error, 'Cancelled') ? stopped(run, request) : error;
      }),
    );
    return { ...finished, published: await publish(world, run, resolve(cwd, output), nextCommand) };
  } finally {
    await marked.over();
  }
}

/** What a person should know who has stopped a run. */
function stopped(run: string, { mode = 'dry-run' }: RunRequestInput): EvencastError {
  const words =
    mode === 'dry-run'
      ? 'Nothing was changed; what was judged is remembered, so starting again continues.'
      : mode === 'rollback'
        ? `What was taken back is in its journal. Go on with: evencast rollback ${run}`
        : `What was done so far stands and is in its journal. Go on with: evencast resume ${run}, or take it back with: evencast rollback ${run}`;
  return new EvencastError('Cancelled', `The run was stopped. ${words}`);
}

async function checkRunName({ store, layout }: World, run: string): Promise<void> {
  if (!isRunName(run)) {
    throw new EvencastError(
      'InvalidRequest',
      `${JSON.stringify(run)} cannot name a run: use at most 80 letters, digits, dots, dashes and underscores.`,
    );
  }
  const taken = await store.get(layout.run(run, 'run.json')).then(
    () => true,
    (error: unknown) => {
      if (isEvencastError(error, 'NotFound')) return false;
      throw error;
    },
  );
  if (taken)
    throw new EvencastError(
      'InvalidRequest',
      `There is a run ${run} in ${store.place} already. Give another --run-id.`,
    );
}
