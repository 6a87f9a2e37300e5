import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PictureSize } from '../../core/desk/contract/images.ts';
import type { PictureFinder } from '../../core/desk/read/find-picture.ts';
import type { PictureShelf, ShelfPicture } from '../../core/ports/desk-actions.ts';
import type { ImageCodec } from '../../core/ports/image-codec.ts';
import { sniffFormat } from '../sharp/sniff-format.ts';

/** What the shelf works with. */
export interface ShelfOptions {
  readonly finder: PictureFinder;
  readonly codec: Pick<ImageCodec, 'reference'>;
  /** Folder that small pictures are kept in, by their content. It may be thrown away at any time. */
  readonly cache: string;
}

/**
 * Pictures out of the place they lie in. Small ones are drawn anew by the codec and kept; `full` sends a file as it is, and only
 * where its first bytes say JPEG, PNG or WebP: what calls itself a picture and is text, SVG or HTML is never sent.
 */
export function pictureShelf({ finder, codec, cache }: ShelfOptions): PictureShelf {
  const drawing = new Map<string, Promise<ShelfPicture | undefined>>();
  const small = async (size: Exclude<PictureSize, 'full'>, sha256: string, signal: AbortSignal) => {
    const path = join(cache, `${sha256}-${size}.jpg`);
    const kept = await readFile(path).catch(() => undefined);
    if (kept !== undefined) return jpeg(kept);
    const bytes = await finder.find(sha256, signal);
    const drawn = bytes === undefined ? undefined : await codec.reference(bytes, Number(size));
    if (drawn === undefined || 'unreadable' in drawn) return undefined;
    await keep(cache, path, drawn);
    return jpeg(drawn);
  };
  return {
    async picture(size, sha256, signal) {
      if (!(await finder.knows(sha256, signal))) return undefined;
      if (size === 'full') return whole(await finder.find(sha256, signal));
      // A page asks for the same picture several times at once; who gives up must not take it from the others.
      const name = `${size}/${sha256}`;
      const under = drawing.get(name) ?? small(size, sha256, new AbortController().signal);
      drawing.set(name, under);
      return under.finally(() => drawing.delete(name));
    },
  };
}

function jpeg(body: Uint8Array): ShelfPicture {
  return { body, contentType: 'image/jpeg' };
}

function whole(body: Uint8Array | undefined): ShelfPicture | undefined {
  const format = body === undefined ? undefined : sniffFormat(body);
  if (body === undefined || typeof format !== 'string') return undefined;
  return { body, contentType: `image/${format}` };
}

/** Written whole or not at all. A cache that cannot be written costs time, nothing else. */
async function keep(folder: string, path: string, body: Uint8Array): Promise<void> {
  const temporary = `${path}.${randomUUID()}`;
  try {
    await mkdir(folder, { recursive: true });
    await writeFile(temporary, body, { mode: 0o600 });
    await rename(temporary, path);
  } catch {
    await rm(temporary, { force: true }).catch(() => undefined);
  }
}
