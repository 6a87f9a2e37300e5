import { actorResultSchema } from '../records/actor-result.ts';
import type { Applied } from '../records/applied.ts';
import { parseRecord, recordText } from '../records/record-text.ts';
import { spentOn } from '../records/spending.ts';
import type { ApplyPorts } from './job.ts';

/**
 * Records in the actor's result how carrying its plan out went; the plan's own part of the result stays.
 *
 * @param change makes what is recorded out of what was there.
 */
export async function recordApplied(
  { store, layout }: Pick<ApplyPorts, 'store' | 'layout'>,
  run: string,
  actor: string,
  change: (before: Applied | undefined) => Applied,
  signal?: AbortSignal,
): Promise<void> {
  const key = layout.runActor(run, actor, 'result.json');
  const result = parseRecord(actorResultSchema, (await store.get(key, { signal })).body, key);
  // Only what was planned is carried out, so a failed result has nothing to add to.
  if (result.status === 'failed') return;
  const usage = await spentOn(store, layout, run, actor);
  const whole = { ...result, usage, applied: change(result.applied) };
  await store.put(key, recordText(whole), { contentType: 'application/json', signal });
}
