import { addUsage, NO_USAGE } from '../judging/verdict.ts';
import { roundUsd } from '../money/prices.ts';
import { compareText } from '../plan/set-image.ts';
import type { ActorResult } from '../records/actor-result.ts';
import type { Applied } from '../records/applied.ts';
import type { RunTotals } from '../records/report.ts';

const NOTHING: RunTotals = {
  actors: 0,
  balanced: 0,
  planned: 0,
  failed: 0,
  retire: 0,
  generate: 0,
  unreadable: 0,
  unsure: 0,
  usd: 0,
  usage: NO_USAGE,
  outcomes: { applied: 0, partly: 0, stale: 0, busy: 0, failed: 0, 'rolled-back': 0 },
  added: 0,
  retired: 0,
  missing: 0,
  makingUsd: 0,
  open: 0,
};

/** Adds up how the actors came out. */
export function totalsOf(results: Iterable<ActorResult>): RunTotals {
  let totals = NOTHING;
  for (const result of results) {
    totals = {
      ...totals,
      actors: totals.actors + 1,
      [result.status]: totals[result.status] + 1,
      usage: addUsage(totals.usage, result.usage),
    };
    if (result.status === 'failed') continue;
    totals = {
      ...totals,
      retire: totals.retire + result.retire,
      generate: totals.generate + result.generate,
      unreadable: totals.unreadable + result.unreadable,
      unsure: totals.unsure + result.unsure,
      usd: roundUsd(totals.usd + result.usd),
    };
    totals = withNotes(totals, result.modelNotes);
    if (result.applied !== undefined) totals = withApplied(totals, result.applied);
  }
  return totals;
}

function withNotes(totals: RunTotals, notes: readonly string[] = []): RunTotals {
  return notes.length === 0
    ? totals
    : { ...totals, modelNotes: [...new Set([...(totals.modelNotes ?? []), ...notes])] };
}

function withApplied(totals: RunTotals, { outcome, open, added, retired, missing, usd }: Applied): RunTotals {
  const back = outcome === 'rolled-back';
  return {
    ...totals,
    outcomes: { ...totals.outcomes, [outcome]: totals.outcomes[outcome] + 1 },
    added: totals.added + (back ? 0 : added.length),
    retired: totals.retired + (back ? 0 : retired.length),
    missing: totals.missing + (back ? 0 : missing.length),
    makingUsd: roundUsd(totals.makingUsd + usd),
    open: totals.open + (open ? 1 : 0),
  };
}

/** How an actor stands at the end of a run: as it was judged and planned, or as carrying its plan out went. */
export type Standing = ActorResult['status'] | Applied['outcome'];

/** See {@link Standing}. */
export function standingOf(result: ActorResult): Standing {
  return result.status === 'failed' ? 'failed' : (result.applied?.outcome ?? result.status);
}

/** What needs a person most comes first. */
const STANDING_ORDER: Readonly<Record<Standing, number>> = {
  failed: 0,
  stale: 1,
  busy: 2,
  partly: 3,
  planned: 4,
  'rolled-back': 5,
  applied: 6,
  balanced: 7,
};

function changesOf(result: ActorResult): number {
  return result.status === 'failed' ? 0 : result.retire + result.generate;
}

/** What needs a person first: failures, then the most changes, then by name. */
export function byNeed(a: ActorResult, b: ActorResult): number {
  return (
    STANDING_ORDER[standingOf(a)] - STANDING_ORDER[standingOf(b)] ||
    changesOf(b) - changesOf(a) ||
    compareText(a.actor, b.actor)
  );
}
