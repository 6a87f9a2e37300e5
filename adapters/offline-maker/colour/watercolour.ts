import type { Pixels } from '../../../core/ports/image-codec.ts';
import type { SeededRandom } from '../../../core/seeded-random.ts';
import type { Framed } from '../framing/framed.ts';
import { tonesOf } from '../ink/tones.ts';
import { contoursOf } from '../raster/contours.ts';
import { gaussian } from '../raster/gaussian.ts';
import { greyAt } from '../raster/grey-at.ts';
import { cloudy, type Noise, smoothNoise } from '../raster/noise.ts';
import { pictureOf } from '../raster/picture.ts';
import { at, byteAt, clamp, type Plane, planeOf, ramp } from '../raster/plane.ts';
import { flattened } from './flattened.ts';
import { inLights } from './lights.ts';
import { type Colour, pigments } from './pigments.ts';

const PAPER: Colour = [250, 246, 237];
/** How many washes lie over each other in the dark. */
const WASHES = 4;
/** How far a wash runs over its border, in pixels. */
const BLEED = 9;
/** Brightness of a pigment at full strength, in tones, and below which a colour is too dark to tell its pigment. */
const PIGMENT = 105;
const TOO_DARK = 64;

/** Washes that bleed, dry darker at their borders and leave the edges of rough paper white, under a pen line. */
export async function watercolour(part: Framed, random: SeededRandom): Promise<Pixels> {
  const { dark, luma } = await tonesOf(part, { backdrop: 0.45, lift: 1.25 });
  const colours = inLights(await flattened(pigments(part.pixels, random, 80), 13), dark, 4);
  const lines = contoursOf(luma, { weight: 1.6, share: 0.08 });
  const noise = smoothNoise(random);
  const clouds = cloudy(noise);
  const wash = washes(dark, noise);
  return pictureOf(dark, (page, x, y, i) => {
    const from = 3 * bled(x, y, dark, noise);
    const rim = Math.min(x, dark.width - x, y, dark.height - y) / dark.width;
    const torn = rim > 0.16 ? 1 : ramp(0.02, 0.06, rim + (clouds(x * 0.018 + 5, y * 0.018 + 5) - 0.5) * 0.14);
    const pooled = 0.75 + 0.5 * clouds(x * 0.01 + 90, y * 0.01 + 50);
    const depth = clamp((0.16 + 0.28 * at(wash.values, i)) * pooled, 0, 1.15);
    const grain = (noise(x * 0.5, y * 0.5) - 0.5) * 14 + (noise(x * 0.23 + 70, y * 0.23) - 0.5) * 12 * depth;
    const bare = 1 - 0.85 * at(lines.values, i) * clamp(0.5 + noise(x * 0.4 + 9, y * 0.4));
    const strength = PIGMENT / Math.max(TOO_DARK, greyAt(colours.rgb, from));
    for (let channel = 0; channel < 3; channel++) {
      const paper = PAPER[channel] ?? 255;
      const pigment = clamp(byteAt(colours.rgb, from + channel) * strength, 0, 235);
      page[3 * i + channel] = (paper + (pigment - paper) * depth * torn + grain) * bare;
    }
  });
}

/** How many washes lie on each place: soft borders where it was still wet, and a dark rim where one had dried. */
function washes(dark: Plane, noise: Noise): Plane {
  const soft = gaussian(dark, 3);
  return planeOf(dark, (x, y) => {
    const uneven = (noise(x * 0.02 + 33, y * 0.02 + 33) - 0.5) * 0.6;
    const wet = at(soft.values, bled(x, y, dark, noise)) * WASHES + 0.7 + uneven;
    const step = Math.floor(wet);
    return step + ramp(0, 0.14, wet - step) - 1 + 0.4 * ramp(0.22, 0.04, wet - step);
  });
}

/** The pixel from which colour has run to this one. */
function bled(x: number, y: number, { width, height }: Plane, noise: Noise): number {
  const dx = Math.round((noise(x * 0.045 + 10, y * 0.045 + 10) - 0.5) * 2 * BLEED);
  const dy = Math.round((noise(x * 0.045 + 70, y * 0.045 + 70) - 0.5) * 2 * BLEED);
  return clamp(y + dy, 0, height - 1) * width + clamp(x + dx, 0, width - 1);
}
