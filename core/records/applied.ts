import * as z from 'zod';
import { byTypeSchema, imageTypeSchema } from '../image-type.ts';
import { fruitlessSchema, heldBecauseSchema } from '../journal/journal.ts';

/** A try to make an image, as it ended. */
export const ledgerEntrySchema = z.object({
  change: z.string(),
  number: z.int().positive(),
  promptNumber: z.int().positive(),
  model: z.string(),
  outcome: z.enum(['added', 'under way', ...fruitlessSchema.options]),
  words: z.string(),
  usd: z.number().nonnegative(),
});

/** See {@link ledgerEntrySchema}. */
export type LedgerEntry = z.infer<typeof ledgerEntrySchema>;

/** An approved image that is still missing, and why. */
export const missingSchema = z.object({
  change: z.string(),
  type: imageTypeSchema,
  /** `tried`: every try came to nothing. `budget`: no money for another. `stopped`: the work ended before. */
  why: z.enum(['tried', 'budget', 'stopped']),
  words: z.string(),
});

/** See {@link missingSchema}. */
export type Missing = z.infer<typeof missingSchema>;

/** What really happened to a set that a plan was approved for. */
export const appliedSchema = z.object({
  /**
   * applied: everything approved. partly: something approved is missing. stale: the set had changed, nothing was touched.
   * busy: another run had the set. failed: it broke off; what was done stands in the journal. rolled-back: taken back.
   */
  outcome: z.enum(['applied', 'partly', 'stale', 'busy', 'failed', 'rolled-back']),
  /** Whether going on with the run could do more. */
  open: z.boolean(),
  /** What happened, where there is more to say than counts. */
  words: z.string().optional(),
  /** Why it was not taken back when that was asked for. */
  notRolledBack: z.string().optional(),
  added: z.array(
    z.object({
      file: z.string(),
      type: imageTypeSchema,
      score: z.number(),
      promptNumber: z.int().positive(),
      standIn: z.boolean(),
    }),
  ),
  retired: z.array(z.string()),
  held: z.array(z.object({ file: z.string(), because: heldBecauseSchema })),
  missing: z.array(missingSchema),
  ledger: z.array(ledgerEntrySchema),
  /** Images per type that were really there afterwards. */
  counts: byTypeSchema(z.int().nonnegative()).optional(),
  /** What differs from the plan, for a stale one. */
  differs: z.array(z.object({ file: z.string(), how: z.enum(['changed', 'gone', 'new']) })),
  /** Where the manifest said something else than the folder. */
  reconciled: z.array(
    z.object({ file: z.string(), how: z.enum(['not-in-manifest', 'not-in-folder', 'other-content']) }),
  ),
  /** What could not be put back, after a rollback. */
  cannot: z.array(z.object({ file: z.string(), words: z.string() })),
  /** What making images cost. */
  usd: z.number().nonnegative(),
});

/** See {@link appliedSchema}. */
export type Applied = z.infer<typeof appliedSchema>;

/** Nothing happened yet. */
export const NOTHING_APPLIED: Omit<Applied, 'outcome' | 'open'> = {
  added: [],
  retired: [],
  held: [],
  missing: [],
  ledger: [],
  differs: [],
  reconciled: [],
  cannot: [],
  usd: 0,
};
