import { isUndecided } from '../../approval/approval.ts';
import { type EnteredBatch, foldDecisions } from '../../approval/decisions.ts';
import { inFlight } from '../../in-flight.ts';
import type { AnswerOf, BodyOf, DeskCall, Refused } from '../../ports/desk-actions.ts';
import type { DeskChange, DeskPlan } from '../contract/changes.ts';
import type { Moved } from '../contract/refusal.ts';
import type { DeskWorld } from '../desk-world.ts';
import { TYPED_ABOVE } from '../limits.ts';
import { plannedActor, withChanges } from '../read/changes.ts';
import { wholeLog } from '../read/decision-log.ts';
import { approvalLine, type DeskRun, readRun, rowsOf } from '../read/read-run.ts';
import { refuse } from '../refuse.ts';
import { type ApprovalSummary, approvalSummary } from '../rules/approval-summary.ts';
import { lastWords } from '../rules/last-words.ts';
import { decidedAlready, otherPlans } from './refusals.ts';

const READS_IN_FLIGHT = 8;

/**
 * Approves what was decided in a run and nothing else, and has it carried out. One of several who approve at once wins whole;
 * who sends the same again hears so.
 */
export async function approveRun(
  world: DeskWorld,
  call: DeskCall<BodyOf<'approve'>>,
): Promise<AnswerOf<'approve'> | Refused> {
  const { id: run, body, planHash, person, signal } = call;
  const { approval, plannedAgain } = await readRun(world, run, signal);
  if (approval === undefined) return refuse('InvalidRequest', `Run ${run} has nothing to decide.`);
  const log = await wholeLog(world, run, signal);
  if (approval.planHash !== planHash) return otherPlans(world, run, approval.planHash, decidedIn(log), signal);
  const summary = await summaryOf(world, run, planHash, { only: body.only, plannedAgain }, log, signal);
  if (isUndecided(approval, world.clock.now())) {
    const lacking = whatLacks(summary, body, log, planHash);
    if (lacking !== undefined) return lacking;
  }
  const { only, note, neverOpened } = body;
  // Never beyond what is there now: what is decided from here on was not looked at.
  const decidedUpTo = Math.min(body.sequence, log.at(-1)?.sequence ?? 0);
  const wish = { state: 'approved', by: person.user, planHash, only, note, neverOpened, decidedUpTo } as const;
  const answer = await world.decider.decide(run, wish, signal);
  if (!answer.won) return decidedAlready(run, answer.approval);
  const started = await carryOn(world, run, signal);
  const { retire, generate } = summary;
  const first = approval.state === 'pending';
  return { first, approval: approvalLine(answer.approval), retire, generate, moved: [...summary.stale], started };
}

/** Closes a run; nothing of it is carried out. */
export async function rejectRun(
  world: DeskWorld,
  call: DeskCall<BodyOf<'reject'>>,
): Promise<AnswerOf<'reject'> | Refused> {
  const { id: run, body, planHash, person, signal } = call;
  const { approval } = await readRun(world, run, signal);
  if (approval === undefined) return refuse('InvalidRequest', `Run ${run} has nothing to decide.`);
  if (approval.planHash !== planHash) return otherPlans(world, run, approval.planHash, [], signal);
  const answer = await world.decider.decide(
    run,
    { state: 'rejected', by: person.user, planHash, note: body.note },
    signal,
  );
  if (!answer.won) return decidedAlready(run, answer.approval);
  if (approval.state === 'pending') await world.keeper.goOn({ mode: 'resume', run });
  return { first: approval.state === 'pending', approval: approvalLine(answer.approval) };
}

/** Goes on with a run that is decided and not carried out: also where it was decided before and nothing followed. */
async function carryOn(world: DeskWorld, run: string, signal: AbortSignal): Promise<boolean> {
  const { line } = await readRun(world, run, signal);
  if (line.state === 'stopped') return world.keeper.goOn({ mode: 'resume', run });
  return line.here;
}

const decidedIn = (log: readonly EnteredBatch[]) => log.flatMap(({ decisions }) => decisions);

/** What is missing for an approval: that the last decisions were seen, that anything was let in, that somebody looked and typed. */
function whatLacks(
  { retire, generate, warnings, typed }: ApprovalSummary,
  { sequence, looked, typed: number }: BodyOf<'approve'>,
  log: readonly EnteredBatch[],
  planHash: string,
): Refused | undefined {
  const later = log.filter((entry) => entry.sequence > sequence && entry.planHash === planHash);
  if (later.length > 0) {
    const who = [...new Set(later.map(({ by }) => by))].join(', ');
    return refuse('Stale', `${who} decided something since you loaded this. Look at it and approve again.`, {
      moved: decidedIn(later).map(({ actor, change }) => ({
        actor,
        ...(change === undefined ? {} : { change }),
        why: 'changed',
      })),
      planHash,
    });
  }
  if (retire + generate === 0)
    return refuse(
      'NothingDecided',
      'Nothing was let in yet. Undecided is not approved: decide about at least one change.',
    );
  const seen = new Set(looked.map(({ actor, change }) => JSON.stringify([actor, change])));
  const unseen = warnings.filter(({ blocks, actor, change }) => blocks && !seen.has(JSON.stringify([actor, change])));
  if (unseen.length > 0)
    return refuse('LookAtWarnings', `${unseen.length} of these would leave no copy in the set. Look at them first.`, {
      moved: unseen.map(({ actor, change }) => ({ actor, change, why: 'gone' })),
    });
  if (typed !== null && typed.number !== number)
    return refuse('TypeTheNumber', `Type ${typed.number}, the number of images that would leave.`, {
      number: typed.number,
    });
  return undefined;
}

interface Summary extends ApprovalSummary {
  /** Actors whose set is no longer what the plan rests on: nothing of them is carried out. */
  readonly stale: readonly Moved[];
}

async function summaryOf(
  world: DeskWorld,
  run: string,
  planHash: string,
  { only, plannedAgain }: { readonly only: readonly string[] | undefined } & Pick<DeskRun, 'plannedAgain'>,
  log: readonly EnteredBatch[],
  signal: AbortSignal,
): Promise<Summary> {
  const own = log.filter((entry) => entry.planHash === planHash);
  const decided = foldDecisions(own, planHash);
  const about = new Set(decidedIn(own).map(({ actor }) => actor));
  const rows = withChanges(await rowsOf(world, run, signal), plannedAgain).filter(
    ({ actor }) => about.has(actor) && (only === undefined || only.includes(actor)),
  );
  const plans: DeskPlan[] = [];
  const changes: DeskChange[] = [];
  for await (const planned of inFlight(rows, READS_IN_FLIGHT, (row) => plannedActor(world, run, row, true, signal))) {
    if (planned === undefined) continue;
    plans.push(planned.plan);
    changes.push(...planned.changes);
  }
  const summary = approvalSummary({
    plans,
    changes,
    decided: lastWords(own),
    typedAbove: TYPED_ABOVE,
    wasOpened: () => true,
  });
  const stale = changes.flatMap(({ actor, change, moved }): Moved[] => {
    return moved !== null && decided.about(actor, change.id) === true ? [{ actor, change: change.id, why: moved }] : [];
  });
  return { ...summary, stale };
}
