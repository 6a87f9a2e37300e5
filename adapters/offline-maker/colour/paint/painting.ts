import sharp from 'sharp';
import type { Pixels } from '../../../../core/ports/image-codec.ts';
import type { SeededRandom } from '../../../../core/seeded-random.ts';
import type { Framed } from '../../framing/framed.ts';
import { tonesOf } from '../../ink/tones.ts';
import { type ContourStyle, contoursOf } from '../../raster/contours.ts';
import { gaussian } from '../../raster/gaussian.ts';
import { pictureOf } from '../../raster/picture.ts';
import { at, byteAt, type Plane, plainBytes } from '../../raster/plane.ts';
import { flattened } from '../flattened.ts';
import { inLights } from '../lights.ts';
import { type Colour, pigments } from '../pigments.ts';
import { type Pass, paint } from './brushwork.ts';
import { bareCanvas, lit } from './canvas.ts';
import { flowOf } from './flow.ts';

/** A way to paint: from the broadest brush to the finest. */
export interface PaintStyle {
  readonly ground: Colour;
  readonly passes: readonly Pass[];
  /** How much the paint stands out, in tones. */
  readonly relief: number;
  /** Mean distance of its colours from grey, in tones. */
  readonly strength: number;
  /** How many lights are mixed: few pots of paint, or many. */
  readonly lights: number;
  /** Contours drawn over it with a thin brush. */
  readonly contours: ContourStyle & { readonly colour: Colour };
}

/** Over so many pixels the direction of strokes is averaged. */
const FLOW_REACH = 10;

/** Paints the framed part stroke by stroke. */
export async function painting(part: Framed, style: PaintStyle, random: SeededRandom): Promise<Pixels> {
  const { luma, dark } = await tonesOf(part, { backdrop: 1, lift: 1 });
  const colours = inLights(await flattened(pigments(part.pixels, random, style.strength), 7), dark, style.lights);
  const { width, height } = colours;
  const flow = flowOf(gaussian(luma, 2), FLOW_REACH);
  const canvas = bareCanvas(width, height, style.ground);
  for (const pass of style.passes) paint(canvas, await blurred(colours, pass.width / 6), flow, pass, random);
  return outlined(lit(canvas, style.relief), contoursOf(luma, style.contours), style.contours.colour);
}

/** Lines of a colour over a picture. */
function outlined(picture: Pixels, { values }: Plane, colour: Colour): Pixels {
  return pictureOf(picture, (page, _x, _y, i) => {
    const line = 0.9 * at(values, i);
    for (let channel = 0; channel < 3; channel++) {
      const below = byteAt(picture.rgb, 3 * i + channel);
      page[3 * i + channel] = below + ((colour[channel] ?? 0) - below) * line;
    }
  });
}

async function blurred({ width, height, rgb }: Pixels, sigma: number): Promise<Pixels> {
  const raw = { width, height, channels: 3 } as const;
  return { width, height, rgb: plainBytes(await sharp(rgb, { raw }).blur(Math.max(0.5, sigma)).raw().toBuffer()) };
}
