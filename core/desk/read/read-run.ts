import type { Approval } from '../../approval/approval.ts';
import { readApproval } from '../../approval/decide.ts';
import { EvencastError, isEvencastError } from '../../errors.ts';
import { isRunName } from '../../layout.ts';
import type { KeptRun } from '../../ports/run-keeper.ts';
import type { ActorResult } from '../../records/actor-result.ts';
import { actorResults } from '../../records/actor-results.ts';
import { plannedAgain, type ReplanNote, replanNotesSchema, standingNotes } from '../../records/replan-notes.ts';
import { runIndexSchema } from '../../records/report.ts';
import { type RollbackNotes, rollbackNotesSchema } from '../../records/rollback-notes.ts';
import { type PastRun, pastRun } from '../../records/run-history.ts';
import { isAtWork, type RunHolder, runHolderSchema } from '../../records/run-holder.ts';
import type { DeskApproval, RunLine } from '../contract/runs.ts';
import type { DeskWorld } from '../desk-world.ts';
import { runStanding } from './run-standing.ts';

/** A run with the decision about it. */
export interface DeskRun {
  readonly past: PastRun;
  readonly approval: Approval | undefined;
  readonly line: RunLine;
  /** The mark of another process that carries it out at this moment. */
  readonly held: RunHolder | undefined;
  /** By actor the run that plans it again. */
  readonly plannedAgain: ReadonlyMap<string, string>;
}

/** @throws NotFound for a run that is not there, however it is called. */
export async function readRun(world: DeskWorld, run: string, signal: AbortSignal): Promise<DeskRun> {
  if (!isRunName(run)) throw new EvencastError('NotFound', `There is no run of this name in ${world.store.place}.`);
  return withLine(world, await pastRun(world, run), signal);
}

/** A past run as the desk has it. */
export async function withLine(world: DeskWorld, past: PastRun, signal: AbortSignal): Promise<DeskRun> {
  const { run } = past.record;
  const approval = await readApproval(world, run, signal).catch((error: unknown) => {
    if (isEvencastError(error, 'RecordCorrupt')) return undefined;
    throw error;
  });
  const notes = await world.memory.latest(rollbackNotesSchema, world.layout.run(run, 'rollbacks.json'), signal);
  const kept = await world.keeper.kept(run, signal);
  const held = kept !== undefined && kept.doing !== 'ended' ? undefined : await heldElsewhere(world, run, signal);
  const replans = await world.memory.latest(replanNotesSchema, world.layout.run(run, 'replans.json'), signal);
  const standing = await standingNotes(world, replans?.notes ?? [], signal);
  const told = { rollbacks: notes?.notes ?? [], replans: standing };
  const line = lineOf(world, past, approval, { kept, held }, told);
  return { past, approval, held, plannedAgain: plannedAgain(standing), line };
}

/** Who carries a run out that is not under way here. A mark that does not read counts as none. */
async function heldElsewhere(
  { memory, layout, clock, isGone }: DeskWorld,
  run: string,
  signal: AbortSignal,
): Promise<RunHolder | undefined> {
  const mark = await memory.latest(runHolderSchema, layout.run(run, 'holder.json'), signal).catch(ifDamaged);
  return isAtWork(mark, clock.now(), isGone) ? mark : undefined;
}

/** How every actor of a run came out: out of its index where there is one, else one by one. */
export async function rowsOf(world: DeskWorld, run: string, signal: AbortSignal): Promise<readonly ActorResult[]> {
  const { store, layout, memory, keeper } = world;
  const kept = await keeper.kept(run, signal);
  if (kept === undefined || kept.doing === 'ended') {
    const index = await memory.latest(runIndexSchema, layout.run(run, 'index.json'), signal).catch(ifDamaged);
    if (index !== undefined) return index.actors;
  }
  return Array.fromAsync(actorResults(store, layout, run, signal)).catch((error: unknown) => {
    if (isEvencastError(error, 'NotFound')) return [];
    throw error;
  });
}

/** A damaged record counts as none where what it says can be read elsewhere. */
export function ifDamaged(error: unknown): undefined {
  if (isEvencastError(error, 'RecordCorrupt')) return undefined;
  throw error;
}

/** An approval without what is nobody's to read. */
export function approvalLine({ state, requestedAt, expiresAt, decided }: Approval): DeskApproval {
  const { by = null, at = null, note = null } = decided ?? {};
  return { state, requestedAt, expiresAt, by, at, note };
}

function lineOf(
  { clock }: DeskWorld,
  { record, report }: PastRun,
  approval: Approval | undefined,
  { kept, held }: { readonly kept: KeptRun | undefined; readonly held: RunHolder | undefined },
  { rollbacks, replans }: { readonly rollbacks: RollbackNotes['notes']; readonly replans: readonly ReplanNote[] },
): RunLine {
  const { run, startedAt, request, actors } = record;
  const totals = report?.review.totals;
  const state = runStanding({ report, approval, kept, held, now: clock.now() });
  return {
    run,
    startedAt,
    mode: request.mode === 'execute' ? 'execute' : 'dry-run',
    state,
    actors,
    planned: {
      actors: totals?.planned ?? 0,
      retire: totals?.retire ?? 0,
      generate: totals?.generate ?? 0,
      usd: totals?.usd ?? 0,
    },
    done: {
      retired: totals?.retired ?? 0,
      added: totals?.added ?? 0,
      missing: totals?.missing ?? 0,
      failed: (totals?.failed ?? 0) + (totals?.outcomes.failed ?? 0),
      usd: (totals?.usage.usd ?? 0) + (totals?.makingUsd ?? 0),
    },
    approval: approval === undefined ? null : approvalLine(approval),
    rollbacks: rollbacks.map(({ by, at, reason, pictures = null }) => ({ by, at, reason, pictures })),
    plannedAgain: replans.map(({ run: again, by, at, actors: some }) => ({ run: again, by, at, actors: some.length })),
    decisionsFrom: request.decisionsFrom ?? null,
    here: kept !== undefined && kept.doing !== 'ended',
    elsewhere: held !== undefined,
    problem: held !== undefined ? null : (kept?.problem ?? (state === 'stopped' ? STOPPED : null)),
  };
}

const STOPPED = 'It ended before it was through. What was done stands; go on with it from where it was.';
