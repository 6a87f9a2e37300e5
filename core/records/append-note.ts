import type * as z from 'zod';
import { EvencastError, isEvencastError } from '../errors.ts';
import type { ObjectStore } from '../ports/object-store.ts';
import { parseRecord, recordText } from './record-text.ts';

/** Writers meet for a moment only. */
export const TRIES = 20;

/** A record that only grows. */
export interface NotesRecord<Note> {
  readonly schema: 1;
  readonly notes: Note[];
}

/** The notes under a key; none where there are none yet. */
export async function readNotesOf<Note>(
  store: ObjectStore,
  key: string,
  schema: z.ZodType<NotesRecord<Note>>,
  signal?: AbortSignal,
): Promise<{ readonly notes: readonly Note[]; readonly version: string | undefined }> {
  try {
    const { body, version } = await store.get(key, { signal });
    return { notes: parseRecord(schema, body, key).notes, version };
  } catch (error) {
    if (isEvencastError(error, 'NotFound')) return { notes: [], version: undefined };
    throw error;
  }
}

/** Appends a note. Two who append at once both stand in the record afterwards; one under a key that is there is that one. */
export async function appendNote<Note extends { readonly key: string }>(
  store: ObjectStore,
  key: string,
  schema: z.ZodType<NotesRecord<Note>>,
  note: Note,
  signal?: AbortSignal,
): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    const { notes, version } = await readNotesOf(store, key, schema, signal);
    if (notes.some((each) => each.key === note.key)) return;
    if (await writeNotes(store, key, { notes: [...notes, note], version }, signal)) return;
    if (attempt === TRIES) throw crowded(key);
  }
}

/** Takes the note under a key of its own out again; none there is fine. */
export async function dropNote<Note extends { readonly key: string }>(
  store: ObjectStore,
  key: string,
  schema: z.ZodType<NotesRecord<Note>>,
  name: string,
): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    const { notes, version } = await readNotesOf(store, key, schema);
    const rest = notes.filter((each) => each.key !== name);
    if (rest.length === notes.length || (await writeNotes(store, key, { notes: rest, version }))) return;
    if (attempt === TRIES) throw crowded(key);
  }
}

/** Writes all notes anew. @param version of those that they rest on. @returns false where somebody wrote in between. */
export async function writeNotes<Note>(
  store: ObjectStore,
  key: string,
  { notes, version }: { readonly notes: readonly Note[]; readonly version: string | undefined },
  signal?: AbortSignal,
): Promise<boolean> {
  const condition = version === undefined ? { ifAbsent: true } : { ifVersion: version };
  const record: NotesRecord<Note> = { schema: 1, notes: [...notes] };
  try {
    await store.put(key, recordText(record), { ...condition, contentType: 'application/json', signal });
    return true;
  } catch (error) {
    if (isEvencastError(error, 'Conflict')) return false;
    throw error;
  }
}

/** Others write all the time. */
export function crowded(key: string): EvencastError {
  return new EvencastError('Conflict', `Others write ${key} all the time; nothing was changed. Try again.`);
}
