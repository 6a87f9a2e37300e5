import { type ApprovedItem, approvedItemsSchema } from '../../approval/approved-items.ts';
import type { ActorResult } from '../../records/actor-result.ts';
import { parseRecord } from '../../records/record-text.ts';
import { actorItemsSchema } from '../../records/run-record.ts';
import type { ProgressEvent } from '../contract/progress.ts';
import type { Count } from '../rules/time-left.ts';
import { approvedPictures } from './approved-pictures.ts';
import { ifDamaged } from './read-run.ts';
import { inOrder } from './recorded-events.ts';
import { type RecordedMemory, type RecordedRun, type RecordsWorld, readNews } from './recorded-memory.ts';

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
  /** Everything that happened so far, in order. */
  readonly events: readonly ProgressEvent[];
}

/** How far a run is, read from what it has written down. One listing, and what is new in it. */
export async function recordedProgress(
  world: RecordsWorld,
  record: RecordedRun,
  doing: 'planning' | 'applying' | 'rolling-back',
  signal: AbortSignal,
): Promise<RecordedProgress> {
  const { run } = record;
  const memory = await readNews(world, record, signal);
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
    events: eventsOf(memory),
  };
}

/** Everything that happened in a run, read from what it has written down: see {@link recordedProgress}. */
export async function recordedEvents(
  world: RecordsWorld,
  record: RecordedRun,
  signal: AbortSignal,
): Promise<readonly ProgressEvent[]> {
  return eventsOf(await readNews(world, record, signal));
}

function eventsOf(memory: RecordedMemory): readonly ProgressEvent[] {
  memory.events ??= inOrder([...memory.records.values()].flatMap(({ events }) => events));
  return memory.events;
}

/** How an actor failed, if it did; at most one. */
export function failureOf(row: ActorResult): RecordedProgress['failures'] {
  const { actor } = row;
  if (row.status === 'failed') return [{ actor, error: row.error, message: row.message }];
  const { outcome, words } = row.applied ?? {};
  const isBad = outcome === 'failed' || outcome === 'stale' || outcome === 'busy';
  return isBad ? [{ actor, error: outcome, message: words ?? '' }] : [];
}

async function approvedOf(
  world: RecordsWorld,
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
  { memory, layout }: RecordsWorld,
  run: string,
  doing: 'planning' | 'applying' | 'rolling-back',
  signal: AbortSignal,
): Promise<number> {
  const name = doing === 'rolling-back' ? 'rollback.json' : 'actors.json';
  const items = await memory.latest(actorItemsSchema, layout.run(run, name), signal).catch(ifDamaged);
  return items?.length ?? 0;
}
