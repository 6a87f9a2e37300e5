import * as z from 'zod';
import { imageTypeSchema } from '../image-type.ts';

const at = z.string().describe('ISO 8601, UTC; for people only: the order of the entries is what counts.');

/** The work on a set begins: what its manifest was, so that it can be put back to the byte. */
const begunSchema = z.object({
  at,
  step: z.literal('begun'),
  /** Whether there was a manifest; its text is kept beside the journal. */
  hadManifest: z.boolean(),
  /** Where the manifest said something else than the folder. */
  reconciled: z.array(
    z.object({ file: z.string(), how: z.enum(['not-in-manifest', 'not-in-folder', 'other-content']) }),
  ),
});

/** A try to make an image is about to be paid for. */
const trySchema = z.object({
  at,
  step: z.literal('try'),
  /** Id of the change of the plan. */
  change: z.string(),
  /** From 1. */
  number: z.int().positive(),
  requestId: z.string(),
  /** Milliseconds since 1970; for looking whether the vendor got the request after all. */
  begun: z.number(),
  promptNumber: z.int().positive(),
  prompt: z.string(),
  /** A person wrote the prompt; it is not the text of that number. */
  edited: z.literal(true).optional(),
  maker: z.string(),
  model: z.string(),
  seed: z.int().nonnegative(),
  references: z.array(z.string()),
  /** Most that it may cost. */
  usd: z.number().nonnegative(),
});

/** The vendor has begun, under this id. */
const startedSchema = z.object({ at, step: z.literal('started'), requestId: z.string(), id: z.string() });

/** The image was made, copied and paid for; it lies under `key`. */
const madeSchema = z.object({
  at,
  step: z.literal('made'),
  requestId: z.string(),
  name: z.string(),
  sha256: z.string(),
  size: z.int().nonnegative(),
  usd: z.number().nonnegative(),
});

/** Why a try came to nothing. `refused`: that prompt never again. `rejected`: made, but not fit for the set. */
export const fruitlessSchema = z.enum(['failed', 'refused', 'rejected']);

/** The try came to nothing. */
const endedSchema = z.object({
  at,
  step: z.literal('ended'),
  requestId: z.string(),
  how: fruitlessSchema,
  words: z.string(),
  usd: z.number().nonnegative(),
});

/** Making images ended early: the vendor's trouble, or money. */
const stoppedSchema = z.object({
  at,
  step: z.literal('stopped'),
  why: z.enum(['vendor', 'budget']),
  words: z.string(),
});

/** A made image that fits is about to join the set, or has. */
const addSchema = z.object({
  at,
  step: z.enum(['adding', 'added']),
  requestId: z.string(),
  change: z.string(),
  file: z.string(),
  sha256: z.string(),
  size: z.int().nonnegative(),
  type: imageTypeSchema,
  score: z.number(),
});

/** An image is about to leave the set for the place of retired ones, or has. */
const retireSchema = z.object({
  at,
  step: z.enum(['retiring', 'retired']),
  change: z.string(),
  file: z.string(),
  sha256: z.string(),
  size: z.int().nonnegative(),
});

/** An approved image stays in place after all. */
export const heldBecauseSchema = z.enum(['floor', 'target', 'pinned', 'kept-gone', 'changed']);

const heldSchema = z.object({
  at,
  step: z.literal('held'),
  change: z.string(),
  file: z.string(),
  because: heldBecauseSchema,
});

/** The manifest is about to be brought to the set, or has been. */
const manifestStepSchema = z.object({ at, step: z.enum(['manifest', 'manifest-written']) });

/** All that could be done was done; `open` where going on with the run could do more. */
const settledSchema = z.object({ at, step: z.literal('settled'), open: z.boolean() });

/** On the way back: an image is about to be put back into the set or taken out of it, or was; or cannot be. */
const backSchema = z.object({
  at,
  step: z.enum(['putting-back', 'put-back', 'taking-out', 'taken-out']),
  file: z.string(),
  sha256: z.string(),
});

const cannotSchema = z.object({ at, step: z.literal('cannot'), file: z.string(), words: z.string() });

/** The run is about to be taken back for this actor, and is not carried out any further; or it has been. */
const rolledBackSchema = z.object({ at, step: z.enum(['rolling-back', 'rolled-back']) });

/** One retired image was destroyed for good, by a person's word. */
const prunedSchema = z.object({ at, step: z.literal('pruned'), file: z.string() });

/** An entry of a journal. */
export const entrySchema = z.discriminatedUnion('step', [
  begunSchema,
  trySchema,
  startedSchema,
  madeSchema,
  endedSchema,
  stoppedSchema,
  addSchema,
  retireSchema,
  heldSchema,
  manifestStepSchema,
  settledSchema,
  backSchema,
  cannotSchema,
  rolledBackSchema,
  prunedSchema,
]);

/** See {@link entrySchema}. */
export type Entry = z.infer<typeof entrySchema>;

/** An entry of one step. */
export type EntryOf<Step extends Entry['step']> = Extract<Entry, { readonly step: Step }>;

/** An entry before it is written: its time is added by the log. */
export type NewEntry = Entry extends infer E ? (E extends Entry ? Omit<E, 'at'> : never) : never;

/**
 * `journal.json`: what one run does to one actor's set, an entry before each effect and one after it, in order. What it says
 * is enough to go on after a crash at any moment, and to take everything back.
 */
export const journalSchema = z.object({
  schema: z.literal(1),
  run: z.string(),
  actor: z.string(),
  entries: z.array(entrySchema),
});

/** See {@link journalSchema}. */
export type Journal = z.infer<typeof journalSchema>;
