import * as z from 'zod';
import { imageTypeSchema } from '../image-type.ts';
import { protocolSchema } from '../judging/protocol.ts';
import { usageSchema } from '../judging/verdict.ts';

/** What a judge said of one image. */
const saidSchema = z.object({
  type: imageTypeSchema,
  score: z.number(),
  confidence: z.number(),
  unsure: z.boolean(),
  /** In the judge's words, untrusted text. */
  reason: z.string(),
});

/** See {@link saidSchema}. */
export type Said = z.infer<typeof saidSchema>;

/** A labelled image and what was said of it; once or, with others around it, twice. */
export const checkedImageSchema = z.object({
  file: z.string(),
  /** Where it is from; empty where the labels do not say. */
  source: z.string(),
  truth: imageTypeSchema,
  /** Undefined where the judge had nothing to say. */
  said: saidSchema.optional(),
  again: saidSchema.optional(),
  /** Scores of copies that were made worse, by how. */
  copies: z.record(z.string(), z.number()).optional(),
});

/** See {@link checkedImageSchema}. */
export type CheckedImage = z.infer<typeof checkedImageSchema>;

/** A judge held against labelled images: what it said of each, from which everything else is computed. */
export const judgeCheckSchema = z.object({
  schema: z.literal(1),
  /** ISO 8601. */
  at: z.string(),
  judge: z.object({
    name: z.string(),
    models: z.array(z.string()),
    /** Absent for a judge that looks at no pictures. */
    protocol: protocolSchema.optional(),
    promptHash: z.string().optional(),
  }),
  /** Whatever the labels lie in, as it was named. */
  folder: z.string(),
  images: z.array(checkedImageSchema),
  /** Of the first look at all images; the second look and the copies cost beside it. */
  usage: usageSchema,
  totalUsd: z.number().nonnegative(),
  /** Of the first look, in milliseconds. */
  ms: z.number().nonnegative(),
  /** Sets that could not be judged, in words. */
  failures: z.array(z.string()),
  /** What the judge has to say about its models. */
  notes: z.array(z.string()),
});

/** See {@link judgeCheckSchema}. */
export type JudgeCheck = z.infer<typeof judgeCheckSchema>;
