import { inFlight } from '../../in-flight.ts';
import type { ActorResult } from '../../records/actor-result.ts';
import { pastRuns } from '../../records/run-history.ts';
import { standingOf } from '../../report/totals.ts';
import type { RunActor, RunDetail, Runs } from '../contract/runs.ts';
import type { DeskWorld } from '../desk-world.ts';
import type { ReasonGroup } from '../rules/reason-group.ts';
import { reviewOrder } from './changes.ts';
import { wholeLog } from './decision-log.ts';
import { readRun, rowsOf, withLine } from './read-run.ts';

const READS_IN_FLIGHT = 16;

/** All runs, or those that were about an actor; the newest first. */
export async function readRuns(world: DeskWorld, actor: string, signal: AbortSignal): Promise<Runs> {
  const past = (await pastRuns(world)).toReversed();
  const found = inFlight(past, READS_IN_FLIGHT, async (each): Promise<Runs['runs']> => {
    const { line } = await withLine(world, each, signal);
    if (actor === '') return [{ ...line, ofActor: null }];
    const row = (await rowsOf(world, line.run, signal)).find((one) => one.actor === actor);
    return row === undefined ? [] : [{ ...line, ofActor: ofActor(row) }];
  });
  return { runs: (await Array.fromAsync(found)).flat() };
}

function ofActor(row: ActorResult): NonNullable<Runs['runs'][number]['ofActor']> {
  const { standing, retire, generate } = actorLine(row, null);
  const { retired, added } = (row.status === 'failed' ? undefined : row.applied) ?? { retired: [], added: [] };
  return { standing, retire, generate, retired: retired.length, added: added.length };
}

/** One run with how each of its actors stands. @throws NotFound for a run that is not there. */
export async function readRunDetail(world: DeskWorld, run: string, signal: AbortSignal): Promise<RunDetail> {
  const { line, approval, past, plannedAgain } = await readRun(world, run, signal);
  const rows = await rowsOf(world, run, signal);
  const byReason: Partial<Record<ReasonGroup, { items: number; actors: number }>> = {};
  for (const row of rows) {
    if (row.status === 'failed') continue;
    for (const [reason, items] of Object.entries(row.reasons ?? {}) as [ReasonGroup, number][]) {
      const sum = byReason[reason] ?? { items: 0, actors: 0 };
      byReason[reason] = { items: sum.items + items, actors: sum.actors + 1 };
    }
  }
  return {
    run: line,
    planHash: approval?.planHash ?? null,
    budgetUsd: past.record.config.limits.budgetUsd,
    byReason,
    sequence: (await wholeLog(world, run, signal)).at(-1)?.sequence ?? 0,
    actors: rows.toSorted(reviewOrder).map((row) => actorLine(row, plannedAgain.get(row.actor) ?? null)),
  };
}

function actorLine(row: ActorResult, plannedAgain: string | null): RunActor {
  const { actor } = row;
  if (row.status === 'failed') {
    const { message } = row;
    return {
      actor,
      standing: 'failed',
      before: null,
      target: null,
      after: null,
      retire: 0,
      generate: 0,
      plannedAgain,
      message,
    };
  }
  const { before, target, after, retire, generate, applied } = row;
  const message = applied?.notRolledBack ?? applied?.words ?? null;
  return { actor, standing: standingOf(row), before, target, after, retire, generate, plannedAgain, message };
}
