import type { Approval } from '../../core/approval/approval.ts';
import {
  type Applicant,
  type ApprovedItem,
  allowances,
  editedPrompts,
  withoutChanges,
} from '../../core/approval/approved-items.ts';
import type { ApprovalPorts } from '../../core/approval/decide.ts';
import { foldDecisions, readDecisions } from '../../core/approval/decisions.ts';
import { EvencastError } from '../../core/errors.ts';
import { inFlight } from '../../core/in-flight.ts';
import { readJournal } from '../../core/journal/journal-log.ts';
import { journalState, liveTries, spentOnMaking } from '../../core/journal/journal-state.ts';
import type { ImageMaker } from '../../core/ports/image-maker.ts';
import type { Judge } from '../../core/ports/judge.ts';
import type { ActorResult } from '../../core/records/actor-result.ts';
import { actorResults } from '../../core/records/actor-results.ts';
import { planRecordSchema } from '../../core/records/plan-record.ts';
import { parseRecord } from '../../core/records/record-text.ts';
import type { RunRecord } from '../../core/records/run-record.ts';
import { spentOn } from '../../core/records/spending.ts';
import { reviewOf } from '../../core/report/review-of.ts';

/** What making the list works with. */
export interface ItemPorts extends ApprovalPorts {
  readonly judge: Pick<Judge, 'costCeiling'>;
  readonly maker: Pick<ImageMaker, 'usdPerImage'>;
}

/** Actors read at a time. */
const READS_IN_FLIGHT = 16;

/**
 * What of a run is approved and not done yet, with the money that is left shared out over it. Actors whose plan was carried
 * out are not in it, so a run that is done has none.
 */
export async function openItems(
  record: RunRecord,
  approval: Approval,
  ports: ItemPorts,
  signal: AbortSignal,
): Promise<readonly ApprovedItem[]> {
  const { run, config } = record;
  const { store, layout, judge, maker } = ports;
  const results = await Array.fromAsync(actorResults(store, layout, run, signal));
  const { planHash } = await reviewOf(results);
  if (planHash !== approval.planHash) {
    const words = `The decision about run ${run} is about other plans than it has now; nothing was changed. Start a new run.`;
    throw new EvencastError('InvalidRequest', words);
  }
  const upTo = approval.scope.decidedUpTo ?? Number.POSITIVE_INFINITY;
  const log = await readDecisions(ports, run, signal);
  const decided = foldDecisions(
    log.filter(({ sequence }) => sequence <= upTo),
    planHash,
  );
  const open: (Applicant & Pick<ApprovedItem, 'without' | 'prompts'>)[] = [];
  let spentUsd = 0;
  for await (const found of inFlight(results, READS_IN_FLIGHT, (result) => lookAt(result, run, ports, signal))) {
    spentUsd += found.spentUsd;
    const without = withoutChanges(found.actor, found.changes, approval, decided);
    const left = found.changes.filter(({ id }) => !without.includes(id));
    if (left.length === 0) continue;
    const toMake = Math.max(0, left.filter(({ kind }) => kind === 'generate').length - found.made - found.underWay);
    const prompts = editedPrompts(found.actor, found.changes, without, decided);
    open.push({ ...found, without: [...without], toMake, ...(prompts === undefined ? {} : { prompts }) });
  }
  const purse = {
    budgetUsd: config.limits.budgetUsd,
    spentUsd,
    usdPerTry: maker.usdPerImage + judge.costCeiling(1, 'image'),
    tries: config.generate.tries,
  };
  const shares = allowances(open, purse);
  return open.map(({ actor, planHash: hash, without, prompts }, index) => {
    const edited = prompts === undefined ? {} : { prompts };
    return { actor, planHash: hash, without, ...edited, allowanceUsd: shares[index] ?? 0 };
  });
}

/** An actor's open plan and what was spent on it; no changes where there is nothing left to do. */
async function lookAt(
  result: ActorResult,
  run: string,
  { store, layout, judge }: ItemPorts,
  signal: AbortSignal,
): Promise<Omit<Applicant, 'toMake'> & { readonly made: number }> {
  const { actor, usage } = result;
  const isOpen = result.status === 'planned' && (result.applied === undefined || result.applied.open);
  if (!isOpen) {
    const making = result.status === 'failed' ? 0 : (result.applied?.usd ?? 0);
    return { actor, planHash: '', changes: [], spentUsd: usage.usd + making, made: 0, underWay: 0 };
  }
  const state = journalState(await readJournal({ store, layout }, run, actor, signal));
  const planKey = layout.runActor(run, actor, 'plan.json');
  const { plan, hash } = parseRecord(planRecordSchema, (await store.get(planKey, { signal })).body, planKey);
  const underWay = liveTries(state).length;
  const paid = (await spentOn(store, layout, run, actor)).usd + spentOnMaking(state);
  const spentUsd = paid + underWay * judge.costCeiling(1, 'image');
  const made = [...state.additions.values()].filter(({ done }) => done).length;
  return { actor, planHash: hash, changes: plan.changes, spentUsd, made, underWay };
}
