import sharp from 'sharp';
import type { Pixels } from '../../../core/ports/image-codec.ts';
import type { Framed } from '../framing/framed.ts';
import { gaussian } from '../raster/gaussian.ts';
import { lumaOf } from '../raster/plane.ts';
import type { SeededRandom } from '../seeded-random.ts';
import { bareCanvas, lit, type Pass, paint } from './brushwork.ts';
import { flattened } from './flattened.ts';
import { flowOf } from './flow.ts';
import { pigments } from './pigments.ts';

/** A way to paint: from the broadest brush to the finest. */
export interface PaintStyle {
  readonly ground: readonly [number, number, number];
  readonly passes: readonly Pass[];
  /** How much the paint stands out, in tones. */
  readonly relief: number;
}

/** Paints the framed part stroke by stroke. */
export async function painting(part: Framed, style: PaintStyle, random: SeededRandom): Promise<Pixels> {
  const colours = await flattened(pigments(part.pixels, random), 5);
  const { width, height } = colours;
  const flow = flowOf(gaussian(lumaOf(colours), 2), 10);
  const canvas = bareCanvas(width, height, style.ground);
  for (const pass of style.passes) paint(canvas, await blurred(colours, pass.width / 5), flow, pass, random);
  return lit(canvas, style.relief);
}

async function blurred({ width, height, rgb }: Pixels, sigma: number): Promise<Pixels> {
  const raw = { width, height, channels: 3 } as const;
  return { width, height, rgb: await sharp(rgb, { raw }).blur(Math.max(0.5, sigma)).raw().toBuffer() };
}
