import type { Pixels } from '../../../core/ports/image-codec.ts';
import type { Framed } from '../framing/framed.ts';
import { tonesOf } from '../ink/tones.ts';
import { contoursOf } from '../raster/contours.ts';
import { gaussian } from '../raster/gaussian.ts';
import { cloudy, smoothNoise } from '../raster/noise.ts';
import { at, clamp, planeOf, ramp } from '../raster/plane.ts';
import type { SeededRandom } from '../seeded-random.ts';
import { flattened } from './flattened.ts';
import { inLights } from './lights.ts';
import { greyAt, pigments } from './pigments.ts';

const PAPER = [250, 246, 237] as const;
/** How many washes lie over each other in the dark. */
const WASHES = 4;
/** How far a wash runs over its border, in pixels. */
const BLEED = 9;

/** Washes that bleed, dry darker at their borders and leave the edges of rough paper white, under a pen line. */
export async function watercolour(part: Framed, random: SeededRandom): Promise<Pixels> {
  const { width, height } = part.pixels;
  const { dark, luma } = await tonesOf(part, { backdrop: 0.45, lift: 1.25 });
  const flat = inLights(await flattened(pigments(part.pixels, random, 80), 13), dark.values, 4);
  const lines = contoursOf(luma, { weight: 1.6, share: 0.08 });
  const noise = smoothNoise(random);
  const clouds = cloudy(noise);
  const soft = gaussian(dark, 3);
  const wash = planeOf(dark, (x, y) => {
    const from = displaced(x, y, width, height, noise);
    const wet = at(soft.values, from) * WASHES + 0.7 + (noise(x * 0.02 + 33, y * 0.02 + 33) - 0.5) * 0.6;
    const step = Math.floor(wet);
    // Soft borders where it was still wet, and a dark rim where it had dried.
    return step + ramp(0, 0.14, wet - step) - 1 + 0.4 * ramp(0.22, 0.04, wet - step);
  });
  const page = new Uint8ClampedArray(width * height * 3);
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      const from = displaced(x, y, width, height, noise) * 3;
      const rim = Math.min(x, width - x, y, height - y) / width;
      const torn = rim > 0.16 ? 1 : ramp(0.02, 0.06, rim + (clouds(x * 0.018 + 5, y * 0.018 + 5) - 0.5) * 0.14);
      const depth = clamp(
        (0.16 + 0.28 * at(wash.values, i)) * (0.75 + 0.5 * clouds(x * 0.01 + 90, y * 0.01 + 50)),
        0,
        1.15,
      );
      const grain = (noise(x * 0.5, y * 0.5) - 0.5) * 14 + (noise(x * 0.23 + 70, y * 0.23) - 0.5) * 12 * depth;
      const line = 0.85 * at(lines.values, i) * clamp(0.5 + noise(x * 0.4 + 9, y * 0.4));
      const grey = Math.max(64, greyAt(flat.rgb, from));
      for (let channel = 0; channel < 3; channel++) {
        const paper = PAPER[channel] ?? 255;
        // The pigment at full strength is a middle tone of its colour; water makes it pale.
        const pigment = clamp((at(flat.rgb, from + channel) * 105) / grey, 0, 235);
        const tint = paper + (pigment - paper) * depth * torn;
        page[3 * i + channel] = (tint + grain) * (1 - line);
      }
    }
  }
  return { width, height, rgb: new Uint8Array(page.buffer) };
}

function displaced(
  x: number,
  y: number,
  width: number,
  height: number,
  noise: (x: number, y: number) => number,
): number {
  const dx = Math.round((noise(x * 0.045 + 10, y * 0.045 + 10) - 0.5) * 2 * BLEED);
  const dy = Math.round((noise(x * 0.045 + 70, y * 0.045 + 70) - 0.5) * 2 * BLEED);
  return clamp(y + dy, 0, height - 1) * width + clamp(x + dx, 0, width - 1);
}
