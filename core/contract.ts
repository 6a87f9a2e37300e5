import * as z from 'zod';
import { approvalSchema } from './approval/approval.ts';
import { approvedItemSchema } from './approval/approved-items.ts';
import { reviewSchema } from './records/report.ts';

/** The tasks: each has a folder of this name in lambdas/. A task may be run by more than one state. */
export const TASKS = {
  prepare: 'prepare',
  composite: 'composite',
  evaluate: 'evaluate',
  plan: 'plan',
  review: 'review',
  requestApproval: 'request-approval',
  takeDecision: 'take-decision',
  generate: 'generate',
  retire: 'retire',
  settle: 'settle',
  rollBack: 'roll-back',
  recordFailure: 'record-failure',
  report: 'report',
} as const;

/** Key of a task in {@link TASKS}. */
export type TaskKey = keyof typeof TASKS;

/** The keys of all tasks. */
export const TASK_KEYS = Object.keys(TASKS) as readonly TaskKey[];

/** The states that run a task, as people see them in the console, with the task of each. Nothing else may name a state. */
export const TASK_STATES = {
  prepare: { name: 'Prepare', task: 'prepare' },
  composite: { name: 'Composite', task: 'composite' },
  evaluate: { name: 'Evaluate', task: 'evaluate' },
  plan: { name: 'Plan', task: 'plan' },
  recordFailure: { name: 'Record failure', task: 'recordFailure' },
  review: { name: 'Review plans', task: 'review' },
  requestApproval: { name: 'Request approval', task: 'requestApproval' },
  takeDecision: { name: 'Take decision', task: 'takeDecision' },
  closeApproval: { name: 'Close approval', task: 'takeDecision' },
  generate: { name: 'Generate', task: 'generate' },
  stopGenerating: { name: 'Stop generating', task: 'recordFailure' },
  retire: { name: 'Retire', task: 'retire' },
  compositeAgain: { name: 'Composite again', task: 'composite' },
  evaluateAgain: { name: 'Evaluate again', task: 'evaluate' },
  settle: { name: 'Settle', task: 'settle' },
  recordApplyFailure: { name: 'Record failure to apply', task: 'recordFailure' },
  rollBack: { name: 'Roll back', task: 'rollBack' },
  recordRollbackFailure: { name: 'Record failure to roll back', task: 'recordFailure' },
  report: { name: 'Report', task: 'report' },
} as const satisfies Record<string, { name: string; task: TaskKey }>;

/** Key of a state that runs a task. */
export type TaskStateKey = keyof typeof TASK_STATES;

/** The states that run no task. */
export const OTHER_STATES = {
  whereToBegin: 'Where to begin',
  evaluateActors: 'Evaluate actors',
  unrecorded: 'Failure not recorded',
  whatNext: 'What next',
  isApproved: 'Is it approved',
  applyPlans: 'Apply plans',
  isOurs: 'Is the set as planned',
  notTouched: 'Nothing was touched',
  applyUnrecorded: 'Failure to apply not recorded',
  rollBackActors: 'Roll back actors',
  rollbackUnrecorded: 'Failure to roll back not recorded',
  runFailed: 'Run failed',
} as const;

/** What a decision sends to the decide function; the fields of the commands `approve` and `reject`, and the desk's. */
export const decideInputSchema = z.strictObject({
  run: z.string().min(1),
  state: z.enum(['approved', 'rejected']),
  /** Who decides, in words: the caller's ARN or name. */
  by: z.string().min(1).max(200),
  /** The plans that were looked at; others are not decided about. */
  planHash: z.string(),
  only: z.array(z.string()).optional(),
  except: z.array(z.string()).optional(),
  keep: z.array(z.strictObject({ actor: z.string(), image: z.string() })).optional(),
  /** Only what was let in, up to this place in the log of decisions. */
  decidedUpTo: z.int().nonnegative().optional(),
  /** Why, in words. */
  note: z.string().max(2000).optional(),
  /** So many changes nobody has opened. */
  neverOpened: z.int().nonnegative().optional(),
});

/** See {@link decideInputSchema}. */
export type DecideInput = z.infer<typeof decideInputSchema>;

/** What the decide function answers. A refusal is a value, so that it reaches the person in words. */
export const decideOutputSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('decided'), won: z.boolean(), approval: approvalSchema.omit({ token: true }) }),
  z.object({ kind: z.literal('refused'), error: z.string(), message: z.string() }),
]);

/** See {@link decideOutputSchema}. */
export type DecideOutput = z.infer<typeof decideOutputSchema>;

/** The request is validated by the task itself, so that its problems can be listed in words. */
export const prepareInputSchema = z.object({ execution: z.string(), startedAt: z.string(), request: z.unknown() });

/**
 * Where the work begins: with looking at every actor; with the plans, where those are made; with the decision, where one
 * was taken; or with taking a run back.
 */
export const stageSchema = z.enum(['evaluate', 'review', 'decide', 'roll-back']);

/** What the run carries from state to state: references and counts only. */
export const preparedSchema = z.object({
  run: z.string(),
  stage: stageSchema,
  actors: z.int().nonnegative(),
  concurrency: z.int().positive(),
  /** Object key of the items of the Map over actors. */
  actorsKey: z.string(),
});

/** See {@link preparedSchema}. */
export type Prepared = z.infer<typeof preparedSchema>;

/** Whether a set is looked at to plan it, or once more after its plan was carried out. */
export const momentSchema = z.enum(['before', 'after']);

/** See {@link momentSchema}. */
export type Moment = z.infer<typeof momentSchema>;

/** What each step of one actor gets. */
export const actorInputSchema = z.object({
  run: z.string(),
  actor: z.string(),
  moment: momentSchema.default('before'),
});

/** See {@link actorInputSchema}. */
export type ActorInput = z.infer<typeof actorInputSchema>;

/** What a step of one actor answers. */
export type ActorOutput = Omit<ActorInput, 'moment'>;

/** What Step Functions makes of an error that a Catch caught, and what was being done. */
export const failureInputSchema = z.object({
  run: z.string(),
  actor: z.string(),
  during: z.enum(['planning', 'generating', 'applying', 'rollback']).default('planning'),
  error: z.object({ Error: z.string(), Cause: z.string().optional() }),
});

/** What the steps after the Map get. */
export const runInputSchema = z.object({ run: z.string() });

/** What Review says should happen next: ask a person, carry out what is approved already, or only report. */
export const reviewedSchema = z.object({
  next: z.enum(['ask', 'decide', 'report']),
  /** How long a person may take, where one is asked. */
  approvalSeconds: z.int().positive(),
});

/** See {@link reviewedSchema}. */
export type Reviewed = z.infer<typeof reviewedSchema>;

/** What Request approval gets; the token only where somebody else ends the wait. */
export const requestApprovalInputSchema = runInputSchema.extend({ token: z.string().optional() });

/** What Take decision gets; `expire` where nobody decided in time. */
export const takeDecisionInputSchema = runInputSchema.extend({ expire: z.boolean().default(false) });

/** How a run was decided. `waiting`: not yet; `done`: approved, and nothing of it is left to do. */
export const outcomeSchema = z.enum(['approved', 'rejected', 'expired', 'waiting', 'done']);

/** See {@link outcomeSchema}. */
export type Outcome = z.infer<typeof outcomeSchema>;

/** What Take decision answers. */
export const decisionTakenSchema = z.object({ outcome: outcomeSchema, itemsKey: z.string() });

/** See {@link decisionTakenSchema}. */
export type DecisionTaken = z.infer<typeof decisionTakenSchema>;

/** What the steps that carry a plan out get: `execution` holds the lease. */
export const applyInputSchema = z.object({ run: z.string(), execution: z.string(), item: approvedItemSchema });

/** See {@link applyInputSchema}. */
export type ApplyInput = z.infer<typeof applyInputSchema>;

/** What Roll back gets. */
export const rollBackInputSchema = z.object({ run: z.string(), execution: z.string(), actor: z.string() });

/** What Generate answers: whether the set is as planned and the next step may go on. */
export const generatedSchema = z.object({ goOn: z.boolean() });

/** See {@link generatedSchema}. */
export type Generated = z.infer<typeof generatedSchema>;

/** What the whole state machine answers. */
export const runOutputSchema = runInputSchema.extend({ review: reviewSchema });

/** See {@link runOutputSchema}. */
export type RunOutput = z.infer<typeof runOutputSchema>;
