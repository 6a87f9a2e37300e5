import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { EvencastError } from '../../core/errors.ts';
import type { GetOptions, StoredObject } from '../../core/ports/object-store.ts';
import { objectNotFound, objectTooLarge } from '../object-errors.ts';
import { type Located, pathOf } from './layout.ts';
import { look, versionOf } from './look.ts';

const ATTEMPTS = 3;

/**
 * A file's bytes with the version that they belong to: size, time and inode are read from the opened file before and
 * after, and the bytes again where these differ. Our own writers replace files whole, so only other programs writing
 * in place cause that.
 */
export async function readLocated(located: Located, place: string, options: GetOptions = {}): Promise<StoredObject> {
  const found = look(located);
  if (found.kind !== 'file') throw objectNotFound(located.key, place, found.kind === 'blocked' ? found.why : undefined);
  // O_NONBLOCK: should a pipe have taken the file's place since, opening it must not wait for a writer.
  const file = await open(pathOf(located), constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
      options.signal?.throwIfAborted();
      const stored = await readOnce(file, located.key, options.maxBytes);
      if (stored !== undefined) return stored;
    }
  } finally {
    await file.close();
  }
  const words = `${pathOf(located)} is being written by another program just now. Try again.`;
  throw new EvencastError('StoreUnavailable', words);
}

async function readOnce(
  file: FileHandle,
  key: string,
  maxBytes = Number.POSITIVE_INFINITY,
): Promise<StoredObject | undefined> {
  const before = await file.stat({ bigint: true });
  const size = Number(before.size);
  if (size > maxBytes) throw objectTooLarge(key, size, maxBytes);
  const body = await readBytes(file, size);
  const after = await file.stat({ bigint: true });
  const version = versionOf(after);
  const unchanged = before.isFile() && body.byteLength === size && version === versionOf(before);
  return unchanged ? { key, size, version, body } : undefined;
}

async function readBytes(file: FileHandle, size: number): Promise<Uint8Array> {
  const body = Buffer.allocUnsafeSlow(size);
  let at = 0;
  while (at < size) {
    const { bytesRead } = await file.read(body, at, size - at, at);
    if (bytesRead === 0) break;
    at += bytesRead;
  }
  return body.subarray(0, at);
}
