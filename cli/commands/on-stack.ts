import { pastRun, runStatus, waitsForDecision } from '../../core/records/run-history.ts';
import type { RunRequestInput } from '../../core/request.ts';
import { runId } from '../../local/run-id.ts';
import { failedActors } from '../../local/stack/failed-actors.ts';
import type { OpenedStack } from '../../local/stack/open-stack.ts';
import { type ExecutionState, watchRun } from '../../local/stack/watch-run.ts';
import { EXIT } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import { printable } from '../render/printable.ts';
import { actorTable, failureLines, totalLines } from '../render/run-summary.ts';
import { styleFor } from '../render/style.ts';
import type { FollowUp } from './carry-on.ts';
import { type RunCommandOptions, requestOf } from './run-request.ts';
import { type WhereOptions, whereOf } from './where.ts';

/** Options of `evencast start`. */
export interface StartOptions extends Omit<RunCommandOptions, 'output' | 'state'>, WhereOptions {
  readonly stack: string;
  /** Only the actors that failed in this run. */
  readonly failedOf?: string;
}

/** Options of `evencast watch`. */
export interface WatchOptions extends WhereOptions {
  readonly stack: string;
  readonly json?: boolean;
}

/** `evencast start --stack NAME`: starts the deployed pipeline, with the options of `run`. */
export async function startCommand(options: StartOptions, io: Io): Promise<number> {
  const pipeline = await pipelineOf(options, io);
  const run = options.runId ?? runId(io.clock.now(), io.random);
  const failed =
    options.failedOf === undefined ? {} : { actors: [...(await failedActors(pipeline.place, options.failedOf))] };
  const request: RunRequestInput = { ...requestOf(options, options.approve ?? 'later'), ...failed };
  await pipeline.executions.start(run, request);
  if (options.json === true) io.stdout.write(`${JSON.stringify({ event: 'started', run, request })}\n`);
  else
    io.stdout.write(
      `Started run ${run}, ${request.mode}. Watch it with: npx evencast watch ${run} --stack ${pipeline.name}\n`,
    );
  return EXIT.done;
}

/** `evencast watch RUN --stack NAME`: shows how a run goes on, until it ends or waits for a decision. */
export async function watchCommand(run: string, options: WatchOptions, io: Io): Promise<number> {
  return watch(run, await pipelineOf(options, io), options.json === true, io);
}

/** Has the deployed pipeline go on with a run or take it back, and watches. */
export async function followOnStack(
  request: FollowUp,
  pipeline: OpenedStack,
  { json }: { readonly json?: boolean },
  io: Io,
): Promise<number> {
  await pastRun(pipeline.place, request.run);
  const name = await pipeline.follow(request, runId(io.clock.now(), io.random));
  if (json !== true) io.stderr.write(`Started ${name}.\n`);
  return watch(request.run, pipeline, json === true, io);
}

async function watch(run: string, pipeline: OpenedStack, json: boolean, io: Io): Promise<number> {
  const { place, executions } = pipeline;
  let last = '';
  const tell = (state: ExecutionState) => {
    const line = json ? JSON.stringify({ event: 'state', run, ...state }) : stateLine(state);
    if (line !== last) (json ? io.stdout : io.stderr).write(`${line}\n`);
    last = line;
  };
  const { clock, signal } = io;
  const isWaiting = () => waitsForDecision(place, run);
  const { status, error } = await watchRun(run, { executions, clock, signal, tell, isWaiting });
  const style = styleFor(io.stdout, io.env);
  if (status === 'failed' || status === 'timed-out' || status === 'aborted') {
    io.stderr.write(`${style.bad('Error:')} The run ${status}: ${printable(error ?? 'no reason was given', 400)}\n`);
    return EXIT.failed;
  }
  const { actors, report } = await runStatus(place, run);
  const waits = status === 'running';
  if (!json && report !== undefined) {
    const lines = totalLines(report.review.totals, report.budgetUsd, style, report.state);
    const next = waits ? [`Next:    ${style.bold(`npx evencast approve ${run} --stack ${pipeline.name}`)}`] : [];
    io.stdout.write(
      `${['', ...actorTable(actors, style), '', ...failureLines(actors, style), ...lines, ...next].join('\n')}\n`,
    );
  }
  if (waits) return EXIT.waiting;
  const failed = report === undefined || report.review.totals.failed > 0 || report.state === 'partly';
  return failed ? EXIT.failed : EXIT.done;
}

function stateLine({ status, maps }: ExecutionState): string {
  const parts = maps.map(({ name, done, failed, total }) => {
    const trouble = failed === 0 ? '' : `, ${failed} broken`;
    return `${printable(name)} ${done} of ${total}${trouble}`;
  });
  return [status, ...parts].join(' · ');
}

async function pipelineOf(options: WhereOptions & { readonly stack: string }, io: Io): Promise<OpenedStack> {
  const { pipeline } = await whereOf(options, io);
  // `--stack` is required, so there is one.
  return pipeline as OpenedStack;
}
