import { relative } from 'node:path';
import type { RunState } from '../../core/records/report.ts';
import { pastRun, runStatus } from '../../core/records/run-history.ts';
import type { RunRequestInput } from '../../core/request.ts';
import type { World } from '../../local/machine/handlers.ts';
import { rememberLastPlace } from '../../local/places/last-place.ts';
import { type FinishedRun, startRun } from '../../local/start-run.ts';
import { EXIT } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import type { Progress } from '../render/progress.ts';
import { actorTable, failureLines, totalLines } from '../render/run-summary.ts';
import { styleFor } from '../render/style.ts';

/** A run that is carried out in front of a person. */
export interface CarriedRun {
  readonly run: string;
  readonly request: RunRequestInput;
  /** How the place was named, for the commands that follow. */
  readonly where: string;
  readonly state: string | undefined;
  readonly output: string;
  readonly json: boolean;
  /** Whether it works on the sample cast: then their own images come next. */
  readonly isSample?: boolean;
  readonly progress: Progress;
  /** What to type next, by how the run stands then; undefined where nothing follows. */
  readonly next: (state: RunState) => string | undefined;
}

/**
 * Runs the state machine with its progress shown, and says what came of it.
 *
 * @returns the exit code: 3 where the run waits for a decision, 2 where something of it failed or is missing.
 */
export async function carryRun(world: World, carried: CarriedRun, io: Io): Promise<number> {
  const finished = await perform(world, carried, io);
  const { record, report, actors } = await runStatus(world, carried.run);
  const state = report?.state ?? 'planned';
  if (carried.json) io.stdout.write(`${JSON.stringify({ event: 'finished', state, ...finished })}\n`);
  else {
    const style = styleFor(io.stdout, io.env);
    const { report: page } = finished.published;
    const next = carried.next(state);
    const lines = [
      '',
      ...actorTable(actors, style),
      '',
      ...failureLines(actors, style),
      ...totalLines(finished.review.totals, record.config.limits.budgetUsd, style, state),
      `Report:  ${style.bold(relative(io.cwd, page) || page)}`,
      ...(next === undefined ? [] : [`Next:    ${style.bold(next)}`]),
      ...(carried.isSample === true
        ? [`Yours:   ${style.bold('npx evencast run FOLDER')}   one subfolder per actor`]
        : []),
    ];
    io.stdout.write(`${lines.join('\n')}\n`);
  }
  return exitCodeOf(state, finished);
}

function exitCodeOf(state: RunState, { review }: FinishedRun): number {
  if (state === 'waiting') return EXIT.waiting;
  const { failed, outcomes } = review.totals;
  return failed > 0 || outcomes.failed > 0 || state === 'partly' || state === 'expired' ? EXIT.failed : EXIT.done;
}

/** Runs it, and remembers where it worked, also when it failed or was stopped. */
async function perform(world: World, carried: CarriedRun, io: Io): Promise<FinishedRun> {
  const { run, request, where, state, output, progress, next } = carried;
  const { tell, begun, end } = progress;
  const { cwd, signal, retryPause } = io;
  try {
    const nextCommand = next('planned');
    return await startRun(world, { run, request, output, cwd, signal, tell, begun, nextCommand, retryPause });
  } finally {
    end();
    if (await isRecorded(world, run))
      await rememberLastPlace(cwd, { where, run, output, ...(state === undefined ? {} : { state }) });
  }
}

/** Whether the run came far enough to be looked at afterwards. */
async function isRecorded(world: World, run: string): Promise<boolean> {
  return pastRun(world, run).then(
    () => true,
    () => false,
  );
}

/** What follows on a run that acts, by how it stands. */
export function nextOf(run: string): (state: RunState) => string | undefined {
  const commands: Partial<Record<RunState, string>> = {
    waiting: `npx evencast approve ${run}`,
    partly: `npx evencast status ${run}`,
    applied: `npx evencast rollback ${run}   takes it back, to the byte`,
  };
  return (state) => commands[state];
}
