import type { Sharp } from 'sharp';
import { EvencastError } from '../../../core/errors.ts';
import type { Pixels } from '../../../core/ports/image-codec.ts';
import type { MakeRequest } from '../../../core/ports/image-maker.ts';
import { seededRandom } from '../../../core/seeded-random.ts';
import { type Plane, plainBytes } from '../raster/plane.ts';
import { chooseWindow, type Window } from './choose-window.ts';
import { framingOf } from './framings.ts';
import { subjectOf } from './subject.ts';

/** Longest and shortest side of what is made, in pixels. */
const LONG_SIDE = 1024;
const SHORT_SIDE = 512;
/** Most pixels: a square of 1,024 a side would take a third longer to draw than a portrait, and show no more. */
const MOST_PIXELS = 800_000;
/** A photograph is enlarged this much where it need not be: more only shows that there is no more. */
const PHOTO_ENLARGEMENT = 1.6;
/** A drawing is as sharp at any size. */
const DRAWN_ENLARGEMENT = Number.POSITIVE_INFINITY;

/** The part of a reference that a picture is made of, in the size of that picture. */
export interface Framed {
  readonly pixels: Pixels;
  /** Where the subject is in it, coarsely; 0 (backdrop) to 1. */
  readonly subject: Plane;
}

/**
 * Cuts out of an opened reference what this request shows of it.
 *
 * @param size of the reference, in pixels.
 *
 * Errors: whatever sharp throws on pixels that turn out damaged.
 */
export async function framed(
  open: () => Sharp,
  size: { readonly width: number; readonly height: number },
  request: MakeRequest,
): Promise<Framed> {
  const subject = await subjectOf(open());
  const random = seededRandom(request.seed, `framing ${request.requestId} ${request.promptNumber}`);
  const window = chooseWindow(size, subject, framingOf(request.type, request.promptNumber, size, random), random);
  const { width, height } = sizeOf(window, request.type === 'photorealistic' ? PHOTO_ENLARGEMENT : DRAWN_ENLARGEMENT);
  const { data, info } = await open()
    .extract(window)
    .resize(width, height, { fit: 'fill', kernel: 'lanczos3' })
    .raw()
    .toBuffer({ resolveWithObject: true });
  if (info.channels !== 3) throw new EvencastError('Internal', `A reference came out with ${info.channels} channels.`);
  return { pixels: { width, height, rgb: plainBytes(data) }, subject: within(subject, window, size) };
}

/** 1,024 on the long side, less for a small part of a photograph, and never less than 512 on the short one. */
function sizeOf({ width, height }: Window, enlargement: number): { width: number; height: number } {
  const [long, short] = [Math.max(width, height), Math.min(width, height)];
  const scale = Math.max(
    Math.min(LONG_SIDE / long, Math.sqrt(MOST_PIXELS / (width * height)), enlargement),
    SHORT_SIDE / short,
  );
  return { width: Math.round(width * scale), height: Math.round(height * scale) };
}

/** The subject inside the window, stretched to 0-1. */
function within(subject: Plane, window: Window, size: { width: number; height: number }): Plane {
  const [scaleX, scaleY] = [subject.width / size.width, subject.height / size.height];
  const left = Math.floor(window.left * scaleX);
  const top = Math.floor(window.top * scaleY);
  const width = Math.max(1, Math.min(subject.width - left, Math.round(window.width * scaleX)));
  const height = Math.max(1, Math.min(subject.height - top, Math.round(window.height * scaleY)));
  const values = new Float32Array(width * height);
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) values[i] = subject.values[(top + y) * subject.width + left + x] ?? 0;
  }
  const most = values.reduce((max, value) => Math.max(max, value), 1e-9);
  return { width, height, values: values.map((value) => Math.min(1, (1.6 * value) / most)) };
}
