import { EvencastError, isEvencastError } from '../errors.ts';
import type { ActorResult } from '../records/actor-result.ts';
import { actorResults } from '../records/actor-results.ts';
import { parseRecord } from '../records/record-text.ts';
import { type RunRecord, runRecordSchema } from '../records/run-record.ts';
import type { Approval } from './approval.ts';
import { type ApprovalPorts, readApproval } from './decide.ts';

/** A run that waits for a decision, or was decided. */
export interface DecidableRun {
  readonly record: RunRecord;
  readonly approval: Approval;
  readonly actors: readonly ActorResult[];
}

/**
 * A run with the decision it waits for.
 *
 * @throws NotFound where there is no such run; InvalidRequest where it never asked for a decision.
 */
export async function decidableRun(
  { store, layout }: Pick<ApprovalPorts, 'store' | 'layout'>,
  run: string,
  signal?: AbortSignal,
): Promise<DecidableRun> {
  const key = layout.run(run, 'run.json');
  const stored = await store.get(key, { signal }).catch((cause: unknown) => {
    if (!isEvencastError(cause, 'NotFound')) throw cause;
    throw new EvencastError('NotFound', `There is no run ${run} in ${store.place}. See: evencast runs`, { cause });
  });
  const record = parseRecord(runRecordSchema, stored.body, key);
  const approval = await readApproval({ store, layout }, run, signal);
  if (approval === undefined) throw notAsked(record);
  return { record, approval, actors: await Array.fromAsync(actorResults(store, layout, run, signal)) };
}

/** @throws NotFound for names that the run is not about. */
export function checkActors(run: string, named: readonly string[], results: readonly ActorResult[]): void {
  const known = new Set(results.map(({ actor }) => actor));
  const strangers = named.filter((actor) => !known.has(actor));
  if (strangers.length === 0) return;
  const names = strangers.map((name) => JSON.stringify(name)).join(', ');
  throw new EvencastError('NotFound', `Run ${run} is not about ${names}. See: evencast status ${run}`);
}

function notAsked({ run, request }: RunRecord): EvencastError {
  const words =
    request.mode === 'execute'
      ? `Run ${run} has no plans up for a decision yet. See: evencast status ${run}; a run that was stopped goes on with: evencast resume ${run}`
      : `Run ${run} is a dry-run: there is nothing to decide. Start a run that acts with: evencast run --execute`;
  return new EvencastError('InvalidRequest', words);
}
