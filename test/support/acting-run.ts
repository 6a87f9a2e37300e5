import { runOutputSchema } from '../../core/contract.ts';
import type { RunRequestInput } from '../../core/request.ts';
import { embeddedDefinition } from '../../lib/embedded-definition.ts';
import { handlersFor } from '../../local/machine/handlers.ts';
import { runMachine } from '../../local/machine/run-machine.ts';
import type { TaskWorld } from './task-world.ts';

const definition = embeddedDefinition();
let executions = 0;

/**
 * Runs the whole synthesized state machine over a test's world, as `evencast run` does.
 *
 * @param name the run's name for a new run; of the execution where the request names a run.
 */
export async function act(world: TaskWorld, request: RunRequestInput, name = 'r1', signal?: AbortSignal) {
  const stop = signal ?? new AbortController().signal;
  const output = await runMachine({
    definition,
    name,
    holder: `execution-${++executions}`,
    input: request,
    handlers: handlersFor(world, stop, () => undefined),
    signal: stop,
    retryPause: 0,
  });
  return runOutputSchema.parse(output);
}
