import { Worker } from 'node:worker_threads';
import type { PictureFacts } from '../../../core/judging/picture-facts.ts';
import type { Unreadable } from '../../../core/ports/image-codec.ts';

/** An image of the drawn cast, and what the codec measured of it. */
export interface DrawnImage {
  readonly bytes: Uint8Array;
  readonly facts: PictureFacts | Unreadable;
}

/** The sample cast by `actor/file`, drawn and measured in a thread of its own. */
export function drawnCast(): Promise<ReadonlyMap<string, DrawnImage>> {
  const cast = new Map<string, DrawnImage>();
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./draw-worker.ts', import.meta.url), { execArgv: [] });
    worker.on('message', ({ name, ...image }: DrawnImage & { readonly name: string }) => cast.set(name, image));
    worker.on('error', reject);
    worker.on('exit', () => resolve(cast));
  });
}
