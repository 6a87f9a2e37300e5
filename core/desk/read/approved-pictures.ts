import type { ApprovedItem } from '../../approval/approved-items.ts';
import { inFlight } from '../../in-flight.ts';
import type { Layout } from '../../layout.ts';
import type { ObjectStore } from '../../ports/object-store.ts';
import { planRecordSchema } from '../../records/plan-record.ts';
import { parseRecord } from '../../records/record-text.ts';
import { ifDamaged } from './read-run.ts';

const READS_IN_FLIGHT = 16;

/** Pictures that are to be made and to leave. */
export interface ApprovedPictures {
  readonly generate: number;
  readonly retire: number;
}

/** What the approved items of a run come to, in pictures. A plan that does not read counts as nothing. */
export async function approvedPictures(
  { store, layout }: { readonly store: ObjectStore; readonly layout: Layout },
  run: string,
  items: readonly ApprovedItem[],
  signal?: AbortSignal,
): Promise<ApprovedPictures> {
  let [generate, retire] = [0, 0];
  const changesOf = async ({ actor, without }: ApprovedItem) => {
    const key = layout.runActor(run, actor, 'plan.json');
    const record = await store
      .get(key, { signal })
      .then(({ body }) => parseRecord(planRecordSchema, body, key))
      .catch(ifDamaged);
    return (record?.plan.changes ?? []).filter(({ id }) => !without.includes(id));
  };
  for await (const changes of inFlight(items, READS_IN_FLIGHT, changesOf))
    for (const { kind } of changes) {
      if (kind === 'generate') generate += 1;
      else retire += 1;
    }
  return { generate, retire };
}
