import { roundUsd } from '../../money/prices.ts';
import type { KeptRun } from '../../ports/run-keeper.ts';
import type { ActorResult } from '../../records/actor-result.ts';
import type { Progress, ProgressEvent } from '../contract/progress.ts';
import type { DeskWorld } from '../desk-world.ts';
import { POLL } from '../limits.ts';
import { type Count, paceOf, secondsLeft } from '../rules/time-left.ts';
import { ifStopped } from './if-stopped.ts';
import { type DeskRun, readRun, rowsOf } from './read-run.ts';
import { settledBy } from './recorded-events.ts';
import { failureOf, type RecordedProgress, recordedEvents, recordedProgress } from './recorded-progress.ts';
import { DURING, stagesOf } from './stages.ts';

/** Events in one answer: the rest comes with the next. */
const MAX_EVENTS = 500;
/** Above so many actors the records of a run are read seldom, or not at all where the run itself counts its actors. */
const MANY_ACTORS = 1000;

/** How far a run is, whoever carries it out. */
interface Far {
  readonly actors: Count | undefined;
  readonly pictures: Progress['pictures'];
  /** When new pictures came: milliseconds since 1970. */
  readonly addedAt: readonly number[];
  /** Milliseconds since 1970. */
  readonly begunAt: number;
  readonly spentUsd: number;
  readonly failures: RecordedProgress['failures'];
  /** As the records tell them; undefined where the records were not read. */
  readonly events?: readonly ProgressEvent[];
}

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
  const far = await farOf(world, found, isHere ? kept : undefined, signal);
  const isGoing = isHere || line.elsewhere;
  const { epoch, all } = await happened(world, found, kept, far, signal);
  const events = all.filter(({ sequence }) => sequence > after).slice(0, MAX_EVENTS);
  const pace = paceOf(far.addedAt);
  const { pictures, actors } = far;
  const elapsed = world.clock.now() - far.begunAt;
  return {
    run,
    state: line.state,
    startedAt: line.startedAt,
    sequence: events.at(-1)?.sequence ?? all.at(-1)?.sequence ?? 0,
    epoch,
    stages: stagesOf(found, actors),
    pictures,
    pace: isGoing ? pace : null,
    elsewhere: line.elsewhere,
    secondsLeft: isGoing ? secondsLeft({ pictures: pictures?.generate, pace, actors, elapsed }) : null,
    spentUsd: roundUsd(far.spentUsd),
    estimateUsd: line.planned.usd,
    budgetUsd: past.record.config.limits.budgetUsd,
    failures: [...far.failures],
    events: [...events],
    ifStopped: isHere ? ifStopped(kept, far.pictures ?? undefined) : null,
    problem: line.problem,
    pollMs: line.elsewhere && line.actors > MANY_ACTORS ? POLL.hiddenMs : POLL.visibleMs,
  };
}

/**
 * What happened, and the name of its count: as it was told here, else as the records tell it. While somebody still writes them,
 * only what is old enough to have its place for good.
 */
async function happened(
  world: DeskWorld,
  { line, past }: DeskRun,
  kept: KeptRun | undefined,
  far: Far,
  signal: AbortSignal,
): Promise<{ readonly epoch: string; readonly all: readonly ProgressEvent[] }> {
  if (kept?.isFollowed === true && !line.elsewhere) return { epoch: kept.epoch, all: kept.events };
  const epoch = line.run;
  if (line.here || line.elsewhere) return { epoch, all: settledBy(far.events ?? [], world.clock.now()) };
  return { epoch, all: line.actors > MANY_ACTORS ? [] : await recordedEvents(world, past.record, signal) };
}

/** Told by whoever follows it; by the records where nobody hears of each step, or where another process carries it out. */
async function farOf(world: DeskWorld, found: DeskRun, kept: KeptRun | undefined, signal: AbortSignal): Promise<Far> {
  const { line, past } = found;
  if (kept === undefined) return farByRecords(world, found, signal);
  const told = farHere(kept, line.done.usd);
  if (kept.isFollowed || kept.doing === 'ended' || line.actors > MANY_ACTORS) return told;
  const { pictures = null, ...recorded } = await recordedProgress(world, past.record, kept.doing, signal);
  return { ...recorded, pictures, actors: told.actors ?? recorded.actors, begunAt: told.begunAt };
}

function farHere(kept: KeptRun, spentBefore: number): Far {
  const { actors, through, pictures, events, begunAt, spentUsd } = kept;
  return {
    actors: actors === undefined ? undefined : { done: through, total: actors },
    pictures: pictures ?? null,
    addedAt: events.filter(({ what }) => what === 'added').map(({ at }) => Date.parse(at)),
    begunAt,
    spentUsd: spentBefore + spentUsd,
    failures: events
      .filter(({ what }) => what === 'failed')
      .map(({ actor, message }) => ({ actor, error: 'failed', message: message ?? '' })),
  };
}

/** Of a run that another process carries out as far as it has written down; of one that is over, how it came out. */
async function farByRecords(world: DeskWorld, { line, held, past }: DeskRun, signal: AbortSignal): Promise<Far> {
  const doing = DURING[line.state];
  if (held !== undefined && doing !== undefined) {
    const { pictures = null, ...far } = await recordedProgress(world, past.record, doing.what, signal);
    return { ...far, pictures, begunAt: held.begunAt };
  }
  const rows = await rowsOf(world, line.run, signal);
  const approved = rows.filter((row) => row.status !== 'failed' && row.applied !== undefined).length;
  return {
    actors: { done: approved, total: approved },
    pictures: null,
    addedAt: [],
    begunAt: 0,
    spentUsd: spentOn(rows),
    failures: rows.flatMap(failureOf),
  };
}

function spentOn(rows: readonly ActorResult[]): number {
  return rows.reduce((sum, row) => sum + row.usage.usd + (row.status === 'failed' ? 0 : (row.applied?.usd ?? 0)), 0);
}
