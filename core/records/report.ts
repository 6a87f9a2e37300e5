import * as z from 'zod';
import { usageSchema } from '../judging/verdict.ts';
import { actorResultSchema } from './actor-result.ts';

/** What a run comes to over all its actors. */
export const runTotalsSchema = z.object({
  actors: z.int().nonnegative(),
  balanced: z.int().nonnegative(),
  planned: z.int().nonnegative(),
  failed: z.int().nonnegative(),
  retire: z.int().nonnegative(),
  generate: z.int().nonnegative(),
  unreadable: z.int().nonnegative(),
  unsure: z.int().nonnegative(),
  /** Estimate for carrying all plans out. */
  usd: z.number().nonnegative(),
  /** What judging really cost. */
  usage: usageSchema,
});

/** See {@link runTotalsSchema}. */
export type RunTotals = z.infer<typeof runTotalsSchema>;

/** What the Review step says of all plans together. */
export const reviewSchema = z.object({
  totals: runTotalsSchema,
  /** Over the hashes of all plans: what an approval of the run is bound to. */
  planHash: z.string(),
});

/** See {@link reviewSchema}. */
export type Review = z.infer<typeof reviewSchema>;

/** `report.json`: how a run ended. The rows of its actors are in `index.json`. */
export const reportSchema = z.object({
  schema: z.literal(1),
  run: z.string(),
  startedAt: z.string(),
  place: z.string(),
  mode: z.enum(['dry-run']),
  judge: z.object({ name: z.string(), model: z.string(), why: z.string() }),
  budgetUsd: z.number(),
  review: reviewSchema,
});

/** See {@link reportSchema}. */
export type Report = z.infer<typeof reportSchema>;

/** `index.json`: one row per actor, failures first, then those with most to do, then by name. */
export const runIndexSchema = z.object({ schema: z.literal(1), run: z.string(), actors: z.array(actorResultSchema) });

/** See {@link runIndexSchema}. */
export type RunIndex = z.infer<typeof runIndexSchema>;
