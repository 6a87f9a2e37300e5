import { setPin } from '../../core/manifest/set-images.ts';
import { restoreImage } from '../../local/restore-image.ts';
import { EXIT } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import { printable } from '../render/printable.ts';
import { type WhereOptions, whereOf } from './where.ts';

/** Options of the commands about single images. */
export interface ImageOptions extends WhereOptions {
  /** The run that retired it. */
  readonly run?: string;
}

/** `evencast pin ACTOR IMAGE` and `evencast unpin ACTOR IMAGE`. */
export async function pinCommand(
  actor: string,
  image: string,
  pinned: boolean,
  options: ImageOptions,
  io: Io,
): Promise<number> {
  const { place } = await whereOf(options, io);
  const changed = await setPin(place, actor, image, pinned);
  const state = pinned ? 'pinned: no plan retires it' : 'not pinned';
  io.stdout.write(`${printable(image)} of ${printable(actor)} is ${changed ? '' : 'already '}${state}.\n`);
  return EXIT.done;
}

/** `evencast restore ACTOR IMAGE`: puts one retired image back. */
export async function restoreCommand(actor: string, image: string, options: ImageOptions, io: Io): Promise<number> {
  const { place } = await whereOf(options, io);
  const { run } = await restoreImage(place, io.clock, { actor, image, run: options.run });
  io.stdout.write(`${printable(image)} of ${printable(actor)} is back in its set; run ${run} had retired it.\n`);
  return EXIT.done;
}
