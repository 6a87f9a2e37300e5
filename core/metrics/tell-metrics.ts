import * as z from 'zod';
import { isEvencastError } from '../errors.ts';
import type { Layout } from '../layout.ts';
import type { MetricSink } from '../ports/metric-sink.ts';
import type { ObjectStore } from '../ports/object-store.ts';
import { actorResults } from '../records/actor-results.ts';
import { parseRecord, recordText } from '../records/record-text.ts';
import { newlyCounted, type RunCounts, runCounts } from './run-metrics.ts';

/** `metrics.json`: what of a run has been counted already. */
const countedSchema = z.object({ schema: z.literal(1), counts: z.record(z.string(), z.number()) });

/** What telling metrics works with. */
export interface MetricPorts {
  readonly store: ObjectStore;
  readonly layout: Layout;
  readonly metrics: MetricSink;
}

/**
 * Counts what a run has come to since it was last counted. It is written down after it was told: where it breaks off in
 * between, it is told twice, which for money is the better mistake.
 */
export async function tellMetrics(
  { store, layout, metrics }: MetricPorts,
  run: string,
  signal: AbortSignal,
): Promise<void> {
  const key = layout.run(run, 'metrics.json');
  const before = await countedBefore(store, key, signal);
  const counts = runCounts(await Array.fromAsync(actorResults(store, layout, run, signal)));
  metrics.put(newlyCounted(counts, before));
  const record = recordText({ schema: 1, counts });
  await store.put(key, record, { contentType: 'application/json', signal });
}

async function countedBefore(store: ObjectStore, key: string, signal: AbortSignal): Promise<Partial<RunCounts>> {
  try {
    return parseRecord(countedSchema, (await store.get(key, { signal })).body, key).counts;
  } catch (error) {
    if (isEvencastError(error, 'NotFound')) return {};
    throw error;
  }
}
