import { isEvencastError } from '../errors.ts';
import type { Layout } from '../layout.ts';
import type { ObjectStore } from '../ports/object-store.ts';
import type { ActorResult } from '../records/actor-result.ts';
import { evaluationSchema } from '../records/evaluation.ts';
import { planRecordSchema } from '../records/plan-record.ts';
import { parseRecord } from '../records/record-text.ts';
import type { ActorDetails } from './page/page-input.ts';

/** Actors shown with their pictures and changes; those further down have their row in the table and their files. */
const MAX_DETAILED = 500;
/** Bytes of embedded previews, so that a page of hundreds of actors still opens at once: as base64 a third more. */
const MAX_PREVIEW_BYTES = 24 * 2 ** 20;

/** Reads what the report page shows of the actors at the top of the list. */
export async function loadDetails(
  store: ObjectStore,
  layout: Layout,
  run: string,
  rows: readonly ActorResult[],
  signal?: AbortSignal,
): Promise<ReadonlyMap<string, ActorDetails>> {
  const details = new Map<string, ActorDetails>();
  let previewBytes = 0;
  for (const row of rows.filter(({ status }) => status !== 'failed').slice(0, MAX_DETAILED)) {
    const read = async (name: string) => {
      const key = layout.runActor(run, row.actor, name);
      return { key, body: (await store.get(key, { signal })).body };
    };
    const evaluation = await read('evaluation.json');
    const plan = await read('plan.json');
    const preview = previewBytes < MAX_PREVIEW_BYTES ? await optional(read('preview.webp')) : undefined;
    previewBytes += preview?.length ?? 0;
    details.set(row.actor, {
      evaluation: parseRecord(evaluationSchema, evaluation.body, evaluation.key),
      plan: parseRecord(planRecordSchema, plan.body, plan.key).plan,
      preview,
    });
  }
  return details;
}

/** An empty set has no sheet and so no preview. */
async function optional(reading: Promise<{ readonly body: Uint8Array }>): Promise<Uint8Array | undefined> {
  try {
    return (await reading).body;
  } catch (error) {
    if (isEvencastError(error, 'NotFound')) return undefined;
    throw error;
  }
}
