import * as z from 'zod';
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
});

/** See {@link evaluatedImageSchema}. */
export type EvaluatedImage = z.infer<typeof evaluatedImageSchema>;

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
