import { EvencastError, isEvencastError } from '../errors.ts';
import type { Layout } from '../layout.ts';
import type { Clock } from '../ports/clock.ts';
import type { ObjectStore } from '../ports/object-store.ts';
import { parseRecord, recordText } from '../records/record-text.ts';
import { type Entry, type Journal, journalSchema, type NewEntry } from './journal.ts';

/** Where journals lie and what time it is. */
export interface JournalPorts {
  readonly store: ObjectStore;
  readonly layout: Layout;
  readonly clock: Clock;
}

/** A journal that is being written. Only the holder of the actor's lease writes one. */
export interface JournalLog {
  readonly entries: readonly Entry[];
  /**
   * Writes an entry down before it resolves; takes no signal, since what was done is written down even when the run is being
   * stopped.
   *
   * @throws LeaseLost where another process writes the same journal.
   */
  append(entry: NewEntry): Promise<void>;
}

/** The entries of a run about an actor; none where nothing was begun. @throws RecordCorrupt where they do not read. */
export async function readJournal(
  { store, layout }: Pick<JournalPorts, 'store' | 'layout'>,
  run: string,
  actor: string,
  signal?: AbortSignal,
): Promise<readonly Entry[]> {
  return (await stored(store, layout.runActor(run, actor, 'journal.json'), signal)).entries;
}

/** Opens a journal to go on where it ends. */
export async function openJournal(
  { store, layout, clock }: JournalPorts,
  run: string,
  actor: string,
  signal?: AbortSignal,
): Promise<JournalLog> {
  const key = layout.runActor(run, actor, 'journal.json');
  let { entries, version } = await stored(store, key, signal);
  return {
    get entries() {
      return entries;
    },
    async append(entry) {
      // NewEntry is a union of Omits; putting the time back makes it the union again.
      const next = [...entries, { at: new Date(clock.now()).toISOString(), ...entry } as Entry];
      const journal: Journal = { schema: 1, run, actor, entries: next };
      version = await write(store, key, recordText(journal), version, actor);
      entries = next;
    },
  };
}

async function stored(
  store: ObjectStore,
  key: string,
  signal: AbortSignal | undefined,
): Promise<{ readonly entries: readonly Entry[]; readonly version: string | undefined }> {
  try {
    const { body, version } = await store.get(key, { signal });
    return { entries: parseRecord(journalSchema, body, key).entries, version };
  } catch (error) {
    if (isEvencastError(error, 'NotFound')) return { entries: [], version: undefined };
    throw error;
  }
}

async function write(
  store: ObjectStore,
  key: string,
  text: string,
  version: string | undefined,
  actor: string,
): Promise<string> {
  const condition = version === undefined ? { ifAbsent: true } : { ifVersion: version };
  try {
    return (await store.put(key, text, { ...condition, contentType: 'application/json' })).version;
  } catch (cause) {
    if (!isEvencastError(cause, 'Conflict')) throw cause;
    // A write whose answer got lost meets itself when the client tries it again.
    const there = await store.get(key).catch(() => undefined);
    if (there !== undefined && new TextDecoder().decode(there.body) === text) return there.version;
    throw new EvencastError(
      'LeaseLost',
      `Another process works on ${actor} in this very run. Let it finish. See: evencast status`,
      { actor, cause },
    );
  }
}
