import type { Approval } from '../../approval/approval.ts';
import type { KeptRun } from '../../ports/run-keeper.ts';
import type { Report } from '../../records/report.ts';
import type { RunHolder } from '../../records/run-holder.ts';
import type { DeskRunState } from '../contract/run-state.ts';

/** What a run's state follows from. */
export interface RunFacts {
  /** Undefined for a run that did not come to a report. */
  readonly report: Report | undefined;
  readonly approval: Approval | undefined;
  readonly kept: KeptRun | undefined;
  /** The mark of another process that carries it out; undefined where none is known to. */
  readonly held?: Pick<RunHolder, 'doing'> | undefined;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/**
 * Where a run stands: what it does here at this moment, else what its records say. A report that waits is overtaken by the
 * decision, and by the time a decision could be taken in.
 */
export function runStanding({ report, approval, kept, held, now }: RunFacts): DeskRunState {
  // Going on with a run that was rejected only writes its report.
  if (kept !== undefined && kept.doing !== 'ended')
    return kept.doing === 'applying' && approval?.state === 'rejected' ? 'rejected' : kept.doing;
  const elsewhere = held === undefined ? undefined : doingElsewhere(held, report, approval);
  if (elsewhere !== undefined) return elsewhere;
  if (report === undefined) return kept?.problem === undefined || kept.wasStopped ? 'stopped' : 'failed';
  if (report.state !== 'waiting') {
    const { actors, failed } = report.review.totals;
    return report.state === 'planned' && actors > 0 && failed === actors ? 'failed' : report.state;
  }
  // A rejection stands from the moment it was taken; an approval that nothing followed on can be gone on with.
  if (approval?.state === 'approved') return 'stopped';
  if (approval?.state === 'rejected' || approval?.state === 'expired') return approval.state;
  return approval !== undefined && Date.parse(approval.expiresAt) <= now ? 'expired' : 'review';
}

/** What another process does with the run, as far as its records say; undefined where it is at its end, or waits. */
function doingElsewhere(
  { doing }: Pick<RunHolder, 'doing'>,
  report: Report | undefined,
  approval: Approval | undefined,
): 'planning' | 'applying' | 'rolling-back' | undefined {
  if (doing === 'rollback') return 'rolling-back';
  if (approval?.state === 'approved') return 'applying';
  return report === undefined && (approval === undefined || approval.state === 'pending') ? 'planning' : undefined;
}
