import type { Config } from '../../config/config.ts';
import { groupOf } from '../../config/groups.ts';
import { IMAGE_TYPES } from '../../image-type.ts';
import { roundUsd } from '../../money/prices.ts';
import type { Finding } from '../../plan/plan.ts';
import { compareText } from '../../plan/set-image.ts';
import type { ActorResult, PlannedResult } from '../../records/actor-result.ts';
import { runIndexSchema } from '../../records/report.ts';
import { pastRuns } from '../../records/run-history.ts';
import { countsAfter } from '../../report/counts-after.ts';
import type { Cast, CastColumns } from '../contract/cast.ts';
import type { DeskRunState } from '../contract/run-state.ts';
import type { DeskWorld } from '../desk-world.ts';
import { ACTOR_STATES, type ActorState, FINDING_BITS } from '../rules/cast-codes.ts';
import type { ReasonGroup } from '../rules/reason-group.ts';
import { isToReview, withChanges } from './changes.ts';
import { type DeskRun, withLine } from './read-run.ts';

/** Runs looked through for actors that newer ones were not about. */
const MAX_RUNS = 50;

/** What the newest run that looked at an actor says of it. */
interface Row {
  readonly run: DeskRun;
  /** Place of the run in the list, from 1. */
  readonly place: number;
  readonly result: ActorResult;
}

/** The cast as its runs left it, the newest word about each actor, and who is in the folders now. */
export async function readCast(world: DeskWorld, signal: AbortSignal): Promise<Cast> {
  const { store, layout, memory, config } = world;
  const there = new Set<string>();
  for await (const name of store.folders(layout.actors, { signal })) if (layout.mayBeActor(name)) there.add(name);
  const newest = (await pastRuns(world)).toReversed().slice(0, MAX_RUNS);
  const runs: DeskRun[] = [];
  const rows = new Map<string, Row>();
  const indexes = new Map<DeskRun, readonly ActorResult[]>();
  const unreadableRuns: string[] = [];
  for (const past of newest) {
    if (there.size > 0 && runs.length > 0 && [...there].every((actor) => rows.has(actor))) break;
    const run = await withLine(world, past, signal);
    runs.push(run);
    const { run: name } = past.record;
    const index = await memory.latest(runIndexSchema, layout.run(name, 'index.json'), signal).catch(() => undefined);
    if (index === undefined && !run.line.here && past.report !== undefined) unreadableRuns.push(name);
    indexes.set(run, index?.actors ?? []);
    for (const result of index?.actors ?? [])
      if (!rows.has(result.actor) && (there.has(result.actor) || runs.length === 1))
        rows.set(result.actor, { run, place: runs.length, result });
  }
  const actors = [...new Set([...there, ...rows.keys()])].sort(compareText);
  const groups = Object.keys(config.groups);
  const states = actors.map((actor) => stateOf(rows.get(actor), there.has(actor)));
  return {
    schema: 1,
    asOf: runs[0]?.past.record.startedAt ?? null,
    unreadableRuns,
    attention: attentionOf(indexes),
    stateCounts: ACTOR_STATES.map((state) => states.filter((each) => each === state).length),
    runs: runs.map(({ line: { run, startedAt, state } }) => ({ run, startedAt, state })),
    groups,
    columns: columnsOf(actors, rows, states, groups, config),
  };
}

function stateOf(row: Row | undefined, isThere: boolean): ActorState {
  if (!isThere) return 'gone';
  if (row === undefined) return 'new';
  const { result, run } = row;
  if (result.status === 'failed') return 'failed';
  if (result.status === 'balanced') return 'on-target';
  const outcome = result.applied?.outcome;
  if (outcome === 'failed') return 'failed';
  if (outcome === 'applied') return 'on-target';
  const isWaiting = outcome === undefined && run.line.state === 'review';
  return isWaiting && isToReview(result, run.plannedAgain) ? 'review' : 'off-target';
}

/** Runs that need a person, the most urgent first. */
const URGENT: readonly DeskRunState[] = [
  'review',
  'stopped',
  'failed',
  'partly',
  'applying',
  'rolling-back',
  'planning',
];

/** Counted over the same rows that the review queue goes through. `indexes`: by run, the newest first. */
function attentionOf(indexes: ReadonlyMap<DeskRun, readonly ActorResult[]>): Cast['attention'] {
  const runs = [...indexes.keys()];
  const found = URGENT.flatMap((state) => runs.find(({ line }) => line.state === state) ?? [])[0];
  if (found === undefined) return null;
  const { run, state, startedAt, approval } = found.line;
  const rows = withChanges(indexes.get(found) ?? [], found.plannedAgain);
  const byReason: Partial<Record<ReasonGroup, number>> = {};
  for (const { reasons = {} } of rows)
    for (const [reason, count] of Object.entries(reasons))
      byReason[reason as ReasonGroup] = (byReason[reason as ReasonGroup] ?? 0) + count;
  return {
    run,
    state,
    startedAt,
    expiresAt: approval?.expiresAt ?? null,
    actors: rows.length,
    retire: rows.reduce((sum, { retire }) => sum + retire, 0),
    generate: rows.reduce((sum, { generate }) => sum + generate, 0),
    usd: roundUsd(rows.reduce((sum, { usd }) => sum + usd, 0)),
    byReason,
  };
}

function columnsOf(
  actors: readonly string[],
  rows: ReadonlyMap<string, Row>,
  states: readonly ActorState[],
  groups: readonly string[],
  config: Config,
): CastColumns {
  const column = (of: (row: Row | undefined, actor: string) => number) =>
    actors.map((each) => of(rows.get(each), each));
  const planned = (row: Row | undefined) =>
    row === undefined || row.result.status === 'failed' ? undefined : row.result;
  const numbers = actors.map((actor) => {
    const row = rows.get(actor);
    const result = planned(row);
    return row === undefined || result === undefined ? undefined : numbersOf(result, row.run);
  });
  const at = (which: 'now' | 'want' | 'after', type: number) =>
    numbers.map((each) => each?.[which][IMAGE_TYPES[type] ?? 'photorealistic'] ?? 0);
  return {
    id: [...actors],
    state: states.map((state) => ACTOR_STATES.indexOf(state)),
    nowPhoto: at('now', 0),
    nowBw: at('now', 1),
    nowColour: at('now', 2),
    wantPhoto: at('want', 0),
    wantBw: at('want', 1),
    wantColour: at('want', 2),
    afterPhoto: at('after', 0),
    afterBw: at('after', 1),
    afterColour: at('after', 2),
    score10: column((row) => Math.round((planned(row)?.meanScore ?? 0) * 10)),
    retire: column((row) => planned(row)?.retire ?? 0),
    generate: column((row) => planned(row)?.generate ?? 0),
    findings: column((row) => findingBits(planned(row))),
    run: column((row) => row?.place ?? 0),
    group: column((_, actor) => groups.indexOf(groupOf(config, actor) ?? '') + 1),
  };
}

/** Counts now, wanted, and after the plan as long as that can still be carried out. */
function numbersOf(result: PlannedResult, { line, past }: DeskRun) {
  const state = line.state === 'review' ? 'waiting' : (past.report?.state ?? 'waiting');
  const after = countsAfter(result, state, () => undefined);
  const now = after?.real === true ? after.counts : result.before;
  return { now, want: result.target, after: after?.real === false ? after.counts : now };
}

function findingBits(result: PlannedResult | undefined): number {
  if (result === undefined) return 0;
  const found = new Set<Finding | 'unreadable' | 'unsure'>(result.findings);
  if (result.unreadable > 0) found.add('unreadable');
  if (result.unsure > 0) found.add('unsure');
  return FINDING_BITS.reduce((bits, finding, place) => bits | (found.has(finding) ? 1 << place : 0), 0);
}
