import { readApproval } from '../../core/approval/decide.ts';
import { isEvencastError } from '../../core/errors.ts';
import type { PastRun } from '../../core/records/run-history.ts';
import { isAtWork, readRunHolder } from '../../core/records/run-holder.ts';
import { resumeCommand } from '../../core/report/commands.ts';
import { isGone, isOnThisMachine } from '../../local/holder.ts';
import type { Place } from '../../local/places/open-place.ts';
import type { Io } from '../io.ts';

/**
 * Where a run stands that is not at its end: carried out by another process, or stopped and how to go on. Nothing for a run
 * that is over, or waits for a decision.
 *
 * @param isDeployed its executions are the stack's, and leave no mark.
 */
export async function standingLines(
  place: Place,
  past: PastRun,
  isDeployed: boolean,
  { clock }: Pick<Io, 'clock'>,
): Promise<readonly string[]> {
  const { run, request } = past.record;
  const mark = await readRunHolder(place, run);
  if (isAtWork(mark, clock.now(), isGone)) {
    const where = isOnThisMachine(mark.holder) ? 'on this machine' : 'on another machine';
    const what = mark.doing === 'rollback' ? 'being taken back' : 'under way';
    return [`It is ${what} in another process ${where}, since ${new Date(mark.begunAt).toISOString()}.`];
  }
  if (!(await isUnfinished(place, past))) return [];
  if (isDeployed) return ['Not finished: it is still under way in the stack, or it was stopped.'];
  if (request.mode !== 'execute')
    return ['It was stopped before it was through. Nothing was changed; start a new run.'];
  return [`It was stopped before it was through. Go on with it: ${resumeCommand(run)}`];
}

/** Without a report, or with the one that waits although the decision was to carry it out. */
async function isUnfinished(place: Place, { record, report }: PastRun): Promise<boolean> {
  if (report === undefined) return true;
  if (report.state !== 'waiting') return false;
  const approval = await readApproval(place, record.run).catch((error: unknown) => {
    if (isEvencastError(error, 'RecordCorrupt')) return undefined;
    throw error;
  });
  return approval?.state === 'approved';
}
