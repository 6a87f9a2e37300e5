import { carryOver } from '../../core/approval/carry-over.ts';
import { openApproval } from '../../core/approval/decide.ts';
import { noteWaiting } from '../../core/approval/waiting-runs.ts';
import { requestApprovalInputSchema } from '../../core/contract.ts';
import { EvencastError } from '../../core/errors.ts';
import type { Layout } from '../../core/layout.ts';
import type { ApprovalDesk } from '../../core/ports/approval-desk.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { ObjectStore } from '../../core/ports/object-store.ts';
import { actorResults } from '../../core/records/actor-results.ts';
import { parseRecord } from '../../core/records/record-text.ts';
import { runRecordSchema } from '../../core/records/run-record.ts';
import { reviewOf } from '../../core/report/review-of.ts';
import { writeReport } from '../../core/report/write-report.ts';

/** What Request approval works with. */
export interface RequestApprovalPorts {
  readonly store: ObjectStore;
  readonly layout: Layout;
  readonly clock: Clock;
  readonly desk: ApprovalDesk;
}

/**
 * Opens the one approval of the run, writes the report that is decided by, and calls those who decide.
 *
 * @throws AlreadyDecided where a wait was begun (anew) for what is decided: nobody would end it, so it must not begin.
 */
export async function requestApproval(
  input: unknown,
  ports: RequestApprovalPorts,
  signal: AbortSignal,
): Promise<Record<string, never>> {
  const { run, token } = requestApprovalInputSchema.parse(input);
  const { store, layout, desk } = ports;
  const runKey = layout.run(run, 'run.json');
  const { config, place, request } = parseRecord(runRecordSchema, (await store.get(runKey, { signal })).body, runKey);
  const results = await Array.fromAsync(actorResults(store, layout, run, signal));
  const { totals, planHash } = await reviewOf(results);
  const approval = await openApproval(ports, run, { planHash, hours: config.approval.timeoutHours, token }, signal);
  const from = request.decisionsFrom;
  if (from !== undefined && approval.state === 'pending')
    await carryOver(ports, { from, to: run, planHash, actors: results.map(({ actor }) => actor) }, signal);
  await writeReport(ports, run, signal);
  if (approval.state !== 'pending' && token !== undefined) throw alreadyDecided(run);
  // Where somebody else ends the wait nobody sits beside it: the sweep tells how long it has lasted.
  if (token !== undefined) await noteWaiting(ports, run, signal);
  if (approval.state === 'pending')
    await desk.call({ approval, totals, place, budgetUsd: config.limits.budgetUsd }, signal);
  return {};
}

function alreadyDecided(run: string): EvencastError {
  return new EvencastError('AlreadyDecided', `Run ${run} is decided already; there is nothing to wait for.`);
}
