import { runInputSchema } from '../../core/contract.ts';
import type { Layout } from '../../core/layout.ts';
import { canonicalJson } from '../../core/plan/plan-hash.ts';
import type { ObjectStore } from '../../core/ports/object-store.ts';
import { actorResults } from '../../core/records/actor-results.ts';
import type { Review } from '../../core/records/report.ts';
import { totalsOf } from '../../core/report/totals.ts';
import { sha256Hex } from '../../core/sha256.ts';

/** What Review works with. */
export interface ReviewPorts {
  readonly store: ObjectStore;
  readonly layout: Layout;
}

/** Adds up all plans, and hashes their hashes into the one that an approval of the run is bound to. */
export async function review(input: unknown, { store, layout }: ReviewPorts, signal: AbortSignal): Promise<Review> {
  const { run } = runInputSchema.parse(input);
  const results = await Array.fromAsync(actorResults(store, layout, run, signal));
  const hashes = results.map((result) => [result.actor, result.status === 'failed' ? null : result.planHash]);
  return { totals: totalsOf(results), planHash: await sha256Hex(canonicalJson(hashes)) };
}
