import * as z from 'zod';
import { approvalSchema } from '../approval/approval.ts';
import { usageSchema } from '../judging/verdict.ts';
import { makerNameSchema } from '../ports/image-maker.ts';
import { actorResultSchema } from './actor-result.ts';
import { appliedSchema } from './applied.ts';

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
  /** What a person should know of the judge's models, each thing once. */
  modelNotes: z.array(z.string()).optional(),
  /** How carrying plans out went, in actors; all 0 where nothing was carried out. */
  outcomes: z.record(appliedSchema.shape.outcome, z.int().nonnegative()),
  /** Images that really joined, really left, and are still missing. */
  added: z.int().nonnegative(),
  retired: z.int().nonnegative(),
  missing: z.int().nonnegative(),
  /** What making images really cost. */
  makingUsd: z.number().nonnegative(),
  /** Actors that going on with the run could do more for. */
  open: z.int().nonnegative(),
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

/**
 * Where a run stands. planned: a dry-run, or nothing was to be done. waiting: for a person's decision. rejected, expired:
 * decided, nothing was changed. applied: all that was approved. partly: some of it. rolled-back: taken back.
 */
export const runStateSchema = z.enum(['planned', 'waiting', 'rejected', 'expired', 'applied', 'partly', 'rolled-back']);

/** See {@link runStateSchema}. */
export type RunState = z.infer<typeof runStateSchema>;

/** `report.json`: how a run ended. The rows of its actors are in `index.json`. */
export const reportSchema = z.object({
  schema: z.literal(1),
  run: z.string(),
  startedAt: z.string(),
  place: z.string(),
  mode: z.enum(['dry-run', 'execute']),
  state: runStateSchema,
  maker: z.object({ name: makerNameSchema, model: z.string(), standIn: z.boolean(), why: z.string() }),
  /** The decision about the run, where one was asked for. */
  approval: approvalSchema.omit({ token: true, schema: true }).optional(),
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
