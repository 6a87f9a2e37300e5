import type * as z from 'zod';
import { isEvencastError } from '../errors.ts';
import type { ObjectStore } from '../ports/object-store.ts';
import { parseRecord, recordText } from './record-text.ts';

/** Writers meet for a moment only. */
const TRIES = 20;

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
    const condition = version === undefined ? { ifAbsent: true } : { ifVersion: version };
    try {
      const next: NotesRecord<Note> = { schema: 1, notes: [...notes, note] };
      await store.put(key, recordText(next), { ...condition, contentType: 'application/json', signal });
      return;
    } catch (error) {
      if (!isEvencastError(error, 'Conflict') || attempt === TRIES) throw error;
    }
  }
}
