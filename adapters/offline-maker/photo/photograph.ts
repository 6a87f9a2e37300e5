import sharp, { type Sharp } from 'sharp';
import type { Pixels } from '../../../core/ports/image-codec.ts';
import type { SeededRandom } from '../../../core/seeded-random.ts';
import type { Light } from './lights.ts';
import { relit } from './relit.ts';

/** A photograph of the framed part in another light, crisp again after it was enlarged. */
export function photograph(pixels: Pixels, light: Light, random: SeededRandom): Sharp {
  const { width, height, rgb } = relit(pixels, light, random);
  return sharp(rgb, { raw: { width, height, channels: 3 } }).sharpen({ sigma: 1.1, m1: 0.6, m2: 2.4 });
}
