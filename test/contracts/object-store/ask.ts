import { expect } from 'vitest';
import type { ErrorName } from '../../../core/errors.ts';
import type { ObjectInfo, ObjectStore } from '../../../core/ports/object-store.ts';

/** The keys of a listing, in its order. */
export async function keysOf(listing: AsyncIterable<ObjectInfo>): Promise<readonly string[]> {
  return (await Array.fromAsync(listing)).map(({ key }) => key);
}

/** An object's content as text. */
export async function textOf(store: ObjectStore, key: string): Promise<string> {
  return new TextDecoder().decode((await store.get(key)).body);
}

/** Expects an EvencastError of this name, with words in it. */
export async function expectError(answer: Promise<unknown>, name: ErrorName): Promise<void> {
  await expect(answer).rejects.toMatchObject({
    name,
    kind: expect.any(String),
    message: expect.stringMatching(/\w \w/),
  });
}

/** By UTF-8 bytes, as every listing is. */
export function inByteOrder(names: readonly string[]): readonly string[] {
  return names.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
}

/** How many calls were answered, and the names of the others' errors. */
export async function tally(
  calls: readonly Promise<unknown>[],
): Promise<{ readonly won: number; readonly errors: readonly string[] }> {
  const settled = await Promise.allSettled(calls);
  const errors = settled.flatMap((each) => (each.status === 'rejected' ? [String(each.reason?.name)] : []));
  return { won: settled.length - errors.length, errors };
}
