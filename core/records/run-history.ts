import { readApproval } from '../approval/decide.ts';
import { EvencastError, isEvencastError } from '../errors.ts';
import type { Layout } from '../layout.ts';
import type { ObjectStore } from '../ports/object-store.ts';
import type { ActorResult } from './actor-result.ts';
import { actorResults } from './actor-results.ts';
import { parseRecord } from './record-text.ts';
import { type Report, reportSchema } from './report.ts';
import { type RunRecord, runRecordSchema } from './run-record.ts';

/** Where runs lie. */
export interface RunPlace {
  readonly store: ObjectStore;
  readonly layout: Layout;
}

/** A run as it is listed. */
export interface PastRun {
  readonly record: RunRecord;
  /** Undefined for a run that is under way or did not finish. */
  readonly report: Report | undefined;
}

/** A run with how each of its actors came out. */
export interface RunStatus extends PastRun {
  readonly actors: readonly ActorResult[];
}

/** One run. @throws NotFound with what to do. */
export async function pastRun({ store, layout }: RunPlace, run: string): Promise<PastRun> {
  const key = layout.run(run, 'run.json');
  const stored = await store.get(key).catch((error: unknown) => {
    if (!isEvencastError(error, 'NotFound')) throw error;
    throw new EvencastError('NotFound', `There is no run ${run} in ${store.place}. See: evencast runs`, {
      cause: error,
    });
  });
  const reportKey = layout.run(run, 'report.json');
  const report = await store.get(reportKey).catch((error: unknown) => {
    if (isEvencastError(error, 'NotFound')) return undefined;
    throw error;
  });
  return {
    record: parseRecord(runRecordSchema, stored.body, key),
    report: report === undefined ? undefined : parseRecord(reportSchema, report.body, reportKey),
  };
}

/** All runs of a place, the newest last. A folder without a readable run.json is no run. */
export async function pastRuns(place: RunPlace): Promise<readonly PastRun[]> {
  const runs: PastRun[] = [];
  for await (const run of place.store.folders(place.layout.runs)) {
    const found = await pastRun(place, run).catch((error: unknown) => {
      if (isEvencastError(error, 'NotFound') || isEvencastError(error, 'RecordCorrupt')) return undefined;
      throw error;
    });
    if (found !== undefined) runs.push(found);
  }
  return runs.sort((a, b) => (a.record.startedAt < b.record.startedAt ? -1 : 1));
}

/**
 * Whether a run waits for a person: its decision is open, and the report that it is decided by is there. (The report alone does
 * not tell: it stays as it is for a while after the decision.)
 */
export async function waitsForDecision(place: RunPlace, run: string): Promise<boolean> {
  if ((await readApproval(place, run))?.state !== 'pending') return false;
  return (await pastRun(place, run)).report?.state === 'waiting';
}

/** Where each actor of a run stands. */
export async function runStatus(place: RunPlace, run: string): Promise<RunStatus> {
  const past = await pastRun(place, run);
  return { ...past, actors: await Array.fromAsync(actorResults(place.store, place.layout, run)) };
}
