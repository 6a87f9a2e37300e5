import sharp, { type Sharp } from 'sharp';
import type { Pixels } from '../../../core/ports/image-codec.ts';
import type { SeededRandom } from '../seeded-random.ts';
import { LIGHTS } from './lights.ts';
import { relit } from './relit.ts';

/** A photograph of the framed part in the light of its prompt, crisp again after it was enlarged. */
export function photograph(pixels: Pixels, promptNumber: number, random: SeededRandom): Sharp {
  const light = LIGHTS[(((promptNumber - 1) % LIGHTS.length) + LIGHTS.length) % LIGHTS.length] ?? LIGHTS[0];
  const { width, height, rgb } = relit(pixels, light, random);
  return sharp(rgb, { raw: { width, height, channels: 3 } }).sharpen({ sigma: 1.1, m1: 0.6, m2: 2.4 });
}
