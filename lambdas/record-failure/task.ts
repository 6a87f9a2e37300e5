import * as z from 'zod';
import { recordApplied } from '../../core/apply/applied-result.ts';
import { doneSoFar } from '../../core/apply/summary.ts';
import { type ActorOutput, failureInputSchema } from '../../core/contract.ts';
import { openJournal, readJournal } from '../../core/journal/journal-log.ts';
import { journalState } from '../../core/journal/journal-state.ts';
import type { Layout } from '../../core/layout.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { ObjectStore } from '../../core/ports/object-store.ts';
import type { FailedResult } from '../../core/records/actor-result.ts';
import { type Applied, NOTHING_APPLIED } from '../../core/records/applied.ts';
import { recordText } from '../../core/records/record-text.ts';
import { resultTime } from '../../core/records/result-time.ts';
import { spentOn } from '../../core/records/spending.ts';

/** What RecordFailure works with. */
export interface RecordFailurePorts {
  readonly store: ObjectStore;
  readonly layout: Layout;
  readonly clock: Clock;
}

/** What Lambda puts into the Cause of an error: JSON with the message inside. */
const lambdaCauseSchema = z.object({ errorMessage: z.string() });

/**
 * Records what could not be done for an actor and why, so that the rest of the run goes on and the report says so. What was
 * planned and what was done of it stays on record.
 */
export async function recordFailure(
  input: unknown,
  ports: RecordFailurePorts,
  signal: AbortSignal,
): Promise<ActorOutput> {
  const { run, actor, during, error } = failureInputSchema.parse(input);
  const words = causeWords(error.Cause);
  switch (during) {
    case 'planning':
      await recordFailed({ run, actor, error: error.Error, words }, ports, signal);
      break;
    case 'generating': {
      const journal = await openJournal(ports, run, actor, signal);
      await journal.append({ step: 'stopped', why: 'vendor', words });
      break;
    }
    case 'applying': {
      const done = doneSoFar(journalState(await readJournal(ports, run, actor, signal)));
      const failed: Applied = { ...NOTHING_APPLIED, ...done, outcome: 'failed', open: true, words };
      await recordApplied(ports, run, actor, () => failed, signal);
      break;
    }
    case 'rollback':
      await recordApplied(ports, run, actor, (before) => notRolledBack(before, words), signal);
  }
  return { run, actor };
}

/** How far the plan was carried out still stands. */
function notRolledBack(before: Applied | undefined, words: string): Applied {
  return { ...NOTHING_APPLIED, outcome: 'failed', open: true, ...before, notRolledBack: words };
}

interface Failure {
  readonly run: string;
  readonly actor: string;
  readonly error: string;
  readonly words: string;
}

async function recordFailed(
  { run, actor, error, words }: Failure,
  ports: RecordFailurePorts,
  signal: AbortSignal,
): Promise<void> {
  const { store, layout } = ports;
  const at = await resultTime(ports, run, actor, signal);
  const usage = await spentOn(store, layout, run, actor);
  const result: FailedResult = { schema: 1, actor, status: 'failed', at, error, message: words, usage };
  await store.put(layout.runActor(run, actor, 'result.json'), recordText(result), { signal });
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
