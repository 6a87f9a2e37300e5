import { EvencastError, isEvencastError } from '../../core/errors.ts';
import type { Said } from '../../core/judge-check/check-record.ts';
import { addUsage, NO_USAGE, type Usage } from '../../core/judging/verdict.ts';
import { type Evaluation, evaluationSchema } from '../../core/records/evaluation.ts';
import { parseRecord } from '../../core/records/record-text.ts';
import { runStatus } from '../../core/records/run-history.ts';
import { embeddedDefinition } from '../../lib/embedded-definition.ts';
import { newHolder } from '../holder.ts';
import { handlersFor, type World } from '../machine/handlers.ts';
import { runMachine } from '../machine/run-machine.ts';

/** A dry-run for the verdicts' sake. */
export interface CastJudging {
  readonly run: string;
  readonly budgetUsd: number;
  readonly signal: AbortSignal;
  readonly retryPause: number | undefined;
  /** Hears of each set that was judged or failed. */
  readonly judged: (set: string) => void;
}

/** What came of it. */
export interface JudgedCast {
  /** By set, then by file. */
  readonly said: ReadonlyMap<string, ReadonlyMap<string, Said>>;
  readonly evaluations: readonly Evaluation[];
  /** Sets that failed, and images that could not be read, in words. */
  readonly failures: readonly string[];
  readonly usage: Usage;
}

/** Judges a cast as a dry-run does, by the same state machine: what is measured is what a run would say. */
export async function judgeCast(world: World, judging: CastJudging): Promise<JudgedCast> {
  const { run, budgetUsd, signal, retryPause, judged } = judging;
  await runMachine({
    definition: embeddedDefinition(),
    name: run,
    holder: newHolder(),
    input: { budgetUsd },
    handlers: handlersFor(world, signal, ({ actor, step, phase }) => {
      if (phase === 'finished' && (step === 'evaluate' || step === 'record-failure')) judged(actor);
    }),
    signal,
    retryPause,
  }).catch((error: unknown) => {
    if (!isEvencastError(error, 'Cancelled')) throw error;
    throw new EvencastError('Cancelled', 'The check was stopped; nothing of it was saved.');
  });

  const { actors } = await runStatus(world, run);
  const evaluations: Evaluation[] = [];
  const failures: string[] = [];
  let usage = NO_USAGE;
  for (const result of actors) {
    usage = addUsage(usage, result.usage);
    if (result.status === 'failed') failures.push(`${result.actor}: ${result.message}`);
    else {
      const key = world.layout.runActor(run, result.actor, 'evaluation.json');
      evaluations.push(parseRecord(evaluationSchema, (await world.store.get(key)).body, key));
    }
  }
  return { said: new Map(evaluations.map((each) => [each.actor, saidIn(each)])), evaluations, failures, usage };
}

function saidIn({ images }: Evaluation): ReadonlyMap<string, Said> {
  return new Map(
    images.map(({ file, type, score, confidence, unsure, reason }) => [
      file,
      { type, score, confidence, unsure, reason },
    ]),
  );
}
