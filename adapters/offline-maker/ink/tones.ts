import sharp from 'sharp';
import type { Pixels } from '../../../core/ports/image-codec.ts';
import type { Framed } from '../framing/framed.ts';
import { enlarged } from '../raster/enlarged.ts';
import { gaussian } from '../raster/gaussian.ts';
import { at, byteAt, clamp, lumaOf, type Plane, plainBytes, planeOf, quantiles } from '../raster/plane.ts';

/** What somebody who draws sees: how dark each place is, and where outlines run. */
export interface Tones {
  readonly width: number;
  readonly height: number;
  /** 0 (paper) to 1 (black), the picture's own range stretched to it. */
  readonly dark: Plane;
  /** Luma behind it, 0 to 1. */
  readonly luma: Plane;
  /** How much a place belongs to the subject, 0 to 1. */
  readonly subject: Plane;
}

/** Around so many pixels lies the light that a hand levels out, to draw what is in a dark corner as well. */
const LIGHT_REACH = 70;

/** How tones are taken over. */
export interface Toning {
  /** How much is drawn behind the subject, 0 to 1. */
  readonly backdrop: number;
  /** How much paler than the photograph: the tones to this power. */
  readonly lift: number;
}

/** The tones of the framed part. */
export async function tonesOf({ pixels, subject }: Framed, { backdrop, lift }: Toning): Promise<Tones> {
  const { width, height } = pixels;
  const luma = gaussian(await smoothLuma(pixels), 1.2);
  const wide = gaussian(luma, LIGHT_REACH);
  const middle = quantiles(wide, [0.5])[0] ?? 0.5;
  const level = planeOf(luma, (_x, _y, i) => {
    const around = at(wide.values, i);
    return middle + 0.6 * (around - middle) + 1.3 * (at(luma.values, i) - around);
  });
  const [black = 0, white = 1] = quantiles(level, [0.03, 0.94]);
  const mask = spread(subject, width, height);
  const dark = planeOf(level, (_x, _y, i) => {
    const tone = clamp(1 - (at(level.values, i) - black) / Math.max(0.05, white - black)) ** lift;
    return tone * (backdrop + (1 - backdrop) * at(mask.values, i));
  });
  return { width, height, dark, luma, subject: mask };
}

/** Luma without freckles, threads and grain (median of 7 x 7), which a pen would make too much of. */
async function smoothLuma(pixels: Pixels): Promise<Plane> {
  const { width, height, values } = lumaOf(pixels);
  const bytes = new Uint8ClampedArray(values.length);
  // Loops, not `from` with a function: that is ten times slower on a million values.
  for (let i = 0; i < bytes.length; i++) bytes[i] = 255 * at(values, i);
  const smooth = sharp(bytes, { raw: { width, height, channels: 1 } })
    .median(7)
    .toColourspace('b-w');
  const tones = plainBytes(await smooth.raw().toBuffer());
  for (let i = 0; i < values.length; i++) values[i] = byteAt(tones, i) / 255;
  return { width, height, values };
}

/** The coarse plane of the subject in full size, with soft borders. */
function spread(subject: Plane, width: number, height: number): Plane {
  const values = subject.values.map((value) => Math.min(1, 2 * value));
  return enlarged(gaussian({ ...subject, values }, subject.width / 24), width, height);
}
