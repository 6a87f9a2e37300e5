import * as z from 'zod';
import { PROMPT_LENGTH } from '../rules/edited-prompt.ts';
import { actorIdSchema, changeIdSchema, timeSchema } from './parts.ts';
import { movedSchema } from './refusal.ts';

/** What becomes of a picture: in the set afterwards, or not. Null is undecided. Not to be mistaken for the plan's proposal. */
export const outcomeSchema = z.enum(['in', 'out']);

/** See {@link outcomeSchema}. */
export type Outcome = z.infer<typeof outcomeSchema>;

/** One picture decided about. */
export const deskDecisionSchema = z.strictObject({
  actor: actorIdSchema,
  change: changeIdSchema,
  outcome: outcomeSchema.nullable(),
});

/** See {@link deskDecisionSchema}. */
export type DeskDecision = z.infer<typeof deskDecisionSchema>;

/** Most decisions in one write: a whole reason is sent in parts. */
export const MAX_DECISIONS = 1000;

/**
 * `PUT /api/runs/:id/decisions`, with the plan hash and an idempotency key. `undo` takes back one entry of the log (an undo is an
 * entry too: taking that back is redo) as far as nobody has decided otherwise since.
 */
export const putDecisionsSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('decide'),
    decisions: z.array(deskDecisionSchema).min(1).max(MAX_DECISIONS),
  }),
  z.strictObject({
    kind: z.literal('prompt'),
    actor: actorIdSchema,
    change: changeIdSchema,
    /** What is sent to the maker instead of the plan's prompt; null for the plan's again. Checked like a template's text. */
    prompt: z
      .string()
      .max(2 * PROMPT_LENGTH.most)
      .nullable(),
  }),
  z.strictObject({ kind: z.literal('undo'), sequence: z.int().positive() }),
]);

/** See {@link putDecisionsSchema}. */
export type PutDecisions = z.infer<typeof putDecisionsSchema>;

/** An entry of the log as the desk shows it. A decision without a change is about the whole actor: the CLI's `reject --actor-id`. */
export const logEntrySchema = z.object({
  sequence: z.int().positive(),
  by: z.string(),
  at: timeSchema,
  /** What the write was named by; null for words that came another way. Whoever sent it knows its own by that. */
  key: z.string().nullable(),
  /** The entry that this one takes back. */
  undoes: z.int().positive().nullable(),
  /** The run in which it was said, where it was carried over from there. */
  carriedFrom: z.string().nullable(),
  decisions: z.array(
    z.object({
      actor: z.string(),
      change: z.string().nullable(),
      carryOut: z.boolean().nullable(),
      /** A prompt in place of the plan's, null for the plan's again: then nothing is said of carrying out. */
      prompt: z.string().nullable().optional(),
    }),
  ),
});

/** See {@link logEntrySchema}. */
export type LogEntry = z.infer<typeof logEntrySchema>;

/** Answer of `PUT …/decisions`. */
export const decisionsSavedSchema = z.object({
  /** Place of the entry in the log; of the one that was there where it was sent before. */
  sequence: z.int().positive(),
  /** What the entry says: for an undo, what each picture is back to. */
  entry: logEntrySchema,
  /** Of what was decided, the items whose picture is no longer what the plan rests on. They are saved, and will not be carried out. */
  moved: z.array(movedSchema),
});

/** See {@link decisionsSavedSchema}. */
export type DecisionsSaved = z.infer<typeof decisionsSavedSchema>;

/** `GET /api/runs/:id/decisions?after=`: the log of the present plans behind this entry; all of it from 0. */
export const decisionLogSchema = z.object({
  planHash: z.string(),
  /** Place of the last entry; 0 for an empty log. */
  sequence: z.int().nonnegative(),
  entries: z.array(logEntrySchema),
});

/** See {@link decisionLogSchema}. */
export type DecisionLog = z.infer<typeof decisionLogSchema>;
