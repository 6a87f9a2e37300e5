import * as z from 'zod';
import { EvencastError, isEvencastError } from '../errors.ts';
import { inFlight } from '../in-flight.ts';
import type { Layout } from '../layout.ts';
import type { ObjectStore } from '../ports/object-store.ts';
import { parseRecord, recordText } from '../records/record-text.ts';
import type { Upload } from './upload-event.ts';

/** `uploads/actors/<actor>.json`: that an actor got uploads which no run has looked at. */
const uploadMarkSchema = z.object({
  schema: z.literal(1),
  actor: z.string(),
  /** When the first and the last of them came, in milliseconds since 1970. */
  first: z.number(),
  last: z.number(),
});

/** A mark as it lies in the store. */
export interface UploadMark extends z.infer<typeof uploadMarkSchema> {
  readonly version: string;
}

/** Where marks lie. */
export interface MarkPlace {
  readonly store: ObjectStore;
  readonly layout: Layout;
}

const READS_IN_FLIGHT = 16;
/** A burst of events about one actor meets here; each loses to another that got something done. */
const TRIES = 50;

/**
 * Notes an upload. Events come twice and out of order, several at a time: the mark spans them all, and an event that it spans
 * already changes nothing.
 *
 * @throws Conflict where others keep writing, for the event to be delivered again.
 */
export async function markUpload(place: MarkPlace, { actor, at }: Upload, signal?: AbortSignal): Promise<void> {
  const { store, layout } = place;
  const key = layout.upload(actor);
  for (let attempt = 1; ; attempt++) {
    const there = await readMark(place, key, signal);
    if (there !== undefined && there.first <= at && at <= there.last) return;
    const mark = {
      schema: 1,
      actor,
      first: Math.min(at, there?.first ?? at),
      last: Math.max(at, there?.last ?? at),
    };
    try {
      const condition = there === undefined ? { ifAbsent: true } : { ifVersion: there.version };
      await store.put(key, recordText(mark), { ...condition, contentType: 'application/json', signal });
      return;
    } catch (error) {
      if (!isEvencastError(error, 'Conflict') || attempt === TRIES) throw error;
    }
  }
}

/** All marks there are. One that is damaged counts as an upload that was long ago: its name says whom it is about. */
export async function readMarks(place: MarkPlace, signal?: AbortSignal): Promise<readonly UploadMark[]> {
  const { store, layout } = place;
  const listed = await Array.fromAsync(store.list(layout.uploads, { signal }));
  const read = inFlight(listed, READS_IN_FLIGHT, ({ key }) => readMark(place, key, signal));
  return (await Array.fromAsync(read)).filter((mark) => mark !== undefined);
}

/** Clears a mark; one that has got another upload since stays for the next run. */
export async function clearMark({ store, layout }: MarkPlace, mark: UploadMark, signal?: AbortSignal): Promise<void> {
  try {
    await store.delete(layout.upload(mark.actor), { ifVersion: mark.version, signal });
  } catch (error) {
    if (!isEvencastError(error, 'Conflict')) throw error;
  }
}

async function readMark(
  { store, layout }: MarkPlace,
  key: string,
  signal: AbortSignal | undefined,
): Promise<UploadMark | undefined> {
  try {
    const { body, version } = await store.get(key, { signal });
    return { ...markIn(body, key, layout), version };
  } catch (error) {
    if (isEvencastError(error, 'NotFound')) return undefined;
    throw error;
  }
}

function markIn(body: Uint8Array, key: string, layout: Layout): z.infer<typeof uploadMarkSchema> {
  const actor = key.slice(layout.uploads.length).replace(/\.json$/, '');
  try {
    return { ...parseRecord(uploadMarkSchema, body, key), actor };
  } catch (error) {
    if (error instanceof EvencastError && error.name === 'RecordCorrupt')
      return { schema: 1, actor, first: 0, last: 0 };
    throw error;
  }
}
