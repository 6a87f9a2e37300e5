import { EvencastError, isEvencastError } from '../errors.ts';
import { planRecordSchema } from '../records/plan-record.ts';
import { parseRecord } from '../records/record-text.ts';
import { readPlannedAgain } from '../records/replan-notes.ts';
import { reviewOf } from '../report/review-of.ts';
import { type Approval, isInScope, type KeptChange, type Scope } from './approval.ts';
import { checkActors, decidableRun } from './decidable-run.ts';
import { type ApprovalPorts, type DecideAnswer, decide, otherPlans } from './decide.ts';
import { appendDecisions, type Decision } from './decisions.ts';

/** One image that stays although the plan would retire it. */
export interface KeptImage {
  readonly actor: string;
  readonly image: string;
}

/** A decision as it is asked for. */
export interface Wish {
  readonly state: 'approved' | 'rejected';
  readonly by: string;
  /** The plans that were looked at; those that lie there where it is left out. */
  readonly planHash?: string | undefined;
  /** Only these actors. */
  readonly only?: readonly string[] | undefined;
  /** All but these. */
  readonly except?: readonly string[] | undefined;
  readonly keep?: readonly KeptImage[] | undefined;
  /** Only what was let in, up to this place in the log of decisions. */
  readonly decidedUpTo?: number | undefined;
  readonly note?: string | undefined;
  readonly neverOpened?: number | undefined;
}

/**
 * Decides about a run. Whom it is about and which images stay is part of the one decision, so that of several who decide at
 * once one wins whole.
 *
 * @throws NotFound for a run that is not there and actors it is not about; InvalidRequest where nothing is to be decided,
 * the plans are others than those looked at, or an image that should stay would not leave.
 */
export async function decideRun(
  ports: ApprovalPorts,
  run: string,
  wish: Wish,
  signal?: AbortSignal,
): Promise<DecideAnswer> {
  const { approval, actors } = await decidableRun(ports, run, signal);
  const { planHash } = await reviewOf(actors);
  // Planned again elsewhere, and to be approved there only.
  const again = wish.state === 'approved' ? [...(await readPlannedAgain(ports, run, signal)).keys()] : [];
  const except = again.length === 0 ? wish.except : [...new Set([...(wish.except ?? []), ...again])];
  if (approval.state !== 'pending') return { won: isRepeat(approval, { ...wish, except }), approval };
  if (wish.planHash !== undefined && wish.planHash !== planHash) throw otherPlans(run);
  checkActors(run, [...(wish.only ?? []), ...(wish.except ?? [])], actors);
  const named: Scope = {
    ...(wish.only === undefined ? {} : { only: [...wish.only] }),
    ...(except === undefined ? {} : { except: [...except] }),
    ...(wish.decidedUpTo === undefined ? {} : { decidedUpTo: wish.decidedUpTo }),
  };
  const keep: KeptChange[] = [];
  for (const image of wish.keep ?? []) {
    checkActors(run, [image.actor], actors);
    keep.push(await keptChange(ports, run, image, named, signal));
  }
  const scope = keep.length === 0 ? named : { ...named, keep };
  const { state, by, note, neverOpened } = wish;
  const answer = await decide(ports, run, planHash, { state, by, scope, note, neverOpened }, signal);
  // The very same words may have come in twice at once.
  return answer.won ? answer : { ...answer, won: isRepeat(answer.approval, { ...wish, except }) };
}

/** Keeps some actors of a run out without ending the wait for the decision about the rest. */
export async function leaveOut(
  ports: ApprovalPorts,
  run: string,
  by: string,
  actors: readonly string[],
): Promise<Approval> {
  const { approval, actors: results } = await decidableRun(ports, run);
  checkActors(run, actors, results);
  if (approval.state !== 'pending') return approval;
  const { planHash } = await reviewOf(results);
  const at = new Date(ports.clock.now()).toISOString();
  const decisions = actors.map((actor): Decision => ({ actor, carryOut: false }));
  await appendDecisions(ports, run, { schema: 1, planHash, by, at, decisions });
  return approval;
}

/** Whether a decision that holds is this very one: its first answer may have been lost on the way. */
function isRepeat({ state, decided, scope }: Approval, wish: Wish): boolean {
  const same = (a: readonly string[] | undefined, b: readonly string[] | undefined) =>
    JSON.stringify([...(a ?? [])].sort()) === JSON.stringify([...(b ?? [])].sort());
  return (
    state === wish.state &&
    decided?.by === wish.by &&
    scope.decidedUpTo === wish.decidedUpTo &&
    same(scope.only, wish.only) &&
    same(scope.except, wish.except) &&
    same(
      scope.keep?.map(({ actor, image }) => JSON.stringify([actor, image])),
      wish.keep?.map(({ actor, image }) => JSON.stringify([actor, image])),
    )
  );
}

/** An image that stays, as the change that would retire it. */
async function keptChange(
  { store, layout }: ApprovalPorts,
  run: string,
  { actor, image }: KeptImage,
  scope: Scope,
  signal: AbortSignal | undefined,
): Promise<KeptChange> {
  const key = layout.runActor(run, actor, 'plan.json');
  const stored = await store.get(key, { signal }).catch((error: unknown) => {
    if (isEvencastError(error, 'NotFound')) throw nothingToKeep(run, actor, image);
    throw error;
  });
  const { plan } = parseRecord(planRecordSchema, stored.body, key);
  const change = plan.changes.find((each) => each.kind === 'retire' && each.file === image);
  if (change === undefined || !isInScope(scope, actor)) throw nothingToKeep(run, actor, image);
  return { actor, image, change: change.id };
}

function nothingToKeep(run: string, actor: string, image: string): EvencastError {
  const words = `The plan does not retire ${image} of ${actor}, so there is nothing to keep. See: evencast report ${run}`;
  return new EvencastError('InvalidRequest', words, { actor, image });
}
