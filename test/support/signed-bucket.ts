import { isEvencastError } from '../../core/errors.ts';
import type { ObjectStore } from '../../core/ports/object-store.ts';
import type { PictureLinker } from '../../core/ports/picture-linker.ts';
import type { Answered } from './ask.ts';

/** S3's side of links that were signed: it opens those, to the letter, and nothing else. */
export interface SignedBucket extends PictureLinker {
  opened(href: string): Promise<Answered>;
}

/** Notes which key each link of a linker opens, and opens it. */
export function signedBucket(store: ObjectStore, linker: PictureLinker): SignedBucket {
  const keys = new Map<string, string>();
  const refusal = { status: 403, headers: {}, bytes: new Uint8Array(), text: '', json: () => undefined };
  return {
    async link(wanted) {
      const place = await wanted.find();
      const link = await linker.link({ ...wanted, find: async () => place });
      if (link !== undefined && place !== undefined) keys.set(link.href, place.key);
      return link;
    },
    async opened(href) {
      const key = keys.get(href);
      if (key === undefined || !new URL(href).searchParams.has('X-Amz-Signature')) return refusal;
      const found = await store.get(key).catch((error: unknown) => {
        if (isEvencastError(error, 'NotFound')) return undefined;
        throw error;
      });
      if (found === undefined) return refusal;
      const bytes = found.body;
      const text = new TextDecoder().decode(bytes);
      const headers = { 'content-type': new URL(href).searchParams.get('response-content-type') ?? '' };
      return { status: 200, headers, bytes, text, json: () => JSON.parse(text) };
    },
  };
}
