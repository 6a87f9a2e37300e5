import sharp, { type Sharp } from 'sharp';
import type { SeededRandom } from '../../../core/seeded-random.ts';
import type { Framed } from '../framing/framed.ts';
import { contoursOf } from '../raster/contours.ts';
import { cloudy, smoothNoise } from '../raster/noise.ts';
import { at, clamp, ramp } from '../raster/plane.ts';
import type { InkLook } from './ink-looks.ts';
import { tonesOf } from './tones.ts';

/** Tones of paper and ink, 0 to 255: neither is the end of the range. */
const PAPER = 250;
const INK = 10;

/** Draws the framed part in one grey a pixel. */
export async function inkDrawing(part: Framed, look: InkLook, random: SeededRandom): Promise<Sharp> {
  const tones = await tonesOf(part, look);
  const { width, height } = tones;
  const marks = look.marks(tones, random);
  const lines = contoursOf(tones.luma, look.contours);
  const noise = smoothNoise(random);
  const torn = cloudy(noise);
  const page = new Uint8ClampedArray(width * height);
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      const rim = Math.min(x, width - 1 - x, y, height - 1 - y) / width;
      const sheet = rim > 0.1 ? 1 : ramp(0.012, 0.05, rim + (torn(x * 0.012, y * 0.012) - 0.5) * 0.06);
      const caught = Math.abs(look.line) === 1 ? 1 : clamp(0.35 + noise(x * 0.4, y * 0.4));
      const line = look.line * at(lines.values, i) * caught;
      const ink = line < 0 ? at(marks.values, i) * (1 + line) : Math.max(at(marks.values, i), line);
      page[i] = PAPER - (PAPER - INK) * ink * sheet;
    }
  }
  return sharp(page, { raw: { width, height, channels: 1 } })
    .blur(look.soften)
    .toColourspace('b-w');
}
