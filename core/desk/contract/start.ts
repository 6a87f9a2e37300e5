import * as z from 'zod';
import { actorIdSchema } from './parts.ts';

/** `POST /api/runs` and `POST /api/runs/estimate`: a run to start. `{}` is a dry-run over all actors. */
export const startRunSchema = z.strictObject({
  mode: z.enum(['dry-run', 'execute']).default('dry-run'),
  actors: z.array(actorIdSchema).min(1).max(100_000).optional(),
  group: z.string().min(1).max(200).optional(),
  sample: z.strictObject({ size: z.int().min(1), seed: z.int().default(1) }).optional(),
  budgetUsd: z.number().min(0).max(1_000_000).optional(),
  maxDeletions: z.int().min(0).optional(),
  /** Judge again what has not changed. */
  force: z.boolean().default(false),
});

/** See {@link startRunSchema}. */
export type StartRun = z.input<typeof startRunSchema>;

/** Answer of `POST /api/runs` (202), of rollbacks and of going on: the run to follow. */
export const runStartedSchema = z.object({ run: z.string() });

/** See {@link runStartedSchema}. */
export type RunStarted = z.infer<typeof runStartedSchema>;

/** Answer of `POST /api/runs/estimate`: nothing is started. */
export const estimateSchema = z.object({
  actors: z.int(),
  /** Images that lie in their folders. */
  images: z.int(),
  /** Of those, the ones that the last runs have not judged, as far as their names and sizes tell. */
  toJudge: z.int(),
  judgingUsdAtMost: z.number(),
  /** Images that the last plans wanted made, for actors that have one; null where nobody knows. */
  toMake: z.int().nullable(),
  makingUsdAbout: z.number().nullable(),
  budgetUsd: z.number(),
  judge: z.string(),
  maker: z.string(),
});

/** See {@link estimateSchema}. */
export type Estimate = z.infer<typeof estimateSchema>;
