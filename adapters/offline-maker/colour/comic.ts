import type { Pixels } from '../../../core/ports/image-codec.ts';
import type { SeededRandom } from '../../../core/seeded-random.ts';
import type { Framed } from '../framing/framed.ts';
import { fromDot } from '../ink/dots.ts';
import { tonesOf } from '../ink/tones.ts';
import { contoursOf } from '../raster/contours.ts';
import { greyAt } from '../raster/grey-at.ts';
import { pictureOf } from '../raster/picture.ts';
import { at, byteAt, ramp } from '../raster/plane.ts';
import { flattened } from './flattened.ts';
import { type Colour, pigments } from './pigments.ts';

/** A way to print flat colours between outlines. */
export interface ComicStyle {
  /** Outlines: half their width in pixels, and the share of the picture they take. */
  readonly weight: number;
  readonly share: number;
  /** Their colour. */
  readonly ink: Colour;
  /** Whether shadows begin with dots. */
  readonly dots: boolean;
  /** Brightness (0 to 1) of shadow, body and light. */
  readonly tones: readonly [number, number, number];
}

/** How dark (0 to 1) the shadow begins, and how light the light. */
const SHADOW = 0.6;
const LIGHT = 0.24;

const PAPER = 252;
/** Width of the line around the panel, in pixels. */
const FRAME = 4;

/** Flat colours in three lights between outlines, in a frame of white paper. */
export async function comic(part: Framed, style: ComicStyle, random: SeededRandom): Promise<Pixels> {
  const flat = await flattened(pigments(part.pixels, random), 9);
  const { dark, luma, width, height } = await tonesOf(part, { backdrop: 0.85, lift: 1 });
  const lines = contoursOf(luma, style);
  const margin = Math.round(width * 0.02);
  return pictureOf(dark, (page, x, y, i) => {
    const border = Math.min(x, width - 1 - x, y, height - 1 - y) - margin;
    if (border < 0) {
      page.fill(PAPER, 3 * i, 3 * i + 3);
      return;
    }
    const line = border < FRAME ? 1 : at(lines.values, i);
    const tone = lightOf(at(dark.values, i), style, x, y);
    const grey = Math.max(24, greyAt(flat.rgb, 3 * i));
    for (let channel = 0; channel < 3; channel++) {
      const colour = flatColour(byteAt(flat.rgb, 3 * i + channel), grey, tone);
      page[3 * i + channel] = colour + ((style.ink[channel] ?? 0) - colour) * line;
    }
  });
}

/** The brightness a place is printed in. */
function lightOf(dark: number, { dots, tones: [shadow, body, light] }: ComicStyle, x: number, y: number): number {
  if (dark < LIGHT) return light;
  if (dark > SHADOW) return shadow;
  if (!dots || dark < 0.42) return body;
  return body + (shadow - body) * ramp(0.34, 0.26, fromDot(x, y, 8));
}

/** The steps between two strengths of an ink, in tones: a cheap press has few. */
const INK_STEP = 36;

/** A colour of the given brightness, in steps. */
function flatColour(value: number, grey: number, tone: number): number {
  const scaled = (value * 255 * tone) / grey;
  const mixed = scaled + (255 * tone - scaled) * 0.15;
  return Math.round(Math.min(255, mixed) / INK_STEP) * INK_STEP;
}
