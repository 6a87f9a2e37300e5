import { approvalNeeded } from '../../core/approval/approval-needed.ts';
import { openApproval } from '../../core/approval/decide.ts';
import { type Reviewed, runInputSchema } from '../../core/contract.ts';
import type { Layout } from '../../core/layout.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { ObjectStore } from '../../core/ports/object-store.ts';
import { actorResults } from '../../core/records/actor-results.ts';
import { parseRecord } from '../../core/records/record-text.ts';
import { runRecordSchema } from '../../core/records/run-record.ts';
import { reviewOf } from '../../core/report/review-of.ts';

/** What Review works with. */
export interface ReviewPorts {
  readonly store: ObjectStore;
  readonly layout: Layout;
  readonly clock: Clock;
}

/** Who approved where nobody was to be asked. */
export const NOBODY_ASKED = 'nobody was to be asked';

/** Adds up all plans and says what should happen with them; where nobody is to be asked, they are approved here. */
export async function review(input: unknown, ports: ReviewPorts, signal: AbortSignal): Promise<Reviewed> {
  const { run } = runInputSchema.parse(input);
  const { store, layout } = ports;
  const runKey = layout.run(run, 'run.json');
  const { request, config } = parseRecord(runRecordSchema, (await store.get(runKey, { signal })).body, runKey);
  const results = await Array.fromAsync(actorResults(store, layout, run, signal));
  const { totals, planHash } = await reviewOf(results);
  const approvalSeconds = Math.ceil(config.approval.timeoutHours * 3600);
  if (request.mode !== 'execute' || totals.retire + totals.generate === 0) return { next: 'report', approvalSeconds };
  if (approvalNeeded(request, config.approval, totals)) return { next: 'ask', approvalSeconds };
  const hours = config.approval.timeoutHours;
  await openApproval(ports, run, { planHash, hours, approvedBy: NOBODY_ASKED }, signal);
  return { next: 'decide', approvalSeconds };
}
