import * as z from 'zod';
import type { Layout } from '../layout.ts';
import type { Clock } from '../ports/clock.ts';
import type { ObjectStore } from '../ports/object-store.ts';
import { readNotesOf } from './append-note.ts';

/** `replans.json`: runs that were started to plan some actors of a run again; the newest last. */
export const replanNotesSchema = z.object({
  schema: z.literal(1),
  notes: z.array(
    z.object({
      /** The run that plans them again. */
      run: z.string(),
      by: z.string(),
      at: z.string(),
      actors: z.array(z.string()),
      /** Names the request for good. */
      key: z.string(),
    }),
  ),
});

/** See {@link replanNotesSchema}. */
export type ReplanNotes = z.infer<typeof replanNotesSchema>;

/** One of them. */
export type ReplanNote = ReplanNotes['notes'][number];

/** A run has begun long before this, in milliseconds, or never will. */
const RESERVED_MS = 60_000;

/** Where runs lie, and what time it is. */
export interface ReplanPlace {
  readonly store: ObjectStore;
  readonly layout: Layout;
  readonly clock: Clock;
}

/** By actor the run that plans it again: what is planned anew can be approved there and no longer here. */
export function plannedAgain(notes: readonly ReplanNote[]): ReadonlyMap<string, string> {
  return new Map(notes.flatMap(({ run, actors }) => actors.map((actor) => [actor, run] as const)));
}

/**
 * The notes that count. A note is written before its run is started, so that two people cannot have the same actors planned
 * again twice; one whose run did not begin, because whoever wrote it broke off in between, counts for a minute only.
 */
export async function standingNotes(
  place: ReplanPlace,
  notes: readonly ReplanNote[],
  signal?: AbortSignal,
): Promise<readonly ReplanNote[]> {
  const standing: ReplanNote[] = [];
  for (const note of notes)
    if (Date.parse(note.at) + RESERVED_MS > place.clock.now() || (await hasBegun(place, note.run, signal)))
      standing.push(note);
  return standing;
}

/** Whether a run is on record. */
export async function hasBegun(
  { store, layout }: Omit<ReplanPlace, 'clock'>,
  run: string,
  signal?: AbortSignal,
): Promise<boolean> {
  const key = layout.run(run, 'run.json');
  for await (const info of store.list(key, { signal })) if (info.key === key) return true;
  return false;
}

/** See {@link plannedAgain}, of a run. */
export async function readPlannedAgain(
  place: ReplanPlace,
  run: string,
  signal?: AbortSignal,
): Promise<ReadonlyMap<string, string>> {
  const key = place.layout.run(run, 'replans.json');
  const { notes } = await readNotesOf(place.store, key, replanNotesSchema, signal);
  return plannedAgain(await standingNotes(place, notes, signal));
}
