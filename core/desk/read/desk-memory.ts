import type * as z from 'zod';
import type { EnteredBatch } from '../../approval/decisions.ts';
import { isEvencastError } from '../../errors.ts';
import type { PictureFacts } from '../../judging/picture-facts.ts';
import type { ObjectStore } from '../../ports/object-store.ts';
import { parseRecord } from '../../records/record-text.ts';
import type { RecordedMemory } from './recorded-memory.ts';

/** Records kept at a time; one of an actor is some 20 KB. */
const MAX_RECORDS = 3000;

/** What a desk remembers between two requests, so that a key press does not read a whole run again. */
export interface DeskMemory {
  /** A record that is never written again once it is there: read once. Undefined where it is missing. */
  once<T extends z.ZodType>(schema: T, key: string, signal?: AbortSignal): Promise<z.infer<T> | undefined>;
  /** A record that may be written again: read again only where its version is another one. */
  latest<T extends z.ZodType>(schema: T, key: string, signal?: AbortSignal): Promise<z.infer<T> | undefined>;
  /** The entries of a run's log that were read before; entries never change. */
  readonly logs: Map<string, Map<number, EnteredBatch>>;
  /** Where pictures lie, by content: every key at which one was seen. */
  readonly pictures: Map<string, Set<string>>;
  /** What a key held at one of its versions. */
  readonly contents: Map<string, { readonly version: string; readonly sha256: string }>;
  /** What pictures are, by content, where a run has read them. */
  readonly formats: Map<string, PictureFacts['format']>;
  /** Where runs keep small drawings of pictures, by the content of these. */
  readonly drawings: Map<string, string>;
  /** What was read of runs whose events nobody here was told, by run. */
  readonly recorded: Map<string, RecordedMemory>;
}

/** An empty memory over a store. */
export function deskMemory(store: ObjectStore): DeskMemory {
  const records = new Map<string, { readonly version: string; readonly record: unknown }>();
  const keep = (key: string, version: string, record: unknown) => {
    records.delete(key);
    records.set(key, { version, record });
    const [oldest] = records.keys();
    if (records.size > MAX_RECORDS && oldest !== undefined) records.delete(oldest);
  };
  const read = async <T extends z.ZodType>(schema: T, key: string, signal: AbortSignal | undefined) => {
    try {
      const { body, version } = await store.get(key, { signal });
      const record = parseRecord(schema, body, key);
      keep(key, version, record);
      return record;
    } catch (error) {
      if (isEvencastError(error, 'NotFound')) return undefined;
      throw error;
    }
  };
  return {
    logs: new Map(),
    pictures: new Map(),
    contents: new Map(),
    formats: new Map(),
    drawings: new Map(),
    recorded: new Map(),
    // What lies under a key was parsed by the schema that this key is always read with.
    once: async (schema, key, signal) =>
      (records.get(key)?.record as z.infer<typeof schema> | undefined) ?? read(schema, key, signal),
    async latest(schema, key, signal) {
      const known = records.get(key);
      if (known !== undefined)
        for await (const info of store.list(key, { signal }))
          if (info.key === key && info.version === known.version) return known.record as z.infer<typeof schema>;
      return read(schema, key, signal);
    },
  };
}

/** Remembers where a picture was seen. */
export function notePicture({ pictures }: DeskMemory, sha256: string | null | undefined, key: string): void {
  if (sha256 === null || sha256 === undefined || sha256 === '') return;
  const keys = pictures.get(sha256) ?? new Set<string>();
  pictures.set(sha256, keys.add(key));
}
