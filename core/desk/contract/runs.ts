import * as z from 'zod';
import { countsSchema, timeSchema } from './parts.ts';
import { deskRunStateSchema, reasonGroupSchema } from './run-state.ts';

/** How a run was decided, or until when it can be. */
export const deskApprovalSchema = z.object({
  state: z.enum(['pending', 'approved', 'rejected', 'expired']),
  requestedAt: timeSchema,
  expiresAt: timeSchema,
  by: z.string().nullable(),
  at: timeSchema.nullable(),
  note: z.string().nullable(),
});

/** See {@link deskApprovalSchema}. */
export type DeskApproval = z.infer<typeof deskApprovalSchema>;

/** A run that was taken back, whole, for some actors or for single pictures: who, when, why. */
export const rollbackNoteSchema = z.object({
  by: z.string(),
  at: timeSchema,
  reason: z.string(),
  /** How many single pictures; null for whole sets. */
  pictures: z.int().positive().nullable(),
});

/** A run that plans some actors of another one again. */
export const replanNoteSchema = z.object({ run: z.string(), by: z.string(), at: timeSchema, actors: z.int() });

/** A run in a line. */
export const runLineSchema = z.object({
  run: z.string(),
  startedAt: timeSchema,
  mode: z.enum(['dry-run', 'execute']),
  state: deskRunStateSchema,
  actors: z.int(),
  /** As planned, and as really done. */
  planned: z.object({ actors: z.int(), retire: z.int(), generate: z.int(), usd: z.number() }),
  done: z.object({ retired: z.int(), added: z.int(), missing: z.int(), failed: z.int(), usd: z.number() }),
  approval: deskApprovalSchema.nullable(),
  rollbacks: z.array(rollbackNoteSchema),
  /** Runs in which actors of this one are planned again: they can be approved there only. */
  plannedAgain: z.array(replanNoteSchema),
  /** The run whose actors this one plans again, with what was decided there. */
  decisionsFrom: z.string().nullable(),
  /** Whether this desk can stop it: it runs here. */
  here: z.boolean(),
  /** Whether another process carries it out: it can only be stopped there. */
  elsewhere: z.boolean(),
  /** Why it ended, where it ended badly. */
  problem: z.string().nullable(),
});

/** See {@link runLineSchema}. */
export type RunLine = z.infer<typeof runLineSchema>;

/** An actor in a run, in a line; the order is the order of review and stays. */
export const runActorSchema = z.object({
  actor: z.string(),
  /** How it came out: failed, balanced, planned, or what became of its plan. */
  standing: z.enum(['failed', 'balanced', 'planned', 'applied', 'partly', 'stale', 'busy', 'rolled-back']),
  before: countsSchema.nullable(),
  target: countsSchema.nullable(),
  after: countsSchema.nullable(),
  retire: z.int(),
  generate: z.int(),
  /** The run in which it is planned again. */
  plannedAgain: z.string().nullable(),
  /** What happened and what to do, where it failed. */
  message: z.string().nullable(),
});

/** See {@link runActorSchema}. */
export type RunActor = z.infer<typeof runActorSchema>;

/** `GET /api/runs/:id`. */
export const runDetailSchema = z.object({
  run: runLineSchema,
  /** What a decision or an approval is bound to; null where there is nothing to decide. */
  planHash: z.string().nullable(),
  budgetUsd: z.number(),
  byReason: z.partialRecord(reasonGroupSchema, z.object({ items: z.int(), actors: z.int() })),
  /** The place of the last decision in the log. */
  sequence: z.int().nonnegative(),
  actors: z.array(runActorSchema),
});

/** See {@link runDetailSchema}. */
export type RunDetail = z.infer<typeof runDetailSchema>;

/** `GET /api/runs?actor=`: the newest first; with an actor those that were about it, each with what it did to that one. */
export const runsSchema = z.object({
  runs: z.array(
    runLineSchema.extend({
      /** Null without an actor. */
      ofActor: runActorSchema
        .pick({ standing: true, retire: true, generate: true })
        .extend({
          /** What was really done. */
          retired: z.int(),
          added: z.int(),
        })
        .nullable(),
    }),
  ),
});

/** See {@link runsSchema}. */
export type Runs = z.infer<typeof runsSchema>;
