import * as z from 'zod';
import { isEvencastError } from '../errors.ts';
import { addUsage, NO_USAGE, type Usage, usageSchema } from '../judging/verdict.ts';
import type { Layout } from '../layout.ts';
import type { ObjectStore } from '../ports/object-store.ts';
import { parseRecord, recordText } from './record-text.ts';

/** `spent.json`: what a run has paid for one actor so far, over all tries. */
const spendingSchema = z.object({ schema: z.literal(1), usage: usageSchema });

/** What a run has paid for an actor so far; nothing where nothing is on record. */
export async function spentOn(store: ObjectStore, layout: Layout, run: string, actor: string): Promise<Usage> {
  const key = layout.runActor(run, actor, 'spent.json');
  try {
    return parseRecord(spendingSchema, (await store.get(key)).body, key).usage;
  } catch (error) {
    if (isEvencastError(error, 'NotFound')) return NO_USAGE;
    throw error;
  }
}

/**
 * Adds to it, and answers the sum. A task is the only one that writes it, one try after the other. It takes no signal:
 * what was paid is written down even when the run is being stopped.
 */
export async function addSpending(
  store: ObjectStore,
  layout: Layout,
  run: string,
  actor: string,
  usage: Usage,
): Promise<Usage> {
  const sum = addUsage(await spentOn(store, layout, run, actor), usage);
  if (usage.calls > 0)
    await store.put(layout.runActor(run, actor, 'spent.json'), recordText({ schema: 1, usage: sum }));
  return sum;
}
