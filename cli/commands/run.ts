import { relative } from 'node:path';
import type { JudgeName } from '../../core/config/judge-choice.ts';
import type { RunRequestInput } from '../../core/request.ts';
import { loadConfig } from '../../local/config-file.ts';
import type { World } from '../../local/machine/handlers.ts';
import { openWorld } from '../../local/open-world.ts';
import { rememberLastPlace } from '../../local/places/last-place.ts';
import { pastRun, runStatus } from '../../local/run-history.ts';
import { runId } from '../../local/run-id.ts';
import { ensureSampleCast } from '../../local/sample-cast/ensure-sample-cast.ts';
import { type FinishedRun, startRun } from '../../local/start-run.ts';
import { EXIT } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import { printable } from '../render/printable.ts';
import { progressFor } from '../render/progress.ts';
import { actorTable, failureLines, totalLines } from '../render/run-summary.ts';
import { styleFor } from '../render/style.ts';

/** The options of `evencast run`, parsed. */
export interface RunCommandOptions {
  readonly actorId?: readonly string[];
  readonly group?: string;
  readonly sample?: number;
  readonly seed?: number;
  readonly judge?: JudgeName;
  readonly output: string;
  readonly config?: string;
  readonly state?: string;
  readonly concurrency?: number;
  readonly budget?: number;
  readonly maxDeletions?: number;
  readonly force?: boolean;
  readonly json?: boolean;
  readonly runId?: string;
}

/** Judges and plans a cast, shows how it goes and what came of it. */
export async function runCommand(where: string | undefined, options: RunCommandOptions, io: Io): Promise<number> {
  const { config, file } = await loadConfig(io.cwd, options.config);
  const say = (line: string) => options.json !== true && io.stderr.write(`${line}\n`);
  const folder = where ?? (await ensureSampleCast(io.cwd, () => say('Drawing a small sample cast of four actors …')));
  const { world, judge } = await openWorld({
    where: folder,
    state: options.state,
    cwd: io.cwd,
    config,
    judge: options.judge,
    env: io.env,
    clock: io.clock,
  });
  const run = options.runId ?? runId(io.clock.now(), io.random);
  say(
    `Run ${run}: a dry-run over ${printable(world.store.place, 200)}${file === undefined ? '' : `, with ${printable(file, 300)}`}. Nothing will be changed.`,
  );
  say(`Judge: ${judge.name} (${judge.why}).`);

  const nextCommand = nextCommandAfter(where);
  const finished = await perform(world, { run, folder, options, nextCommand }, io);
  if (options.json === true) io.stdout.write(`${JSON.stringify({ event: 'finished', ...finished })}\n`);
  else {
    const { actors } = await runStatus(world, run);
    showResult(finished, actors, options.budget ?? config.limits.budgetUsd, nextCommand, io);
  }
  return finished.review.totals.failed > 0 ? EXIT.failed : EXIT.done;
}

interface Performance {
  readonly run: string;
  readonly folder: string;
  readonly options: RunCommandOptions;
  readonly nextCommand: string;
}

/** Runs it with its progress shown, and remembers where it worked, also when it failed or was stopped. */
async function perform(world: World, { run, folder, options, nextCommand }: Performance, io: Io): Promise<FinishedRun> {
  const { output, state, json } = options;
  const { tell, begun, end } = progressFor(io, json === true);
  const { cwd, signal, retryPause } = io;
  try {
    const request = requestOf(options);
    return await startRun(world, { run, request, output, cwd, signal, tell, begun, nextCommand, retryPause });
  } finally {
    end();
    if (await isRecorded(world, run)) {
      await rememberLastPlace(cwd, { where: folder, run, output, ...(state === undefined ? {} : { state }) });
    }
  }
}

/** Whether the run came far enough to be looked at afterwards. */
async function isRecorded(world: World, run: string): Promise<boolean> {
  return pastRun(world, run).then(
    () => true,
    () => false,
  );
}

function requestOf(options: RunCommandOptions): RunRequestInput {
  const { actorId, group, sample, seed, force, budget, maxDeletions, concurrency } = options;
  return {
    mode: 'dry-run',
    ...(actorId === undefined ? {} : { actors: [...actorId] }),
    ...(group === undefined ? {} : { group }),
    ...(sample === undefined ? {} : { sample: { size: sample, seed: seed ?? 1 } }),
    ...(force === undefined ? {} : { force }),
    ...(budget === undefined ? {} : { budgetUsd: budget }),
    ...(maxDeletions === undefined ? {} : { maxDeletions }),
    ...(concurrency === undefined ? {} : { concurrency }),
  };
}

/** What is worth typing after a run: their own images after the sample, the details after their own. */
function nextCommandAfter(where: string | undefined): string {
  return where === undefined ? 'npx evencast run FOLDER' : 'npx evencast status';
}

function showResult(
  { review, published }: FinishedRun,
  actors: Parameters<typeof actorTable>[0],
  budgetUsd: number,
  next: string,
  io: Io,
): void {
  const style = styleFor(io.stdout, io.env);
  const lines = [
    '',
    ...actorTable(actors, style),
    '',
    ...failureLines(actors, style),
    ...totalLines(review.totals, budgetUsd, style),
    `Report:  ${style.bold(relative(io.cwd, published.report) || published.report)}`,
    next.endsWith('FOLDER')
      ? `Next:    ${style.bold(next)}   your own images: a folder with one subfolder per actor`
      : `Next:    ${style.bold(next)}`,
  ];
  io.stdout.write(`${lines.join('\n')}\n`);
}
