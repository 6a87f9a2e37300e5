import { IMAGE_TYPES, type ImageType } from '../image-type.ts';
import type { ActorResult } from '../records/actor-result.ts';
import { totalsOf } from '../report/totals.ts';
import type { Metric, MetricName } from './metric.ts';

/** What is counted of a run. */
export type RunMetricName = Exclude<MetricName, 'OldestApprovalHours' | 'BreakerOpen'>;

/** What a run comes to, as counted by metrics. */
export type RunCounts = Readonly<Record<RunMetricName, number>>;

/** Names of errors that say that somebody else was writing the same thing. */
const CONFLICTS = ['Conflict', 'LeaseLost'];
/** Names of errors that say that a vendor or Lambda was asked too often, and went on saying so. */
const THROTTLES = ['RateLimited', 'Lambda.TooManyRequestsException'];
const REFUSALS = ['JudgeRefused'];

/** Counts a run from how its actors came out. */
export function runCounts(results: readonly ActorResult[]): RunCounts {
  const totals = totalsOf(results);
  const failedWith = (names: readonly string[]) =>
    results.filter((result) => result.status === 'failed' && names.includes(result.error)).length;
  const { outcomes, usage, makingUsd } = totals;
  return {
    Actors: totals.actors,
    FailedActors: totals.failed + outcomes.failed,
    Verdicts: results.reduce((sum, result) => sum + (result.status === 'failed' ? 0 : sizeOf(result.before)), 0),
    Retirements: totals.retired,
    Generations: totals.added,
    Refusals: failedWith(REFUSALS) + results.reduce((sum, result) => sum + refusedTries(result), 0),
    Conflicts: failedWith(CONFLICTS) + outcomes.stale + outcomes.busy,
    Throttles: failedWith(THROTTLES),
    Tokens: usage.inputTokens + usage.outputTokens,
    Usd: usage.usd + makingUsd,
    ShrunkSets: results.filter(isShrunk).length,
  };
}

/**
 * What has come since the run was last counted: Report runs again for a run that was resumed or taken back, and a task may run
 * twice. Nothing is counted back.
 */
export function newlyCounted(now: RunCounts, before: Partial<RunCounts>): readonly Metric[] {
  return (Object.keys(now) as RunMetricName[])
    .map((name): Metric => {
      return { name, unit: name === 'Usd' ? 'None' : 'Count', value: Math.max(0, now[name] - (before[name] ?? 0)) };
    })
    .filter(({ value }) => value > 0);
}

function sizeOf(counts: Readonly<Record<ImageType, number>>): number {
  return IMAGE_TYPES.reduce((sum, type) => sum + counts[type], 0);
}

function refusedTries(result: ActorResult): number {
  if (result.status === 'failed') return 0;
  return (result.applied?.ledger ?? []).filter(({ outcome }) => outcome === 'refused').length;
}

/** Whether a run left a set smaller than it was, and smaller than it should be: it had none to spare. */
function isShrunk(result: ActorResult): boolean {
  if (result.status === 'failed' || result.applied?.counts === undefined) return false;
  const left = sizeOf(result.applied.counts);
  return left < sizeOf(result.before) && left < sizeOf(result.target);
}
