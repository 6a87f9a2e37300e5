import type * as z from 'zod';
import { isEvencastError } from '../../errors.ts';
import { inFlight } from '../../in-flight.ts';
import { journalSchema } from '../../journal/journal.ts';
import { type JournalState, journalState, spentOnMaking } from '../../journal/journal-state.ts';
import { type ActorResult, actorResultSchema } from '../../records/actor-result.ts';
import { parseRecord } from '../../records/record-text.ts';
import type { RunRecord } from '../../records/run-record.ts';
import type { ProgressEvent } from '../contract/progress.ts';
import type { DeskWorld } from '../desk-world.ts';
import type { ApprovedPictures } from './approved-pictures.ts';
import { notePicture } from './desk-memory.ts';
import { ifDamaged } from './read-run.ts';
import { eventsOfJournal, eventsOfResult, type Told } from './recorded-events.ts';

const READS_IN_FLIGHT = 16;
/** Runs whose records are remembered. */
const MAX_RUNS = 8;

/** What reading the records of runs works with. */
export type RecordsWorld = Pick<DeskWorld, 'store' | 'layout' | 'memory'>;

/** The run whose records are read. */
export type RecordedRun = Pick<RunRecord, 'run' | 'maker'>;

/** What one record of an actor comes to. */
interface Noted {
  readonly version: string;
  readonly events: readonly Told[];
  readonly result?: ActorResult;
  readonly journal?: {
    readonly addedAt: readonly number[];
    readonly retired: number;
    readonly makingUsd: number;
    readonly goneBack: boolean;
  };
}

/** What was read of a run before, so that following it reads only what was written since. */
export interface RecordedMemory {
  readonly records: Map<string, Noted>;
  /** What {@link records} tell, in order; undefined where that is to be found out. */
  events: readonly ProgressEvent[] | undefined;
  /** By the version of `approved.json`. */
  approved: { readonly version: string; readonly actors: number; readonly of: ApprovedPictures } | undefined;
}

/** Reads every result and journal of a run whose version is another one than last time, and forgets those that are gone. */
export async function readNews(
  world: RecordsWorld,
  { run, maker }: RecordedRun,
  signal: AbortSignal,
): Promise<RecordedMemory> {
  const { store, layout } = world;
  const memory = memoryOf(world, run);
  const { records } = memory;
  const news: News[] = [];
  const there = new Set<string>();
  for await (const { key, version } of store.list(layout.runActors(run), { signal })) {
    if (!key.endsWith('/result.json') && !key.endsWith('/journal.json')) continue;
    there.add(key);
    if (records.get(key)?.version !== version) news.push({ key, version });
  }
  const gone = [...records.keys()].filter((key) => !there.has(key));
  for (const key of gone) records.delete(key);
  if (gone.length > 0) memory.events = undefined;
  const noted = async ({ key, version }: News): Promise<readonly [string, Noted]> => {
    const found = key.endsWith('/result.json')
      ? await notedResult(world, key, version, signal)
      : await notedJournal(world, { run, standIn: maker.standIn }, { key, version }, signal);
    // What was read of it before holds until it reads again, so that nothing that was told loses its place.
    return [key, found ?? { events: [], ...records.get(key), version }];
  };
  for await (const [key, each] of inFlight(news, READS_IN_FLIGHT, noted)) {
    records.set(key, each);
    memory.events = undefined;
  }
  return memory;
}

interface News {
  readonly key: string;
  readonly version: string;
}

/** A record; undefined where it was taken away or is damaged: the next look finds it otherwise. */
async function read<T extends z.ZodType>(
  { store }: RecordsWorld,
  schema: T,
  key: string,
  signal: AbortSignal,
): Promise<z.infer<T> | undefined> {
  try {
    return parseRecord(schema, (await store.get(key, { signal })).body, key);
  } catch (error) {
    if (isEvencastError(error, 'NotFound')) return undefined;
    return ifDamaged(error);
  }
}

async function notedResult(
  world: RecordsWorld,
  key: string,
  version: string,
  signal: AbortSignal,
): Promise<Noted | undefined> {
  const result = await read(world, actorResultSchema, key, signal);
  return result === undefined ? undefined : { version, result, events: eventsOfResult(result) };
}

async function notedJournal(
  world: RecordsWorld,
  { run, standIn }: { readonly run: string; readonly standIn: boolean },
  { key, version }: News,
  signal: AbortSignal,
): Promise<Noted | undefined> {
  const journal = await read(world, journalSchema, key, signal);
  if (journal === undefined) return undefined;
  const state = journalState(journal.entries);
  notePictures(world, run, journal.actor, state);
  const addedAt = [...state.additions.values()].flatMap(({ entry, done }) => (done ? [Date.parse(entry.at)] : []));
  const retired = [...state.retirements.values()].filter(({ done }) => done).length;
  return {
    version,
    journal: { addedAt, retired, makingUsd: spentOnMaking(state), goneBack: state.rolledBack },
    events: eventsOfJournal(journal, standIn),
  };
}

/** Where the images lie that joined or left: in the set, or among the retired ones. */
export function notePictures(
  { memory, layout }: Omit<RecordsWorld, 'store'>,
  run: string,
  actor: string,
  { additions, retirements }: JournalState,
): void {
  for (const [file, { entry }] of [...additions, ...retirements]) {
    notePicture(memory, entry.sha256, layout.image(actor, file));
    notePicture(memory, entry.sha256, layout.retired(run, actor, file));
  }
}

/** What is remembered of a run; the one that nobody asked about for longest is forgotten. */
function memoryOf({ memory: { recorded } }: RecordsWorld, run: string): RecordedMemory {
  const memory = recorded.get(run) ?? { records: new Map(), events: undefined, approved: undefined };
  recorded.delete(run);
  recorded.set(run, memory);
  const [oldest] = recorded.keys();
  if (recorded.size > MAX_RUNS && oldest !== undefined) recorded.delete(oldest);
  return memory;
}
