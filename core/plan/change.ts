import * as z from 'zod';
import { imageTypeSchema } from '../image-type.ts';

/** Why an image should leave: a code with the numbers it rests on. The words are made by core/report/wording.ts. */
export const retireReasonSchema = z.discriminatedUnion('code', [
  z.object({
    code: z.literal('exact-copy'),
    kept: z.string(),
    /** Whether the kept one leaves as well, for a reason of its own: then both are gone. */
    keptLeaves: z.boolean(),
  }),
  z.object({
    code: z.literal('near-copy'),
    kept: z.string(),
    keptLeaves: z.boolean(),
    bits: z.int().nonnegative(),
    maxBits: z.int().nonnegative(),
    /** Correlation of the two pictures' greys, at most 1. */
    correlation: z.number().max(1),
    mirrored: z.boolean(),
    pixels: z.int().positive(),
    keptPixels: z.int().positive(),
  }),
  z.object({ code: z.literal('below-minimum'), score: z.number(), minimum: z.number() }),
  z.object({
    code: z.literal('excess'),
    score: z.number(),
    /** Images of the type left after copies and bad ones, and how many the target wants. */
    count: z.int().nonnegative(),
    target: z.int().nonnegative(),
  }),
]);

/** See {@link retireReasonSchema}. */
export type RetireReason = z.infer<typeof retireReasonSchema>;

/** One image to take out of the set. */
export const retireChangeSchema = z.object({
  /** Stable: the same image in the same set has the same id in every plan. */
  id: z.string(),
  kind: z.literal('retire'),
  file: z.string(),
  label: z.string(),
  type: imageTypeSchema,
  score: z.number(),
  reason: retireReasonSchema,
});

/** See {@link retireChangeSchema}. */
export type RetireChange = z.infer<typeof retireChangeSchema>;

/** One image to make. */
export const generateChangeSchema = z.object({
  id: z.string(),
  kind: z.literal('generate'),
  type: imageTypeSchema,
  reason: z.object({
    code: z.literal('missing'),
    /** Images of the type left after retiring, and how many the target wants. */
    count: z.int().nonnegative(),
    target: z.int().nonnegative(),
  }),
  promptNumber: z.int().positive(),
  prompt: z.string(),
  /** Files of the set's best real photographs; empty where it has none. */
  references: z.array(z.string()),
  /** Estimate in USD. */
  usd: z.number().nonnegative(),
});

/** See {@link generateChangeSchema}. */
export type GenerateChange = z.infer<typeof generateChangeSchema>;

/** One change of a plan. */
export const changeSchema = z.discriminatedUnion('kind', [retireChangeSchema, generateChangeSchema]);

/** See {@link changeSchema}. */
export type Change = z.infer<typeof changeSchema>;

/** What kept an image in the set that had a reason to leave. */
export const withheldSchema = z.object({
  file: z.string(),
  label: z.string(),
  reason: retireReasonSchema,
  because: z.enum(['pinned', 'unsure', 'unconfirmed', 'cap', 'floor']),
});

/** See {@link withheldSchema}. */
export type Withheld = z.infer<typeof withheldSchema>;
