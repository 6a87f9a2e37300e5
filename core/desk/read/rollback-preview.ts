import { followersOf } from '../../apply/followers.ts';
import { isEvencastError } from '../../errors.ts';
import { type ByType, byType, type ImageType } from '../../image-type.ts';
import { inFlight } from '../../in-flight.ts';
import { readJournal } from '../../journal/journal-log.ts';
import { type JournalState, journalState } from '../../journal/journal-state.ts';
import type { Manifest } from '../../records/manifest.ts';
import type { PlanRecord } from '../../records/plan-record.ts';
import type { RollbackPreview } from '../contract/rollback.ts';
import type { DeskWorld } from '../desk-world.ts';
import { planOf } from './changes.ts';
import { notePicture } from './desk-memory.ts';
import { readRun, rowsOf } from './read-run.ts';
import { type ImageNow, inspectedBy, manifestOf, setNow } from './set-now.ts';

const READS_IN_FLIGHT = 8;
type Actor = RollbackPreview['actors'][number];

/** What taking a run back would do, for these actors or all of it, and what it could not. Nothing is changed. */
export async function rollbackPreview(
  world: DeskWorld,
  run: string,
  named: readonly string[],
  signal: AbortSignal,
): Promise<RollbackPreview> {
  await readRun(world, run, signal);
  const actors = (await rowsOf(world, run, signal))
    .map(({ actor }) => actor)
    .filter((actor) => named.length === 0 || named.includes(actor));
  const found = await Array.fromAsync(
    inFlight(actors, READS_IN_FLIGHT, (actor) => actorPreview(world, run, actor, signal)),
  );
  const previews = found.filter((each) => each !== undefined);
  const sum = (of: (actor: Actor) => number) => previews.reduce((total, each) => total + of(each), 0);
  return {
    run,
    actors: previews,
    putBack: sum(({ putBack }) => putBack.length),
    takeOut: sum(({ takeOut }) => takeOut.length),
    cannot: sum(({ cannot }) => cannot.length),
    blocked: previews.filter(({ first }) => first.length > 0).length,
  };
}

/** Undefined for an actor whose set the run never changed, or was taken back already. */
async function actorPreview(
  world: DeskWorld,
  run: string,
  actor: string,
  signal: AbortSignal,
): Promise<Actor | undefined> {
  const state = journalState(await readJournal(world, run, actor, signal));
  if (state.begun === undefined || (state.rolledBack && state.cannot.length === 0)) return undefined;
  const record = await planOf(world, run, actor, signal);
  const { before, after } = await inspectedBy(world, run, actor, signal);
  const now = await setNow(world, actor, [...before, ...after], signal);
  const { putBack, takeOut, cannot } = await undoable(world, run, actor, state, now, signal);
  const manifest = await manifestOf(world, actor, signal);
  const types = typesOf(state, record, manifest);
  const counts = countsOf([...now.keys()], types);
  const out = new Set(takeOut.map(({ file }) => file));
  const kept = [...now.keys()].filter((file) => !out.has(file));
  return {
    actor,
    putBack,
    takeOut,
    cannot,
    first: [...(await followersIn(world, run, actor, state, signal))],
    now: counts,
    after: countsOf([...kept, ...putBack.map(({ file }) => file)], types),
  };
}

async function followersIn(world: DeskWorld, run: string, actor: string, state: JournalState, signal: AbortSignal) {
  try {
    return (await followersOf({ run, actor }, state, world, signal)).runs;
  } catch (error) {
    if (isEvencastError(error, 'InvalidManifest')) return [];
    throw error;
  }
}

/** Sorts what the run did into what can be undone and what cannot, as the rollback itself will find it. */
async function undoable(
  { store, layout, memory }: DeskWorld,
  run: string,
  actor: string,
  { retirements, additions, undone, pruned }: JournalState,
  now: ReadonlyMap<string, ImageNow>,
  signal: AbortSignal,
): Promise<Pick<Actor, 'putBack' | 'takeOut' | 'cannot'>> {
  const prefix = layout.retiredOf(run, actor);
  const kept = new Set<string>();
  for await (const { key } of store.list(prefix, { signal })) kept.add(key.slice(prefix.length));
  const [putBack, takeOut, cannot]: [Actor['putBack'], Actor['takeOut'], Actor['cannot']] = [[], [], []];
  for (const [file, { entry, done }] of retirements) {
    if (undone.has(file) || !done) continue;
    const { sha256 } = entry;
    const there = now.get(file);
    if (pruned.has(file)) cannot.push({ file, words: 'it was pruned' });
    else if (there !== undefined && there.sha256 !== sha256)
      cannot.push({ file, words: 'another image has its name in the set now' });
    else if (!kept.has(file) && there === undefined)
      cannot.push({ file, words: 'it is no longer among the retired images' });
    else putBack.push({ file, sha256 });
    notePicture(memory, sha256, layout.retired(run, actor, file));
  }
  for (const [file, { entry, done }] of additions) {
    const there = now.get(file);
    if (undone.has(file) || !done || there === undefined) continue;
    if (there.sha256 !== entry.sha256)
      cannot.push({ file, words: 'somebody put another image under its name; that one stays' });
    else takeOut.push({ file, sha256: entry.sha256 });
  }
  return { putBack, takeOut, cannot };
}

function typesOf(
  { additions }: JournalState,
  record: PlanRecord | undefined,
  manifest: Manifest | undefined,
): ReadonlyMap<string, ImageType> {
  return new Map<string, ImageType>([
    ...(manifest?.images.flatMap(({ file, type }) => (type === undefined ? [] : [[file, type] as const])) ?? []),
    ...(record?.basis.map(({ file, verdict }) => [file, verdict.type] as const) ?? []),
    ...[...additions].map(([file, { entry }]) => [file, entry.type] as const),
  ]);
}

/** Null where a type is not known. */
function countsOf(files: readonly string[], types: ReadonlyMap<string, ImageType>): ByType<number> | null {
  if (files.some((file) => !types.has(file))) return null;
  return byType((type) => files.filter((file) => types.get(file) === type).length);
}
