import * as z from 'zod';
import { protocolSchema } from './judging/protocol.ts';

/** What makes no sense beside the run that is named: that run was chosen and planned already. */
const REFUSED = {
  resume: ['actors', 'group', 'sample', 'maxDeletions', 'protocol', 'decisionsFrom'],
  rollback: ['group', 'sample', 'maxDeletions', 'budgetUsd', 'protocol', 'decisionsFrom'],
} as const;

/**
 * What starts a run: the input of the state machine, from the console as well as from the CLI. `{}` is a dry-run over
 * all actors.
 */
export const runRequestSchema = z
  .strictObject({
    mode: z
      .enum(['dry-run', 'execute', 'resume', 'rollback'])
      .default('dry-run')
      .describe(
        'dry-run looks and plans and changes nothing; execute carries plans out once they are approved; resume goes on with a run that stopped; rollback takes a run back.',
      ),
    run: z.string().min(1).optional().describe('The run to resume or to roll back.'),
    approval: z
      .enum(['wanted', 'auto'])
      .default('wanted')
      .describe('auto carries the plans out without asking a person.'),
    actors: z.array(z.string().min(1)).min(1).optional().describe('Ids; all actors when left out.'),
    group: z.string().min(1).optional().describe('Only the actors of this group of the config.'),
    sample: z
      .strictObject({ size: z.int().min(1), seed: z.int().default(1) })
      .optional()
      .describe('That many actors at random out of those chosen; the same seed chooses the same ones.'),
    force: z.boolean().default(false).describe('Judge again what has not changed.'),
    protocol: protocolSchema.optional().describe('Instead of judge.protocol.'),
    budgetUsd: z.number().min(0).optional().describe('Instead of limits.budgetUsd.'),
    maxDeletions: z.int().min(0).optional().describe('Instead of limits.maxDeletions.'),
    decisionsFrom: z
      .string()
      .min(1)
      .optional()
      .describe('An earlier run whose decisions are carried over where the new plans have the same changes.'),
    concurrency: z.int().min(1).max(1000).optional().describe('Instead of limits.concurrency.'),
  })
  .superRefine((request, context) => {
    const { mode } = request;
    const report = (field: string, message: string) => context.addIssue({ code: 'custom', path: [field], message });
    if (mode === 'dry-run' || mode === 'execute') {
      if (request.run !== undefined) report('run', 'is only for the modes resume and rollback');
      return;
    }
    if (request.run === undefined) report('run', `is needed to ${mode}: which run?`);
    for (const field of REFUSED[mode]) if (request[field] !== undefined) report(field, `cannot be given to ${mode}`);
  });

/** See {@link runRequestSchema}. */
export type RunRequest = z.infer<typeof runRequestSchema>;

/** What may be given: every field optional. */
export type RunRequestInput = z.input<typeof runRequestSchema>;
