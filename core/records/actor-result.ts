import * as z from 'zod';
import { reasonGroupSchema } from '../desk/contract/run-state.ts';
import { byTypeSchema } from '../image-type.ts';
import { usageSchema } from '../judging/verdict.ts';
import { findingSchema } from '../plan/plan.ts';
import { appliedSchema } from './applied.ts';

/** When it was first through with being looked at in this run: ISO 8601, UTC. Results of earlier versions do not say. */
const at = z.string().optional();

const countsSchema = byTypeSchema(z.int().nonnegative());

/** `result.json` of an actor whose set was judged and planned. */
export const plannedResultSchema = z.object({
  schema: z.literal(1),
  actor: z.string(),
  group: z.string().optional(),
  status: z.enum(['balanced', 'planned']),
  at,
  before: countsSchema,
  target: countsSchema,
  after: countsSchema,
  /** Mean score of the set, one decimal; 0 for an empty set. */
  meanScore: z.number().min(0).max(10),
  retire: z.int().nonnegative(),
  generate: z.int().nonnegative(),
  /** How many changes have which reason; results of earlier versions do not say. */
  reasons: z.partialRecord(reasonGroupSchema, z.int().nonnegative()).optional(),
  /** Estimate for carrying the plan out. */
  usd: z.number().nonnegative(),
  findings: z.array(findingSchema),
  unreadable: z.int().nonnegative(),
  unsure: z.int().nonnegative(),
  /** What judging really cost. */
  usage: usageSchema,
  planHash: z.string(),
  /** What a person should know of the judge's models. */
  modelNotes: z.array(z.string()).optional(),
  /** How carrying the plan out went, where it was approved. */
  applied: appliedSchema.optional(),
});

/** See {@link plannedResultSchema}. */
export type PlannedResult = z.infer<typeof plannedResultSchema>;

/** `result.json` of an actor that could not be worked on; the rest of the run went on. */
export const failedResultSchema = z.object({
  schema: z.literal(1),
  actor: z.string(),
  status: z.literal('failed'),
  at,
  /** A name of core/errors, or what the platform called it. */
  error: z.string(),
  /** What happened and what to do, in words. */
  message: z.string(),
  /** What judging cost before it failed. */
  usage: usageSchema,
});

/** See {@link failedResultSchema}. */
export type FailedResult = z.infer<typeof failedResultSchema>;

/** How an actor came out of a run. */
export const actorResultSchema = z.discriminatedUnion('status', [plannedResultSchema, failedResultSchema]);

/** See {@link actorResultSchema}. */
export type ActorResult = z.infer<typeof actorResultSchema>;
