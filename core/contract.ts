import * as z from 'zod';
import { reviewSchema } from './records/report.ts';

/** The names of the states, as people see them in the console. Nothing else may name a state. */
export const STATES = {
  prepare: 'Prepare',
  evaluateActors: 'Evaluate actors',
  composite: 'Composite',
  evaluate: 'Evaluate',
  plan: 'Plan',
  recordFailure: 'Record failure',
  unrecorded: 'Failure not recorded',
  review: 'Review plans',
  report: 'Report',
  runFailed: 'Run failed',
} as const;

/** The tasks: each has a folder of this name in lambdas/ and is run by the state of the same key in {@link STATES}. */
export const TASKS = {
  prepare: 'prepare',
  composite: 'composite',
  evaluate: 'evaluate',
  plan: 'plan',
  recordFailure: 'record-failure',
  review: 'review',
  report: 'report',
} as const;

/** Key of a task in {@link TASKS}. */
export type TaskKey = keyof typeof TASKS;

/** The keys of all tasks. */
export const TASK_KEYS = Object.keys(TASKS) as readonly TaskKey[];

/** The environment that a construct gives its functions. */
export const ENVIRONMENT = {
  bucket: 'EVENCAST_BUCKET',
  /** The configuration as JSON, validated at synth. */
  config: 'EVENCAST_CONFIG',
} as const;

/** The request is validated by the task itself, so that its problems can be listed in words. */
export const prepareInputSchema = z.object({ run: z.string(), startedAt: z.string(), request: z.unknown() });

/** What the run carries from state to state: references and counts only. */
export const preparedSchema = z.object({
  run: z.string(),
  actors: z.int().nonnegative(),
  concurrency: z.int().positive(),
  /** Object key of the Map's items. */
  actorsKey: z.string(),
});

/** See {@link preparedSchema}. */
export type Prepared = z.infer<typeof preparedSchema>;

/** What each step of one actor gets. */
export const actorInputSchema = z.object({ run: z.string(), actor: z.string() });

/** See {@link actorInputSchema}. */
export type ActorInput = z.infer<typeof actorInputSchema>;

/** What Step Functions makes of an error that a Catch caught. */
export const failureInputSchema = actorInputSchema.extend({
  error: z.object({ Error: z.string(), Cause: z.string().optional() }),
});

/** What the steps after the Map get. */
export const runInputSchema = z.object({ run: z.string() });

/** What Report gets. */
export const reportInputSchema = runInputSchema.extend({ review: reviewSchema });

/** What the whole state machine answers. */
export const runOutputSchema = runInputSchema.extend({ review: reviewSchema });

/** See {@link runOutputSchema}. */
export type RunOutput = z.infer<typeof runOutputSchema>;
