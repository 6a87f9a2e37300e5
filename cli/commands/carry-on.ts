import { pastRun } from '../../core/records/run-history.ts';
import type { RunRequestInput } from '../../core/request.ts';
import { openWorldOf } from '../../local/open-world.ts';
import { DEFAULT_OUTPUT } from '../../local/output/default-output.ts';
import { terminalDesk } from '../approval/terminal-desk.ts';
import type { Io } from '../io.ts';
import { progressFor } from '../render/progress.ts';
import { carryRun, nextOf } from './carry-run.ts';
import { followOnStack } from './on-stack.ts';
import { runOf, userOf, type Where, type WhereOptions, whereOf } from './where.ts';

/** Options of the commands that go on with a run. */
export interface CarryOnOptions extends WhereOptions {
  readonly output?: string;
  readonly json?: boolean;
  readonly budget?: number;
  readonly concurrency?: number;
  readonly actorId?: readonly string[];
}

/** `evencast resume [RUN]`: goes on with a run that stopped, waits, or had too little money. */
export async function resumeCommand(run: string | undefined, options: CarryOnOptions, io: Io): Promise<number> {
  const found = await whereOf(options, io);
  const { budget, concurrency } = options;
  const request: FollowUp = {
    mode: 'resume',
    run: runOf(run, found.last),
    ...(budget === undefined ? {} : { budgetUsd: budget }),
    ...(concurrency === undefined ? {} : { concurrency }),
  };
  return carryOn(request, found, options, io);
}

/** `evencast rollback [RUN]`: takes a run back, for all of its actors or some. */
export async function rollbackCommand(run: string | undefined, options: CarryOnOptions, io: Io): Promise<number> {
  const found = await whereOf(options, io);
  const { actorId, concurrency } = options;
  const request: FollowUp = {
    mode: 'rollback',
    run: runOf(run, found.last),
    ...(actorId === undefined ? {} : { actors: [...actorId] }),
    ...(concurrency === undefined ? {} : { concurrency }),
  };
  return carryOn(request, found, options, io);
}

/** A request that goes on with a run. */
export type FollowUp = RunRequestInput & { readonly run: string; readonly mode: 'resume' | 'rollback' };

/**
 * Goes on with a run as it was begun: with the configuration that was pinned then, its judge and its
 * maker. Of a deployed pipeline the state machine goes on, and is watched.
 */
export async function carryOn(request: FollowUp, found: Where, options: CarryOnOptions, io: Io): Promise<number> {
  const { place, where, state, last, pipeline } = found;
  const { run } = request;
  if (pipeline !== undefined) return followOnStack(request, pipeline, options, io);
  const { record } = await pastRun(place, run);
  const json = options.json === true;
  const progress = progressFor(io, json);
  const canAsk = io.stdin?.isTTY === true && io.stderr.isTTY === true && !json;
  const { world } = await openWorldOf(record, {
    where,
    state,
    cwd: io.cwd,
    desk: canAsk ? terminalDesk(() => place, io, userOf(io), progress.pause) : undefined,
    env: io.env,
    clock: io.clock,
  });
  const output = options.output ?? last?.output ?? DEFAULT_OUTPUT;
  return carryRun(world, { run, request, where, state, output, json, progress, next: nextOf(run) }, io);
}
