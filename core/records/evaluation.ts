import * as z from 'zod';
import { imageTypeSchema } from '../image-type.ts';
import { doubtSchema } from '../judging/doubt.ts';
import { agreementSchema } from '../judging/looks.ts';
import { lookKindSchema, protocolSchema } from '../judging/protocol.ts';
import { usageSchema, verdictSchema } from '../judging/verdict.ts';
import { planSchema } from '../plan/plan.ts';
import { distributionSchema, targetFieldsSchema } from '../plan/target.ts';
import { appliedSchema } from './applied.ts';

/** One image of an evaluation: the verdict beside the file it is about. */
export const evaluatedImageSchema = verdictSchema.extend({
  file: z.string(),
  label: z.string(),
  /** Whether the verdict is too unsure for anything to be retired on its word. */
  unsure: z.boolean(),
  /** Why; empty where the judge is sure and nothing speaks against it. */
  doubts: z.array(doubtSchema).optional(),
  /** What was said each time the judge looked, where it looks at pictures: the verdict is what they come to. */
  looks: z
    .array(
      z.object({
        kind: lookKindSchema,
        ...verdictSchema.pick({ type: true, score: true, confidence: true }).shape,
        model: z.string(),
      }),
    )
    .optional(),
  /** The type that a person said instead and the plan went by; only in what is written for people. */
  corrected: z.object({ type: imageTypeSchema, by: z.string(), at: z.string() }).optional(),
  /** How two looks compare. */
  agreement: agreementSchema.optional(),
});

/** See {@link evaluatedImageSchema}. */
export type EvaluatedImage = z.infer<typeof evaluatedImageSchema>;

const countSchema = z.int().nonnegative();

/** How a set was judged. Questions and canaries are those of this run; looks and agreement are those of the whole set. */
export const judgingSchema = z.object({
  judge: z.string(),
  /** Model ids of all verdicts that count. */
  models: z.array(z.string()),
  /** Absent for a judge that looks at no pictures. */
  protocol: protocolSchema.optional(),
  /** Of everything the judge was told beside the pictures. */
  promptHash: z.string().optional(),
  /** Questions about sheets, and how many of them came to nothing: a canary was missed, or the answer could not be used. */
  sheets: z.object({ asked: countSchema, voided: countSchema }),
  /** Questions about images alone. */
  alone: z.object({ asked: countSchema, unusable: countSchema }),
  /** Cells with a known answer, in the sheets that were answered. */
  canaries: z.object({ shown: countSchema, missed: countSchema }),
  /** Images that were looked at as a cell, alone, and both ways; of the last, how many times both looks said the same. */
  looks: z.object({ sheet: countSchema, image: countSchema, both: countSchema, agreed: countSchema }),
  /** Why sheets were voided. */
  notes: z.array(z.string()),
  /** What a person should know of the models: which was passed over or adapted to, which shuts down soon. */
  modelNotes: z.array(z.string()),
});

/** See {@link judgingSchema}. */
export type Judging = z.infer<typeof judgingSchema>;

/** `evaluation.json`: the verdicts of a whole set with its distribution. */
export const evaluationSchema = z.object({
  schema: z.literal(1),
  actor: z.string(),
  run: z.string(),
  images: z.array(evaluatedImageSchema),
  unreadable: z.array(z.object({ file: z.string(), reason: z.string() })),
  distribution: distributionSchema,
  target: targetFieldsSchema,
  /** The judge's own words about the set, untrusted text. */
  analysis: z.string(),
  usage: usageSchema,
  judging: judgingSchema.optional(),
  /** How many verdicts were remembered from earlier runs, and so cost nothing. */
  remembered: z.int().nonnegative(),
});

/** See {@link evaluationSchema}. */
export type Evaluation = z.infer<typeof evaluationSchema>;

/**
 * The file for people, `<actor>_evaluation.json`: the evaluation with the plan that follows from it, and where the plan was
 * carried out, what really happened and the evaluation of the set as it is after that.
 */
export const publishedEvaluationSchema = evaluationSchema.extend({
  plan: planSchema,
  applied: appliedSchema.optional(),
  after: evaluationSchema.optional(),
});
