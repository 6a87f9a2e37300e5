import * as z from 'zod';

/**
 * What starts a run: the input of the state machine, from the console as well as from the CLI. `{}` is a dry-run over
 * all actors.
 */
export const runRequestSchema = z.strictObject({
  mode: z.enum(['dry-run']).default('dry-run').describe('dry-run looks and plans and changes nothing.'),
  actors: z.array(z.string().min(1)).min(1).optional().describe('Ids; all actors when left out.'),
  group: z.string().min(1).optional().describe('Only the actors of this group of the config.'),
  sample: z
    .strictObject({ size: z.int().min(1), seed: z.int().default(1) })
    .optional()
    .describe('That many actors at random out of those chosen; the same seed chooses the same ones.'),
  force: z.boolean().default(false).describe('Judge again what has not changed.'),
  budgetUsd: z.number().min(0).optional().describe('Instead of limits.budgetUsd.'),
  maxDeletions: z.int().min(0).optional().describe('Instead of limits.maxDeletions.'),
  concurrency: z.int().min(1).max(1000).optional().describe('Instead of limits.concurrency.'),
});

/** See {@link runRequestSchema}. */
export type RunRequest = z.infer<typeof runRequestSchema>;

/** What may be given: every field optional. */
export type RunRequestInput = z.input<typeof runRequestSchema>;
