import { EvencastError, isEvencastError } from '../errors.ts';
import type { ImageType } from '../image-type.ts';
import type { Layout } from '../layout.ts';
import type { Clock } from '../ports/clock.ts';
import type { ObjectStore } from '../ports/object-store.ts';
import { type Dismissible, type ImageNote, type Notes, notesSchema } from '../records/notes.ts';
import { parseRecord, recordText } from '../records/record-text.ts';

/** Where notes lie. */
export interface NotesPlace {
  readonly store: ObjectStore;
  readonly layout: Layout;
}

/** Who says something of an image. */
export interface Noting extends NotesPlace {
  readonly clock: Clock;
  readonly by: string;
}

/** Writers meet for a moment only, so whoever loses this often has met something else. */
const TRIES = 20;

/** What people said of an actor's images; undefined where nobody has said anything. @throws InvalidManifest for a damaged record. */
export async function readNotes(place: NotesPlace, actor: string, signal?: AbortSignal): Promise<Notes | undefined> {
  return (await stored(place, actor, signal))?.notes;
}

/** Says what type an image really is, or with null that the judge's word holds. @returns whether anything changed. */
export function correctType(
  noting: Noting,
  actor: string,
  sha256: string,
  type: ImageType | null,
  signal?: AbortSignal,
): Promise<boolean> {
  return edit(noting, actor, sha256, signal, (note, said) => {
    if (note.type?.type === (type ?? undefined)) return note;
    return { fine: note.fine, ...(type === null ? {} : { type: { ...said, type } }) };
  });
}

/** Says that a reason to leave does not count for an image, or does again. @returns whether anything changed. */
export function dismissFinding(
  noting: Noting,
  actor: string,
  sha256: string,
  of: { readonly code: Dismissible; readonly dismissed: boolean },
  signal?: AbortSignal,
): Promise<boolean> {
  return edit(noting, actor, sha256, signal, (note, said) => {
    const there = note.fine.some(({ code }) => code === of.code);
    if (there === of.dismissed) return note;
    const others = note.fine.filter(({ code }) => code !== of.code);
    return { ...note, fine: of.dismissed ? [...others, { ...said, code: of.code }] : others };
  });
}

async function edit(
  { store, layout, clock, by }: Noting,
  actor: string,
  sha256: string,
  signal: AbortSignal | undefined,
  change: (note: ImageNote, said: { readonly by: string; readonly at: string }) => ImageNote,
): Promise<boolean> {
  const said = { by, at: new Date(clock.now()).toISOString() };
  for (let attempt = 1; ; attempt++) {
    const there = await stored({ store, layout }, actor, signal);
    const images = there?.notes.images ?? {};
    const before: ImageNote = images[sha256] ?? { fine: [] };
    const after = change(before, said);
    if (after === before) return false;
    const { [sha256]: _, ...others } = images;
    const isEmpty = after.type === undefined && after.fine.length === 0;
    const next: Notes = { schema: 1, actor, images: isEmpty ? others : { ...others, [sha256]: after } };
    const condition = there === undefined ? { ifAbsent: true } : { ifVersion: there.version };
    try {
      await store.put(layout.notes(actor), recordText(next), { ...condition, contentType: 'application/json', signal });
      return true;
    } catch (error) {
      if (!isEvencastError(error, 'Conflict') || attempt === TRIES) throw error;
    }
  }
}

async function stored({ store, layout }: NotesPlace, actor: string, signal: AbortSignal | undefined) {
  const key = layout.notes(actor);
  try {
    const { body, version } = await store.get(key, { signal });
    return { notes: parseRecord(notesSchema, body, key), version };
  } catch (error) {
    if (isEvencastError(error, 'NotFound')) return undefined;
    if (!isEvencastError(error, 'RecordCorrupt')) throw error;
    const message = `The notes about ${actor} (${key}) are damaged. Mend them or move them away; they say what people found fine.`;
    throw new EvencastError('InvalidManifest', message, { actor, cause: error });
  }
}
