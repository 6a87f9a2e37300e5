import type { Moment } from '../contract.ts';
import { isEvencastError } from '../errors.ts';
import type { Layout } from '../layout.ts';
import type { ObjectStore } from '../ports/object-store.ts';
import type { ActorResult } from '../records/actor-result.ts';
import { evaluationSchema } from '../records/evaluation.ts';
import { momentName } from '../records/moment.ts';
import { planRecordSchema } from '../records/plan-record.ts';
import { parseRecord } from '../records/record-text.ts';
import { withCorrections } from '../records/with-corrections.ts';
import type { ActorDetails, Look } from './page/page-input.ts';

/** Actors shown with their pictures and changes; those further down have their row in the table and their files. */
const MAX_DETAILED = 500;
/** Bytes of embedded previews, so that a page of hundreds of actors still opens at once: as base64 a third more. */
const MAX_PREVIEW_BYTES = 24 * 2 ** 20;

/** Where the records of a run are read. */
interface Records {
  readonly store: ObjectStore;
  readonly layout: Layout;
  readonly run: string;
  readonly signal: AbortSignal | undefined;
}

/** Bytes of previews that may still be embedded. */
interface Room {
  bytes: number;
}

/** Reads what the report page shows of the actors at the top of the list. */
export async function loadDetails(
  store: ObjectStore,
  layout: Layout,
  run: string,
  rows: readonly ActorResult[],
  signal?: AbortSignal,
): Promise<ReadonlyMap<string, ActorDetails>> {
  const records: Records = { store, layout, run, signal };
  const details = new Map<string, ActorDetails>();
  const room: Room = { bytes: MAX_PREVIEW_BYTES };
  for (const row of rows.filter(({ status }) => status !== 'failed').slice(0, MAX_DETAILED)) {
    const { actor } = row;
    const plan = await readRecord(records, actor, 'plan.json');
    const before = await look(records, actor, 'before', room);
    const after = wasChanged(row) ? await optional(look(records, actor, 'after', room)) : undefined;
    const { plan: planned, basis } = parseRecord(planRecordSchema, plan.body, plan.key);
    const corrected = (seen: Look): Look => ({ ...seen, evaluation: withCorrections(seen.evaluation, basis) });
    const then = after === undefined ? undefined : corrected(after);
    details.set(actor, { ...corrected(before), plan: planned, after: then });
  }
  return details;
}

/** A set that nothing was done to was not looked at again. */
function wasChanged(row: ActorResult): boolean {
  if (row.status === 'failed' || row.applied === undefined) return false;
  const { outcome, added, retired } = row.applied;
  return outcome === 'applied' || outcome === 'partly' || added.length + retired.length > 0;
}

async function readRecord({ store, layout, run, signal }: Records, actor: string, name: string) {
  const key = layout.runActor(run, actor, name);
  return { key, body: (await store.get(key, { signal })).body };
}

async function look(records: Records, actor: string, moment: Moment, room: Room): Promise<Look> {
  const { body, key } = await readRecord(records, actor, momentName(moment, 'evaluation.json'));
  // An empty set has no sheet and so no preview.
  const preview =
    room.bytes > 0 ? await optional(readRecord(records, actor, momentName(moment, 'preview.webp'))) : undefined;
  room.bytes -= preview?.body.length ?? 0;
  return { evaluation: parseRecord(evaluationSchema, body, key), preview: preview?.body };
}

async function optional<T>(reading: Promise<T>): Promise<T | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (isEvencastError(error, 'NotFound')) return undefined;
    throw error;
  }
}
