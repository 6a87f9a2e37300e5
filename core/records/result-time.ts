import { isEvencastError } from '../errors.ts';
import type { Layout } from '../layout.ts';
import type { Clock } from '../ports/clock.ts';
import type { ObjectStore } from '../ports/object-store.ts';
import { actorResultSchema } from './actor-result.ts';
import { parseRecord } from './record-text.ts';

/**
 * When an actor was through with being looked at: the time of the result that lies there, where one says it, else now. So an
 * actor that is looked at again in the same run keeps its place among what happened.
 *
 * @returns ISO 8601, UTC.
 */
export async function resultTime(
  { store, layout, clock }: { readonly store: ObjectStore; readonly layout: Layout; readonly clock: Clock },
  run: string,
  actor: string,
  signal: AbortSignal,
): Promise<string> {
  const now = new Date(clock.now()).toISOString();
  const key = layout.runActor(run, actor, 'result.json');
  try {
    return parseRecord(actorResultSchema, (await store.get(key, { signal })).body, key).at ?? now;
  } catch (error) {
    if (isEvencastError(error, 'NotFound') || isEvencastError(error, 'RecordCorrupt')) return now;
    throw error;
  }
}
