import { roundUsd } from '../../money/prices.ts';
import type { KeptRun } from '../../ports/run-keeper.ts';
import type { ActorResult } from '../../records/actor-result.ts';
import type { Progress } from '../contract/progress.ts';
import type { DeskRunState } from '../contract/run-state.ts';
import type { DeskWorld } from '../desk-world.ts';
import { POLL } from '../limits.ts';
import { type DeskRun, readRun, rowsOf } from './read-run.ts';

/** Events in one answer: the rest comes with the next. */
const MAX_EVENTS = 500;
/** Of a run of so many actors that nobody follows, the records say while it runs how they came out; of more, at its end. */
const MAX_LOOKED_THROUGH = 300;
/** Actors that must be through before the time left is worth saying. */
const MIN_THROUGH = 3;

/** How a run goes, and what happened behind a place in its events. */
export async function readProgress(
  world: DeskWorld,
  run: string,
  after: number,
  signal: AbortSignal,
): Promise<Progress> {
  const found = await readRun(world, run, signal);
  const { line, past } = found;
  const kept = await world.keeper.kept(run, signal);
  const isHere = kept !== undefined && kept.doing !== 'ended';
  const events = (kept?.events ?? []).filter(({ sequence }) => sequence > after).slice(0, MAX_EVENTS);
  const isTold = isHere && (kept.isFollowed || line.actors > MAX_LOOKED_THROUGH);
  const rows = isTold ? [] : await rowsOf(world, run, signal);
  return {
    run,
    state: line.state,
    startedAt: line.startedAt,
    sequence: events.at(-1)?.sequence ?? kept?.events.at(-1)?.sequence ?? 0,
    epoch: kept?.epoch ?? '',
    stages: stagesOf(found, kept, rows),
    secondsLeft: isHere ? secondsLeft(kept, world.clock.now()) : null,
    spentUsd: roundUsd(isTold ? line.done.usd + kept.spentUsd : spentOn(rows)),
    estimateUsd: line.planned.usd,
    budgetUsd: past.record.config.limits.budgetUsd,
    failures: isTold ? failuresIn(kept) : failuresAmong(rows),
    events: [...events],
    ifStopped: isHere ? ifStopped(kept, rows) : null,
    problem: line.problem,
    pollMs: POLL.visibleMs,
  };
}

const DURING: Partial<Record<DeskRunState, 'look' | 'apply' | 'roll-back'>> = {
  planning: 'look',
  applying: 'apply',
  'rolling-back': 'roll-back',
};

function stagesOf(
  { line, approval }: DeskRun,
  kept: KeptRun | undefined,
  rows: readonly ActorResult[],
): Progress['stages'] {
  const during = DURING[line.state];
  const isActing = line.mode === 'execute';
  const through = kept?.through ?? 0;
  const approved = rows.filter((row) => row.status !== 'failed' && row.applied !== undefined).length;
  const stage = (name: 'look' | 'apply' | 'roll-back', total: number, isDone: boolean): Progress['stages'][number] => {
    if (during === name) return { name, state: 'under-way', done: Math.min(through, total), total };
    return { name, state: isDone ? 'done' : 'waiting', done: isDone ? total : 0, total };
  };
  const looked = during !== 'look' && line.state !== 'stopped' && line.state !== 'failed';
  const isDecided = approval !== undefined && approval.state !== 'pending';
  const isOver = during === undefined && line.state !== 'review';
  return [
    stage('look', line.actors, looked || approval !== undefined),
    ...(isActing
      ? [
          {
            name: 'review' as const,
            state:
              line.state === 'review' ? ('under-way' as const) : isDecided ? ('done' as const) : ('waiting' as const),
            done: isDecided ? 1 : 0,
            total: 1,
          },
          stage('apply', during === 'apply' ? (kept?.actors ?? line.planned.actors) : approved, isDecided && isOver),
        ]
      : []),
    ...(during === 'roll-back' || line.state === 'rolled-back'
      ? [stage('roll-back', kept?.actors ?? line.actors, line.state === 'rolled-back')]
      : []),
    { name: 'report', state: isOver ? 'done' : 'waiting', done: isOver ? 1 : 0, total: 1 },
  ];
}

/** As fast as so far; nothing while too little is known. */
function secondsLeft({ actors, through, begunAt }: KeptRun, now: number): number | null {
  if (actors === undefined || through < MIN_THROUGH) return null;
  return Math.max(0, Math.round(((now - begunAt) / through / 1000) * (actors - through)));
}

function spentOn(rows: readonly ActorResult[]): number {
  return rows.reduce((sum, row) => sum + row.usage.usd + (row.status === 'failed' ? 0 : (row.applied?.usd ?? 0)), 0);
}

function failuresIn({ events }: KeptRun): Progress['failures'] {
  return events
    .filter(({ what }) => what === 'failed')
    .map(({ actor, message }) => ({ actor, error: 'failed', message: message ?? '' }));
}

function failuresAmong(rows: readonly ActorResult[]): Progress['failures'] {
  return rows.flatMap((row) => {
    if (row.status === 'failed') return [{ actor: row.actor, error: row.error, message: row.message }];
    const { applied, actor } = row;
    if (
      applied === undefined ||
      !(applied.outcome === 'failed' || applied.outcome === 'stale' || applied.outcome === 'busy')
    )
      return [];
    return [{ actor, error: applied.outcome, message: applied.words ?? '' }];
  });
}

function ifStopped({ events, doing }: KeptRun, rows: readonly ActorResult[]): NonNullable<Progress['ifStopped']> {
  const applied = rows.flatMap((row) => (row.status === 'failed' || row.applied === undefined ? [] : [row.applied]));
  const count = (what: 'retired' | 'added') =>
    events.filter((event) => event.what === what).length + applied.reduce((sum, each) => sum + each[what].length, 0);
  const [retired, added] = [count('retired'), count('added')];
  const words =
    doing === 'planning'
      ? 'Nothing was changed yet. What was judged is remembered, so that starting again costs nothing twice.'
      : doing === 'rolling-back'
        ? 'What was taken back stays taken back; going on takes back the rest.'
        : 'What was done stays done and can be rolled back; the rest stays as it is. The run can be gone on with.';
  return { retired, added, words };
}
