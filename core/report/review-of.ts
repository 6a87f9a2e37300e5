import { canonicalJson } from '../plan/plan-hash.ts';
import type { ActorResult } from '../records/actor-result.ts';
import type { Review } from '../records/report.ts';
import { sha256Hex } from '../sha256.ts';
import { totalsOf } from './totals.ts';

/** Adds up all plans, and hashes their hashes into the one that an approval of the run is bound to. */
export async function reviewOf(results: readonly ActorResult[]): Promise<Review> {
  const hashes = results.map((result) => [result.actor, result.status === 'failed' ? null : result.planHash]);
  return { totals: totalsOf(results), planHash: await sha256Hex(canonicalJson(hashes)) };
}
