import type * as z from 'zod';
import { type ApprovedItem, approvedItemsSchema } from '../../approval/approved-items.ts';
import { isEvencastError } from '../../errors.ts';
import { inFlight } from '../../in-flight.ts';
import { journalSchema } from '../../journal/journal.ts';
import { journalState, spentOnMaking } from '../../journal/journal-state.ts';
import { type ActorResult, actorResultSchema } from '../../records/actor-result.ts';
import { parseRecord } from '../../records/record-text.ts';
import { actorItemsSchema } from '../../records/run-record.ts';
import type { DeskWorld } from '../desk-world.ts';
import type { Count } from '../rules/time-left.ts';
import { type ApprovedPictures, approvedPictures } from './approved-pictures.ts';
import { ifDamaged } from './read-run.ts';

const READS_IN_FLIGHT = 16;

/** What the records of a run say of how far it is: for a run that is carried out by another process, or elsewhere. */
export interface RecordedProgress {
  /** Actors that the stage is about and those that are through. */
  readonly actors: Count;
  /** Pictures made and retired of those approved; undefined while nothing is carried out. */
  readonly pictures: { readonly generate: Count; readonly retire: Count } | undefined;
  /** When the new pictures came, in order: milliseconds since 1970. */
  readonly addedAt: readonly number[];
  readonly spentUsd: number;
  readonly failures: readonly { readonly actor: string; readonly error: string; readonly message: string }[];
}

/** What one record of an actor comes to. */
interface Noted {
  readonly version: string;
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
  /** By the version of `approved.json`. */
  approved: { readonly version: string; readonly actors: number; readonly of: ApprovedPictures } | undefined;
}

/** How far a run is, read from what it has written down. One listing, and what is new in it. */
export async function recordedProgress(
  world: DeskWorld,
  run: string,
  doing: 'planning' | 'applying' | 'rolling-back',
  signal: AbortSignal,
): Promise<RecordedProgress> {
  const memory = world.memory.recorded.get(run) ?? { records: new Map(), approved: undefined };
  world.memory.recorded.set(run, memory);
  await readNews(world, run, memory, signal);
  const all = [...memory.records.values()];
  const results = all.flatMap(({ result }) => result ?? []);
  const journals = all.flatMap(({ journal }) => journal ?? []);
  const approved = doing === 'applying' ? await approvedOf(world, run, memory, signal) : undefined;
  const addedAt = journals.flatMap((each) => each.addedAt).sort((a, b) => a - b);
  const retired = journals.reduce((sum, each) => sum + each.retired, 0);
  const through = {
    planning: () => results.length,
    applying: () => results.filter((row) => row.status !== 'failed' && row.applied !== undefined).length,
    'rolling-back': () => journals.filter(({ goneBack }) => goneBack).length,
  };
  const total = approved?.actors ?? (await itemCount(world, run, doing, signal));
  const making = journals.reduce((sum, each) => sum + each.makingUsd, 0);
  return {
    actors: { done: Math.min(through[doing](), total), total },
    pictures:
      approved === undefined
        ? undefined
        : {
            generate: { done: Math.min(addedAt.length, approved.of.generate), total: approved.of.generate },
            retire: { done: Math.min(retired, approved.of.retire), total: approved.of.retire },
          },
    addedAt,
    spentUsd: results.reduce((sum, { usage }) => sum + usage.usd, making),
    failures: results.flatMap(failureOf),
  };
}

/** How an actor failed, if it did; at most one. */
export function failureOf(row: ActorResult): RecordedProgress['failures'] {
  const { actor } = row;
  if (row.status === 'failed') return [{ actor, error: row.error, message: row.message }];
  const { outcome, words } = row.applied ?? {};
  const isBad = outcome === 'failed' || outcome === 'stale' || outcome === 'busy';
  return isBad ? [{ actor, error: outcome, message: words ?? '' }] : [];
}

/** Reads every result and journal whose version is another one than last time. */
async function readNews(
  { store, layout }: DeskWorld,
  run: string,
  { records }: RecordedMemory,
  signal: AbortSignal,
): Promise<void> {
  const news: { readonly key: string; readonly version: string }[] = [];
  for await (const { key, version } of store.list(layout.runActors(run), { signal })) {
    if (!key.endsWith('/result.json') && !key.endsWith('/journal.json')) continue;
    if (records.get(key)?.version !== version) news.push({ key, version });
  }
  const read = async <T extends z.ZodType>(schema: T, key: string): Promise<z.infer<T> | undefined> => {
    try {
      return parseRecord(schema, (await store.get(key, { signal })).body, key);
    } catch (error) {
      // Taken away or written half: the next look finds it otherwise.
      if (isEvencastError(error, 'NotFound')) return undefined;
      return ifDamaged(error);
    }
  };
  const noted = async ({ key, version }: (typeof news)[number]): Promise<readonly [string, Noted]> => {
    if (key.endsWith('/result.json')) {
      const result = await read(actorResultSchema, key);
      return [key, result === undefined ? { version } : { version, result }];
    }
    const journal = await read(journalSchema, key);
    if (journal === undefined) return [key, { version }];
    const state = journalState(journal.entries);
    const addedAt = [...state.additions.values()].flatMap(({ entry, done }) => (done ? [Date.parse(entry.at)] : []));
    const retired = [...state.retirements.values()].filter(({ done }) => done).length;
    return [
      key,
      { version, journal: { addedAt, retired, makingUsd: spentOnMaking(state), goneBack: state.rolledBack } },
    ];
  };
  for await (const [key, each] of inFlight(news, READS_IN_FLIGHT, noted)) records.set(key, each);
}

async function approvedOf(
  world: DeskWorld,
  run: string,
  memory: RecordedMemory,
  signal: AbortSignal,
): Promise<RecordedMemory['approved']> {
  const { store, layout } = world;
  const key = layout.run(run, 'approved.json');
  for await (const { key: found, version } of store.list(key, { signal })) {
    if (found !== key) continue;
    if (memory.approved?.version === version) return memory.approved;
    const items: readonly ApprovedItem[] = parseRecord(
      approvedItemsSchema,
      (await store.get(key, { signal })).body,
      key,
    );
    memory.approved = { version, actors: items.length, of: await approvedPictures(world, run, items, signal) };
    return memory.approved;
  }
  return undefined;
}

/** Actors that a stage is about, by the list of its Map. */
async function itemCount(
  { memory, layout }: DeskWorld,
  run: string,
  doing: 'planning' | 'applying' | 'rolling-back',
  signal: AbortSignal,
): Promise<number> {
  const name = doing === 'rolling-back' ? 'rollback.json' : 'actors.json';
  const items = await memory.latest(actorItemsSchema, layout.run(run, name), signal).catch(ifDamaged);
  return items?.length ?? 0;
}
