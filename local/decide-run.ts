import { type Approval, isInScope, type Scope } from '../core/approval/approval.ts';
import { type DecideAnswer, decide, readApproval } from '../core/approval/decide.ts';
import { appendDecisions, type Decision } from '../core/approval/decisions.ts';
import { EvencastError } from '../core/errors.ts';
import type { Clock } from '../core/ports/clock.ts';
import { planRecordSchema } from '../core/records/plan-record.ts';
import { parseRecord } from '../core/records/record-text.ts';
import { reviewOf } from '../core/report/review-of.ts';
import type { Place } from './places/open-place.ts';
import { type RunStatus, runStatus } from './run-history.ts';

/** A run that waits for a decision, or was decided. */
export interface DecidableRun extends RunStatus {
  readonly approval: Approval;
}

/** One image that stays although the plan would retire it. */
export interface KeptImage {
  readonly actor: string;
  readonly image: string;
}

/** A decision as it is asked for. */
export interface Wish {
  readonly state: 'approved' | 'rejected';
  readonly by: string;
  /** Only these actors. */
  readonly only?: readonly string[] | undefined;
  /** All but these. */
  readonly except?: readonly string[] | undefined;
  readonly keep?: readonly KeptImage[] | undefined;
}

/**
 * A run with the decision it waits for.
 *
 * @throws NotFound where there is no such run; InvalidRequest where it never asked for a decision.
 */
export async function decidableRun(place: Place, run: string): Promise<DecidableRun> {
  const status = await runStatus(place, run);
  const approval = await readApproval(place, run);
  if (approval !== undefined) return { ...status, approval };
  const acts = status.record.request.mode === 'execute';
  const words = acts
    ? `Run ${run} has no plans up for a decision yet. See: evencast status ${run}; a run that was stopped goes on with: evencast resume ${run}`
    : `Run ${run} is a dry-run: there is nothing to decide. Start a run that acts with: evencast run --execute`;
  throw new EvencastError('InvalidRequest', words);
}

/**
 * Decides about a run, as it stands now: single images that stay are written into the log of decisions first, then the one
 * decision is taken. Of several who decide at once one wins.
 *
 * @throws NotFound for actors the run is not about; InvalidRequest for an image that the plan does not retire.
 */
export async function decideRun(place: Place, clock: Clock, run: string, wish: Wish): Promise<DecideAnswer> {
  const { approval, actors } = await decidableRun(place, run);
  const { planHash } = await reviewOf(actors);
  checkActors(run, [...(wish.only ?? []), ...(wish.except ?? [])], actors);
  if (approval.state !== 'pending') return { won: false, approval };
  const scope: Scope = {
    ...(wish.only === undefined ? {} : { only: [...wish.only] }),
    ...(wish.except === undefined ? {} : { except: [...wish.except] }),
  };
  const decisions = await keepDecisions(place, run, wish.keep ?? [], actors, scope);
  const { by } = wish;
  const at = new Date(clock.now()).toISOString();
  if (decisions.length > 0) await appendDecisions(place, run, { schema: 1, planHash, by, at, decisions });
  return decide({ ...place, clock }, run, planHash, { state: wish.state, by, scope });
}

/** Keeps some actors of a run out without ending the wait for the decision about the rest. */
export async function leaveOut(
  place: Place,
  clock: Clock,
  run: string,
  by: string,
  actors: readonly string[],
): Promise<Approval> {
  const { approval, actors: results } = await decidableRun(place, run);
  checkActors(run, actors, results);
  if (approval.state !== 'pending') return approval;
  const { planHash } = await reviewOf(results);
  const at = new Date(clock.now()).toISOString();
  const decisions = actors.map((actor): Decision => ({ actor, carryOut: false }));
  await appendDecisions(place, run, { schema: 1, planHash, by, at, decisions });
  return approval;
}

function checkActors(run: string, named: readonly string[], results: RunStatus['actors']): void {
  const known = new Set(results.map(({ actor }) => actor));
  const strangers = named.filter((actor) => !known.has(actor));
  if (strangers.length === 0) return;
  const names = strangers.map((name) => JSON.stringify(name)).join(', ');
  throw new EvencastError('NotFound', `Run ${run} is not about ${names}. See: evencast status ${run}`);
}

/** The images that stay, as decisions about the changes that would retire them. */
async function keepDecisions(
  { store, layout }: Place,
  run: string,
  keep: readonly KeptImage[],
  results: RunStatus['actors'],
  scope: Scope,
): Promise<Decision[]> {
  const decisions: Decision[] = [];
  for (const { actor, image } of keep) {
    checkActors(run, [actor], results);
    const key = layout.runActor(run, actor, 'plan.json');
    const { plan } = parseRecord(planRecordSchema, (await store.get(key)).body, key);
    const change = plan.changes.find((each) => each.kind === 'retire' && each.file === image);
    if (change === undefined || !isInScope(scope, actor)) {
      const words = `The plan does not retire ${image} of ${actor}, so there is nothing to keep. See: evencast report ${run}`;
      throw new EvencastError('InvalidRequest', words, { actor, image });
    }
    decisions.push({ actor, change: change.id, carryOut: false });
  }
  return decisions;
}
