import * as z from 'zod';
import { type ActorInput, failureInputSchema } from '../../core/contract.ts';
import type { Layout } from '../../core/layout.ts';
import type { ObjectStore } from '../../core/ports/object-store.ts';
import type { FailedResult } from '../../core/records/actor-result.ts';
import { recordText } from '../../core/records/record-text.ts';
import { spentOn } from '../../core/records/spending.ts';

/** What RecordFailure works with. */
export interface RecordFailurePorts {
  readonly store: ObjectStore;
  readonly layout: Layout;
}

/** What Lambda puts into the Cause of an error: JSON with the message inside. */
const lambdaCauseSchema = z.object({ errorMessage: z.string() });

/** Records that an actor could not be worked on and why, so that the rest of the run goes on and the report says so. */
export async function recordFailure(
  input: unknown,
  { store, layout }: RecordFailurePorts,
  signal: AbortSignal,
): Promise<ActorInput> {
  const { run, actor, error } = failureInputSchema.parse(input);
  const usage = await spentOn(store, layout, run, actor);
  const result: FailedResult = {
    schema: 1,
    actor,
    status: 'failed',
    error: error.Error,
    message: causeWords(error.Cause),
    usage,
  };
  await store.put(layout.runActor(run, actor, 'result.json'), recordText(result), { signal });
  return { run, actor };
}

/** The message of a cause, whichever engine wrote it. */
function causeWords(cause: string | undefined): string {
  if (cause === undefined || cause === '') return 'No reason was given. Look into the log of the run.';
  try {
    return lambdaCauseSchema.parse(JSON.parse(cause)).errorMessage;
  } catch {
    return cause;
  }
}
