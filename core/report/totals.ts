import { addUsage, NO_USAGE } from '../judging/verdict.ts';
import { roundUsd } from '../money/prices.ts';
import { compareText } from '../plan/set-image.ts';
import type { ActorResult } from '../records/actor-result.ts';
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
  }
  return totals;
}

const STATUS_ORDER = { failed: 0, planned: 1, balanced: 2 } as const;

function changesOf(result: ActorResult): number {
  return result.status === 'failed' ? 0 : result.retire + result.generate;
}

/** What needs a person first: failures, then the most changes, then by name. */
export function byNeed(a: ActorResult, b: ActorResult): number {
  return (
    STATUS_ORDER[a.status] - STATUS_ORDER[b.status] || changesOf(b) - changesOf(a) || compareText(a.actor, b.actor)
  );
}
