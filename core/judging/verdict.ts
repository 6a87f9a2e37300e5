import * as z from 'zod';
import { imageTypeSchema } from '../image-type.ts';

/** Who said it: a judge, the model behind it, and a hash of how it was asked. */
export const judgeSignatureSchema = z.object({
  name: z.enum(['offline', 'openai']),
  /** Model id as the vendor names it, or the offline judge's version. */
  model: z.string(),
  /** Changes with anything that could change an answer (model, prompt, schema); names the verdict cache's entries. */
  key: z.string().regex(/^[a-z0-9][a-z0-9._-]{0,99}$/i),
});

/** See {@link judgeSignatureSchema}. */
export type JudgeSignature = z.infer<typeof judgeSignatureSchema>;

/** What a judge says of one image. */
export const verdictSchema = z.object({
  type: imageTypeSchema,
  /** Quality, 1 (useless) to 10. */
  score: z.number().min(1).max(10),
  /** The judge's own words, untrusted text, at most 300 characters. */
  reason: z.string().max(300),
  /** How sure the judge is of the type, 0 to 1. */
  confidence: z.number().min(0).max(1),
  judge: judgeSignatureSchema,
  /** Something a person should look at (explicit content, say), in words. It is never a reason for a plan to do anything. */
  warning: z.string().max(200).optional(),
});

/** See {@link verdictSchema}. */
export type Verdict = z.infer<typeof verdictSchema>;

/** What an answer cost. Dollars are computed from tokens and the price table; the offline judge costs nothing. */
export const usageSchema = z.object({
  calls: z.int().nonnegative(),
  inputTokens: z.int().nonnegative(),
  outputTokens: z.int().nonnegative(),
  usd: z.number().nonnegative(),
});

/** See {@link usageSchema}. */
export type Usage = z.infer<typeof usageSchema>;

/** Nothing used. */
export const NO_USAGE: Usage = { calls: 0, inputTokens: 0, outputTokens: 0, usd: 0 };

/** The sum of two usages. */
export function addUsage(a: Usage, b: Usage): Usage {
  return {
    calls: a.calls + b.calls,
    inputTokens: a.inputTokens + b.inputTokens,
    outputTokens: a.outputTokens + b.outputTokens,
    usd: a.usd + b.usd,
  };
}
