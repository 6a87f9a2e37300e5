import type { ConditionOptions, ObjectInfo, ObjectStore, StoredObject } from '../../core/ports/object-store.ts';
import { invalidKey, objectConflict, objectNotFound, objectTooLarge } from '../object-errors.ts';
import { keySegments } from '../object-key.ts';

interface Held {
  readonly body: Uint8Array;
  readonly version: string;
}

/**
 * Objects in this process's memory, for tests and trial runs; nothing outlives it. Keys follow the folder's rules
 * where those are the stricter ones (no `''`, `.`, `..` parts), so that what works here works in a folder, but like
 * S3 it may hold both `a` and `a/b`. `place` is what it calls itself.
 */
export function memoryObjectStore(place = 'memory'): ObjectStore {
  const objects = new Map<string, Held>();
  // One count for the whole store: a version never comes back, not even for a key that was deleted in between.
  let writes = 0;

  function hold(key: string, body: Uint8Array): ObjectInfo {
    writes++;
    objects.set(key, { body, version: `${writes}` });
    return { key, size: body.byteLength, version: `${writes}` };
  }

  function required(key: string): Held {
    const held = objects.get(checked(key));
    if (held === undefined) throw objectNotFound(key, place);
    return held;
  }

  return {
    place,
    async get(key, { maxBytes = Number.POSITIVE_INFINITY, signal } = {}): Promise<StoredObject> {
      signal?.throwIfAborted();
      const { body, version } = required(key);
      if (body.byteLength > maxBytes) throw objectTooLarge(key, body.byteLength, maxBytes);
      return { key, size: body.byteLength, version, body: body.slice() };
    },
    async put(key, body, { ifAbsent, ifVersion, signal } = {}) {
      signal?.throwIfAborted();
      const held = objects.get(checked(key));
      if (ifAbsent === true && held !== undefined) throw objectConflict(key, 'there is one already');
      if (ifVersion !== undefined) expectVersion(key, held, ifVersion);
      return hold(key, typeof body === 'string' ? new TextEncoder().encode(body) : body.slice());
    },
    async *list(prefix, { signal } = {}) {
      for (const key of inByteOrder([...objects.keys()].filter((each) => each.startsWith(prefix)))) {
        signal?.throwIfAborted();
        const held = objects.get(key);
        if (held !== undefined) yield { key, size: held.body.byteLength, version: held.version };
      }
    },
    async *folders(prefix, { signal } = {}) {
      const below = [...objects.keys()].filter((key) => key.startsWith(prefix));
      const paths = below.map((key) => key.slice(0, key.indexOf('/', prefix.length) + 1)).filter((path) => path !== '');
      for (const path of inByteOrder([...new Set(paths)])) {
        signal?.throwIfAborted();
        yield path.slice(prefix.length, -1);
      }
    },
    async move(from, to, { ifVersion, signal }: ConditionOptions = {}) {
      signal?.throwIfAborted();
      const held = required(from);
      if (ifVersion !== undefined) expectVersion(from, held, ifVersion);
      if (objects.has(checked(to))) throw objectConflict(to, 'there is one already');
      const info = hold(to, held.body);
      objects.delete(from);
      return info;
    },
    async delete(key, { ifVersion, signal } = {}) {
      signal?.throwIfAborted();
      if (ifVersion !== undefined) expectVersion(key, objects.get(checked(key)), ifVersion);
      objects.delete(checked(key));
    },
  };
}

function checked(key: string): string {
  if (!key.isWellFormed()) throw invalidKey(key, 'it is not valid Unicode; rename it');
  keySegments(key);
  return key;
}

function inByteOrder(keys: readonly string[]): readonly string[] {
  return keys.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
}

function expectVersion(key: string, held: Held | undefined, version: string): void {
  if (held?.version !== version) throw objectConflict(key, held === undefined ? 'it is gone' : 'it was changed');
}
