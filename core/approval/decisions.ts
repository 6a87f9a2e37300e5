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
  /** The prompt to be sent instead of the plan's, null for the plan's again. Such an item says nothing of carrying out. */
  prompt: z.string().nullable().optional(),
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
  /** The run in which it was said, where it was carried over from there. */
  carriedFrom: z.string().optional(),
  decisions: z.array(decisionSchema).min(1),
});

/** See {@link decisionBatchSchema}. */
export type DecisionBatch = z.infer<typeof decisionBatchSchema>;

/** An entry with its place in the log, from 1. */
export interface EnteredBatch extends DecisionBatch {
  readonly sequence: number;
}

/** The log's place. */
export interface DecisionPlace {
  readonly store: ObjectStore;
  readonly layout: Layout;
}

/**
 * Everything that was decided about a run, in order.
 *
 * @param known entries that were read before, by place: an entry never changes.
 */
export async function readDecisions(
  { store, layout }: DecisionPlace,
  run: string,
  signal?: AbortSignal,
  known: ReadonlyMap<number, EnteredBatch> = new Map(),
): Promise<readonly EnteredBatch[]> {
  const log: EnteredBatch[] = [];
  const prefix = layout.decisions(run);
  for await (const { key } of store.list(prefix, { signal })) {
    const sequence = Number.parseInt(key.slice(prefix.length), 10);
    const entry = known.get(sequence);
    log.push(entry ?? { ...parseRecord(decisionBatchSchema, (await store.get(key, { signal })).body, key), sequence });
  }
  return log;
}

/**
 * Appends to the log. Two who append at once both find a place: nothing is overwritten. One that carries a key which an entry
 * has already is that entry: a write whose answer was lost can be sent again, also at the same moment.
 *
 * @returns the entry as it stands in the log.
 */
export async function appendDecisions(
  place: DecisionPlace,
  run: string,
  batch: DecisionBatch,
  signal?: AbortSignal,
  log?: readonly EnteredBatch[],
): Promise<EnteredBatch> {
  const { store, layout } = place;
  const taken = log ?? (await readDecisions(place, run, signal));
  const sent = sentBefore(taken, batch.key);
  if (sent !== undefined) return sent;
  for (let sequence = (taken.at(-1)?.sequence ?? 0) + 1; ; sequence++) {
    const key = layout.decision(run, sequence);
    try {
      await store.put(key, recordText(batch), { ifAbsent: true, contentType: 'application/json', signal });
      return { ...batch, sequence };
    } catch (error) {
      if (!isEvencastError(error, 'Conflict')) throw error;
      const there = { ...parseRecord(decisionBatchSchema, (await store.get(key, { signal })).body, key), sequence };
      if (sentBefore([there], batch.key) !== undefined) return there;
    }
  }
}

/** The entry that was written under this key. */
export function sentBefore(log: readonly EnteredBatch[], key: string | undefined): EnteredBatch | undefined {
  return key === undefined ? undefined : log.find((entry) => entry.key === key);
}

/** What was decided last about each actor and each change: a fold of the log, as far as it is about these plans. */
export interface Decided {
  /** Whether a change may be carried out; undefined where nobody said anything about it. */
  about(actor: string, change: string): boolean | undefined;
  /** The prompt that somebody wrote in place of the plan's. */
  prompt(actor: string, change: string): string | undefined;
}

/** Folds the log. What was said of the plans under another hash does not count. */
export function foldDecisions(batches: readonly DecisionBatch[], planHash: string): Decided {
  const words = lastWords(batches.filter((batch) => batch.planHash === planHash));
  return {
    about: (actor, change) => words.about(actor, change)?.carryOut,
    prompt: (actor, change) => words.prompt(actor, change)?.prompt,
  };
}
