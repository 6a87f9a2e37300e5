import * as z from 'zod';
import type { Config } from '../../core/config/config.ts';
import { actorInputSchema, STATES, type TaskKey } from '../../core/contract.ts';
import type { Layout } from '../../core/layout.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { ImageCodec } from '../../core/ports/image-codec.ts';
import type { Judge, Patience } from '../../core/ports/judge.ts';
import type { ObjectStore } from '../../core/ports/object-store.ts';
import { composite } from '../../lambdas/composite/task.ts';
import { evaluate } from '../../lambdas/evaluate/task.ts';
import { plan } from '../../lambdas/plan/task.ts';
import { prepare } from '../../lambdas/prepare/task.ts';
import { recordFailure } from '../../lambdas/record-failure/task.ts';
import { report } from '../../lambdas/report/task.ts';
import { review } from '../../lambdas/review/task.ts';
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
  readonly clock: Clock;
}

/** What happens to an actor while a run goes on. */
export interface StepEvent {
  readonly actor: string;
  readonly step: 'composite' | 'evaluate' | 'plan' | 'record-failure';
  readonly phase: 'started' | 'image' | 'finished';
  /** Images looked at so far, during Composite. */
  readonly images?: number;
  /** Why the actor failed, in words, with `record-failure`. */
  readonly message?: string;
}

/** What is told of a step's input: whom it is about, and what went wrong where it records a failure. */
const toldSchema = actorInputSchema.extend({ error: z.object({ Cause: z.string() }).optional() });

/** A task's time limit in the definition, less a little to answer within it. */
const TASK_MS = 14.5 * 60_000;

type Task = (input: unknown, world: World, patience: Patience) => Promise<unknown>;

/** The tasks as they are deployed, each with its signal or its patience. */
const RUN_TASKS: Readonly<Record<TaskKey, Task>> = {
  prepare: (input, world) => prepare(input, world),
  composite: (input, world, { signal }) => composite(input, world, signal),
  evaluate: (input, world, patience) => evaluate(input, world, patience),
  plan: (input, world, { signal }) => plan(input, world, signal),
  recordFailure: (input, world, { signal }) => recordFailure(input, world, signal),
  review: (input, world, { signal }) => review(input, world, signal),
  report: (input, world, { signal }) => report(input, world, signal),
};

/** Which steps belong to one actor, and are told about. */
const ACTOR_STEPS: Partial<Record<TaskKey, StepEvent['step']>> = {
  composite: 'composite',
  evaluate: 'evaluate',
  plan: 'plan',
  recordFailure: 'record-failure',
};

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
  begun: (actors: number) => void = () => undefined,
): Readonly<Record<string, StateHandler>> {
  const patience = (): Patience => ({
    signal: AbortSignal.any([signal, AbortSignal.timeout(TASK_MS)]),
    deadline: world.clock.now() + TASK_MS,
  });
  const handler = (key: TaskKey): StateHandler => {
    if (key === 'prepare') {
      return async (input) => {
        const prepared = await prepare(input, world);
        begun(prepared.actors);
        return prepared;
      };
    }
    const step = ACTOR_STEPS[key];
    if (step === undefined) return (input) => RUN_TASKS[key](input, world, patience());
    return async (input) => {
      const { actor, ...failure } = toldSchema.parse(input);
      const message = failure.error === undefined ? {} : { message: failure.error.Cause };
      tell({ actor, step, phase: 'started', ...message });
      const counted =
        step === 'composite'
          ? { ...world, codec: counting(world.codec, (images) => tell({ actor, step, phase: 'image', images })) }
          : world;
      const result = await RUN_TASKS[key](input, counted, patience());
      tell({ actor, step, phase: 'finished' });
      return result;
    };
  };
  const byState = (Object.keys(RUN_TASKS) as TaskKey[]).map((key): [string, StateHandler] => [
    STATES[key],
    handler(key),
  ]);
  return {
    ...Object.fromEntries(byState),
    [readerState(STATES.evaluateActors)]: (input) => readItems(input, world.store),
  };
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
