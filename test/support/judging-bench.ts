import { memoryObjectStore } from '../../adapters/memory/object-store.ts';
import type { Config } from '../../core/config/config.ts';
import { BUCKET_LAYOUT, type Layout, layoutOf } from '../../core/layout.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { ImageCodec } from '../../core/ports/image-codec.ts';
import type { Judge, Patience } from '../../core/ports/judge.ts';
import type { ObjectStore } from '../../core/ports/object-store.ts';
import { type Evaluation, evaluationSchema } from '../../core/records/evaluation.ts';
import { parseRecord } from '../../core/records/record-text.ts';
import { composite } from '../../lambdas/composite/task.ts';
import { evaluate } from '../../lambdas/evaluate/task.ts';
import { prepare } from '../../lambdas/prepare/task.ts';

/** What judging works with. The judge's protocol and the config's must be the same one. */
export interface JudgingWorld {
  readonly judge: Judge;
  readonly config: Config;
  readonly codec: ImageCodec;
  readonly clock: Clock;
}

/** Sets that are judged in memory, as a run judges them. */
export interface JudgingBench {
  /**
   * Judges a set. A set that is judged again under another run's name costs nothing but what has changed; with `force`
   * everything is asked again, on other sheets. Files are added to what the set held before.
   *
   * @throws what Composite and Evaluate throw.
   */
  judge(set: string, files: Readonly<Record<string, Uint8Array | string>>, options: BenchOptions): Promise<Evaluation>;
}

/** How a set is judged. */
export interface BenchOptions {
  /** The run's name; it lays out the sheets. */
  readonly run: string;
  readonly force?: boolean;
  readonly patience: Patience;
}

/** Nothing is made here. */
const MAKER = { name: 'offline', model: 'none', standIn: true, usdPerImage: 0 } as const;

/** The very tasks of a run over a store in memory, without a plan and without a trace: for measuring a judge. */
export function judgingBench(world: JudgingWorld): JudgingBench {
  const store = memoryObjectStore('memory');
  const layout = layoutOf(BUCKET_LAYOUT);
  const ports = { ...world, store, layout, judgeWhy: 'it is being measured', maker: MAKER, makerWhy: '' };
  return {
    async judge(set, files, { run, force = false, patience }) {
      for (const [file, body] of Object.entries(files)) await store.put(layout.image(set, file), body);
      const startedAt = new Date(world.clock.now()).toISOString();
      await prepare({ execution: run, startedAt, request: { actors: [set], force } }, ports);
      await composite({ run, actor: set }, ports, patience.signal);
      await evaluate({ run, actor: set }, ports, patience);
      return evaluationOf(store, layout, run, set);
    },
  };
}

async function evaluationOf(store: ObjectStore, layout: Layout, run: string, set: string): Promise<Evaluation> {
  const key = layout.runActor(run, set, 'evaluation.json');
  return parseRecord(evaluationSchema, (await store.get(key)).body, key);
}
