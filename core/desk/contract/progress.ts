import * as z from 'zod';
import { madePictureSchema, timeSchema } from './parts.ts';
import { deskRunStateSchema } from './run-state.ts';

/** What a run does one after the other. */
export const stageNameSchema = z.enum(['look', 'review', 'apply', 'roll-back', 'report']);

/** A stage and how far it is, in actors. */
export const stageSchema = z.object({
  name: stageNameSchema,
  state: z.enum(['waiting', 'under-way', 'done']),
  done: z.int(),
  total: z.int(),
});

/** One thing that happened. */
export const progressEventSchema = z.object({
  sequence: z.int().positive(),
  at: timeSchema,
  actor: z.string(),
  /** `failed` has its cause in `message`; `added` its picture. */
  what: z.enum(['started', 'looked', 'judged', 'planned', 'added', 'retired', 'settled', 'rolled-back', 'failed']),
  message: z.string().nullable(),
  picture: madePictureSchema.nullable(),
});

/** See {@link progressEventSchema}. */
export type ProgressEvent = z.infer<typeof progressEventSchema>;

/** How many of how many. */
const countSchema = z.object({ done: z.int().nonnegative(), total: z.int().nonnegative() });

/** An actor that failed, why, and what to do. */
export const runFailureSchema = z.object({ actor: z.string(), error: z.string(), message: z.string() });

/** `GET /api/runs/:id/progress?after=`: events behind this place in the order they happened, and where the run stands. */
export const progressSchema = z.object({
  run: z.string(),
  state: deskRunStateSchema,
  startedAt: timeSchema,
  /** Place of the last event; pass it as `after` next time. */
  sequence: z.int().nonnegative(),
  /**
   * Names the count: another one means that an earlier `after` no longer holds; ask again from 0. The run's name where the events
   * are read from its records: then they are the same for every process of the desk, and some seconds late while it goes on.
   */
  epoch: z.string(),
  stages: z.array(stageSchema),
  /** New pictures and retired ones of those approved; null while nothing is carried out. */
  pictures: z.object({ generate: countSchema, retire: countSchema }).nullable(),
  /** What the time left is reckoned from: the last new pictures; null where too few came. */
  pace: z.object({ pictures: z.int().positive(), secondsEach: z.number().nonnegative() }).nullable(),
  /** Whether another process carries it out: its progress is read from its records, and it can only be stopped there. */
  elsewhere: z.boolean(),
  /** Undefined while nothing can be said. */
  secondsLeft: z.int().nullable(),
  spentUsd: z.number(),
  estimateUsd: z.number(),
  budgetUsd: z.number(),
  failures: z.array(runFailureSchema),
  events: z.array(progressEventSchema),
  /** What stays done if it is stopped now; null where it cannot be stopped here. */
  ifStopped: z.object({ retired: z.int(), added: z.int(), words: z.string() }).nullable(),
  /** Why it ended, where it ended badly, and what to do. */
  problem: z.string().nullable(),
  pollMs: z.int(),
});

/** See {@link progressSchema}. */
export type Progress = z.infer<typeof progressSchema>;

/** Answer of `POST /api/runs/:id/cancel`. */
export const cancelledSchema = z.object({
  /** False where it was over already. */
  stopped: z.boolean(),
  words: z.string(),
});

/** See {@link cancelledSchema}. */
export type Cancelled = z.infer<typeof cancelledSchema>;
