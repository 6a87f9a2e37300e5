import { isEvencastError } from '../errors.ts';
import { inFlight } from '../in-flight.ts';
import { NO_USAGE } from '../judging/verdict.ts';
import type { Layout } from '../layout.ts';
import type { ObjectStore } from '../ports/object-store.ts';
import { type ActorResult, actorResultSchema, type FailedResult } from './actor-result.ts';
import { parseRecord } from './record-text.ts';
import { actorItemsSchema } from './run-record.ts';

const NO_RESULT = 'The run ended before it came to this actor. Start it again; what was judged is remembered.';

/** Results read at a time. */
const READS_IN_FLIGHT = 16;

/**
 * How every actor of a run came out, in the order of `actors.json`. Nobody is missing: an actor without a result counts
 * as failed.
 */
export async function* actorResults(
  store: ObjectStore,
  layout: Layout,
  run: string,
  signal?: AbortSignal,
): AsyncGenerator<ActorResult> {
  const actorsKey = layout.run(run, 'actors.json');
  const items = parseRecord(actorItemsSchema, (await store.get(actorsKey, { signal })).body, actorsKey);
  yield* inFlight(items, READS_IN_FLIGHT, async ({ actor }) => {
    const key = layout.runActor(run, actor, 'result.json');
    try {
      return parseRecord(actorResultSchema, (await store.get(key, { signal })).body, key);
    } catch (error) {
      if (isEvencastError(error, 'NotFound')) return failed(actor, 'NoResult', NO_RESULT);
      if (isEvencastError(error, 'RecordCorrupt')) return failed(actor, error.name, error.message);
      throw error;
    }
  });
}

function failed(actor: string, error: string, message: string): FailedResult {
  return { schema: 1, actor, status: 'failed', error, message, usage: NO_USAGE };
}
