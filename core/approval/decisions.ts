import * as z from 'zod';
import { lastWords } from '../desk/rules/last-words.ts';
import { isEvencastError } from '../errors.ts';
import type { Layout } from '../layout.ts';
import type { ObjectStore } from '../ports/object-store.ts';
import { parseRecord, recordText } from '../records/record-text.ts';

/** One image or one actor let in or kept out. */
export const decisionSchema = z.object({
  actor: z.string(),
  /** Id of the change; every change of the actor where it is left out. */
  change: z.string().optional(),
  /** Whether the change may be carried out; null takes an earlier decision back. */
  carryOut: z.boolean().nullable(),
});

/** See {@link decisionSchema}. */
export type Decision = z.infer<typeof decisionSchema>;

/** An entry of the log: what somebody decided at one moment, about one state of the plans. */
export const decisionBatchSchema = z.object({
  schema: z.literal(1),
  planHash: z.string(),
  by: z.string(),
  at: z.string(),
  /** Names the write for good: sending it again appends nothing more. */
  key: z.string().optional(),
  /** Place of the entry that this one takes back. */
  undoes: z.int().positive().optional(),
  decisions: z.array(decisionSchema).min(1),
});

/** See {@link decisionBatchSchema}. */
export type DecisionBatch = z.infer<typeof decisionBatchSchema>;

/** The log's place. */
export interface DecisionPlace {
  readonly store: ObjectStore;
  readonly layout: Layout;
}

/** Everything that was decided about a run, in order. */
export async function readDecisions(
  { store, layout }: DecisionPlace,
  run: string,
  signal?: AbortSignal,
): Promise<readonly DecisionBatch[]> {
  const batches: DecisionBatch[] = [];
  for await (const { key } of store.list(layout.decisions(run), { signal }))
    batches.push(parseRecord(decisionBatchSchema, (await store.get(key, { signal })).body, key));
  return batches;
}

/** Appends to the log. Two who append at once both find a place: nothing is overwritten. */
export async function appendDecisions(
  { store, layout }: DecisionPlace,
  run: string,
  batch: DecisionBatch,
  signal?: AbortSignal,
): Promise<void> {
  const taken = await Array.fromAsync(store.list(layout.decisions(run), { signal }));
  for (let sequence = taken.length + 1; ; sequence++) {
    try {
      const key = layout.decision(run, sequence);
      await store.put(key, recordText(batch), { ifAbsent: true, contentType: 'application/json', signal });
      return;
    } catch (error) {
      if (!isEvencastError(error, 'Conflict')) throw error;
    }
  }
}

/** What was decided last about each actor and each change: a fold of the log, as far as it is about these plans. */
export interface Decided {
  /** Whether a change may be carried out; undefined where nobody said anything about it. */
  about(actor: string, change: string): boolean | undefined;
}

/** Folds the log. What was said of the plans under another hash does not count. */
export function foldDecisions(batches: readonly DecisionBatch[], planHash: string): Decided {
  const words = lastWords(batches.filter((batch) => batch.planHash === planHash));
  return { about: (actor, change) => words.about(actor, change)?.carryOut };
}
