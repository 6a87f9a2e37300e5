import * as z from 'zod';
import type { Layout } from '../layout.ts';
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

/** By actor the run that plans it again: what is planned anew can be approved there and no longer here. */
export function plannedAgain(notes: readonly ReplanNotes['notes'][number][]): ReadonlyMap<string, string> {
  return new Map(notes.flatMap(({ run, actors }) => actors.map((actor) => [actor, run] as const)));
}

/** See {@link plannedAgain}, of a run. */
export async function readPlannedAgain(
  { store, layout }: { readonly store: ObjectStore; readonly layout: Layout },
  run: string,
  signal?: AbortSignal,
): Promise<ReadonlyMap<string, string>> {
  const { notes } = await readNotesOf(store, layout.run(run, 'replans.json'), replanNotesSchema, signal);
  return plannedAgain(notes);
}
