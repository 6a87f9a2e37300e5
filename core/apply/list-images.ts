import { isEvencastError } from '../errors.ts';
import { fileKind } from '../image-files.ts';
import type { ObjectStore } from '../ports/object-store.ts';
import { sha256Hex } from '../sha256.ts';
import type { ListedImage } from './compare-set.ts';

/** The images directly in a folder, by their names alone; what lies in folders below belongs to somebody else. */
export async function listImages(
  store: ObjectStore,
  prefix: string,
  signal?: AbortSignal,
): Promise<readonly ListedImage[]> {
  const images: ListedImage[] = [];
  for await (const { key, version, size } of store.list(prefix, { signal })) {
    const file = key.slice(prefix.length);
    if (!file.includes('/') && fileKind(file) === 'image') images.push({ file, key, version, size });
  }
  return images;
}

/** The content hash of an object; undefined where there is none. */
export async function hashOf(store: ObjectStore, key: string, signal?: AbortSignal): Promise<string | undefined> {
  try {
    return await sha256Hex((await store.get(key, { signal })).body);
  } catch (error) {
    if (isEvencastError(error, 'NotFound')) return undefined;
    throw error;
  }
}
