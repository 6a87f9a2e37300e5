import * as z from 'zod';
import type { Config } from '../../core/config/config.ts';
import { OTHER_STATES, TASK_STATES, type TaskKey, type TaskStateKey } from '../../core/contract.ts';
import type { Layout } from '../../core/layout.ts';
import type { ApprovalDesk } from '../../core/ports/approval-desk.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { ImageCodec } from '../../core/ports/image-codec.ts';
import type { ImageMaker } from '../../core/ports/image-maker.ts';
import type { Judge, Patience } from '../../core/ports/judge.ts';
import type { ObjectStore } from '../../core/ports/object-store.ts';
import { composite } from '../../lambdas/composite/task.ts';
import { evaluate } from '../../lambdas/evaluate/task.ts';
import { generate } from '../../lambdas/generate/task.ts';
import { plan } from '../../lambdas/plan/task.ts';
import { prepare } from '../../lambdas/prepare/task.ts';
import { recordFailure } from '../../lambdas/record-failure/task.ts';
import { report } from '../../lambdas/report/task.ts';
import { requestApproval } from '../../lambdas/request-approval/task.ts';
import { retire } from '../../lambdas/retire/task.ts';
import { review } from '../../lambdas/review/task.ts';
import { rollBack } from '../../lambdas/roll-back/task.ts';
import { settle } from '../../lambdas/settle/task.ts';
import { takeDecision } from '../../lambdas/take-decision/task.ts';
import { itemsSchema } from './items.ts';
import type { StateHandler } from './run-machine.ts';
import { readerState } from './translate.ts';

/** Everything that a run on this machine works with. */
export interface World {
  readonly store: ObjectStore;
  readonly layout: Layout;
  readonly config: Config;
  readonly codec: ImageCodec;
  readonly judge: Judge;
  readonly judgeWhy: string;
  readonly maker: ImageMaker;
  readonly makerWhy: string;
  readonly desk: ApprovalDesk;
  readonly clock: Clock;
  /** Whether the process that holds a lease has ended. */
  readonly isGone: (holder: string) => boolean;
}

/** The steps of an actor that are told about, by the state that runs them. */
const ACTOR_STEPS = {
  composite: 'composite',
  evaluate: 'evaluate',
  plan: 'plan',
  recordFailure: 'record-failure',
  generate: 'generate',
  retire: 'retire',
  compositeAgain: 'composite-again',
  evaluateAgain: 'evaluate-again',
  settle: 'settle',
  recordApplyFailure: 'record-failure',
  rollBack: 'roll-back',
  recordRollbackFailure: 'record-failure',
} as const satisfies Partial<Record<TaskStateKey, string>>;

/** A step of an actor. */
export type ActorStep = (typeof ACTOR_STEPS)[keyof typeof ACTOR_STEPS];

/** What happens to an actor while a run goes on. */
export interface StepEvent {
  readonly actor: string;
  readonly step: ActorStep;
  readonly phase: 'started' | 'image' | 'finished';
  /** Images looked at so far, during Composite. */
  readonly images?: number;
  /** Why the actor failed, in words, with `record-failure`. */
  readonly message?: string;
}

/** What is told of a step's input: whom it is about, and what went wrong where it records a failure. */
const toldSchema = z.object({
  actor: z.string().optional(),
  item: z.object({ actor: z.string() }).optional(),
  error: z.object({ Cause: z.string() }).optional(),
});

/** A task's time limit in the definition, less a little to answer within it. */
const TASK_MS = 14.5 * 60_000;

type Task = (input: unknown, world: World, patience: Patience) => Promise<unknown>;

/** The tasks as they are deployed, each with its signal or its patience. */
const RUN_TASKS: Readonly<Record<TaskKey, Task>> = {
  prepare: (input, world) => prepare(input, world),
  composite: (input, world, { signal }) => composite(input, world, signal),
  evaluate: (input, world, patience) => evaluate(input, world, patience),
  plan: (input, world, { signal }) => plan(input, world, signal),
  review: (input, world, { signal }) => review(input, world, signal),
  requestApproval: (input, world, { signal }) => requestApproval(input, world, signal),
  takeDecision: (input, world, { signal }) => takeDecision(input, world, signal),
  generate: (input, world, patience) => generate(input, world, patience),
  retire: (input, world, { signal }) => retire(input, world, signal),
  settle: (input, world, { signal }) => settle(input, world, signal),
  rollBack: (input, world, { signal }) => rollBack(input, world, signal),
  recordFailure: (input, world, { signal }) => recordFailure(input, world, signal),
  report: (input, world, { signal }) => report(input, world, signal),
};

/** The Maps, each with a state that reads its items. */
const MAPS = [OTHER_STATES.evaluateActors, OTHER_STATES.applyPlans, OTHER_STATES.rollBackActors] as const;

/**
 * The handlers of all task states, by state name, working on `world` until `signal` ends it.
 *
 * @param tell hears of every step of an actor.
 * @param begun hears how many actors the run is about, once that is known.
 */
export function handlersFor(
  world: World,
  signal: AbortSignal,
  tell: (event: StepEvent) => void,
  begun: (actors: number) => void | Promise<void> = () => undefined,
): Readonly<Record<string, StateHandler>> {
  const patience = (limit: number): Patience => ({
    signal: AbortSignal.any([signal, AbortSignal.timeout(limit)]),
    deadline: world.clock.now() + limit,
  });
  const told = (state: keyof typeof ACTOR_STEPS): StateHandler => {
    const step = ACTOR_STEPS[state];
    const run = RUN_TASKS[TASK_STATES[state].task];
    return async (input) => {
      const { actor: named, item, error } = toldSchema.parse(input);
      const actor = named ?? item?.actor ?? '';
      tell({ actor, step, phase: 'started', ...(error === undefined ? {} : { message: error.Cause }) });
      const counted =
        step === 'composite'
          ? { ...world, codec: counting(world.codec, (images) => tell({ actor, step, phase: 'image', images })) }
          : world;
      const result = await run(input, counted, patience(TASK_MS));
      tell({ actor, step, phase: 'finished' });
      return result;
    };
  };
  const handler = (state: TaskStateKey): StateHandler => {
    if (isActorStep(state)) return told(state);
    // A person may take longer than any task, and ends the wait or the run.
    if (state === 'requestApproval') return (input) => requestApproval(input, world, signal);
    if (state !== 'prepare') return (input) => RUN_TASKS[TASK_STATES[state].task](input, world, patience(TASK_MS));
    return async (input) => {
      const prepared = await prepare(input, world);
      await begun(prepared.actors);
      return prepared;
    };
  };
  const states = Object.keys(TASK_STATES) as TaskStateKey[];
  return Object.fromEntries<StateHandler>([
    ...states.map((state) => [TASK_STATES[state].name, handler(state)] as const),
    ...MAPS.map((map) => [readerState(map), (input: unknown) => readItems(input, world.store)] as const),
  ]);
}

function isActorStep(state: TaskStateKey): state is keyof typeof ACTOR_STEPS {
  return state in ACTOR_STEPS;
}

async function readItems(input: unknown, store: ObjectStore): Promise<unknown> {
  const { key } = itemsSchema.parse(input);
  return JSON.parse(new TextDecoder().decode((await store.get(key)).body));
}

/** The codec, telling how many images it has looked at. */
function counting(codec: ImageCodec, tell: (images: number) => void): ImageCodec {
  let images = 0;
  return {
    ...codec,
    async look(bytes, options) {
      const seen = await codec.look(bytes, options);
      tell(++images);
      return seen;
    },
  };
}
