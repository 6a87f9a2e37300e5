import type { Pixels } from '../../../core/ports/image-codec.ts';
import { at } from '../raster/plane.ts';
import type { SeededRandom } from '../seeded-random.ts';
import type { Light } from './lights.ts';

/** Standard deviation of the grain laid over it, in tones: a print enlarged from a part of a photograph has some. */
const GRAIN = 2.2;

/** The picture in another light. */
export function relit({ width, height, rgb }: Pixels, light: Light, random: SeededRandom): Pixels {
  const out = new Uint8ClampedArray(rgb.length);
  const turn = ((light.from + random.between(-25, 25)) * Math.PI) / 180;
  const [towardsX, towardsY] = [Math.cos(turn), Math.sin(turn)];
  const curves = light.gains.map((gain) => curve(gain * random.between(0.98, 1.02), light));
  for (let y = 0, o = 0; y < height; y++) {
    for (let x = 0; x < width; x++, o += 3) {
      const [u, v] = [x / width - 0.5, y / height - 0.5];
      const shine = 1 + light.fall * (u * towardsX + v * towardsY) - light.vignette * 1.4 * (u * u + v * v) ** 1.2;
      const grey = 0.299 * at(rgb, o) + 0.587 * at(rgb, o + 1) + 0.114 * at(rgb, o + 2);
      const speck = (random.next() + random.next() - 1) * 2.45 * GRAIN;
      for (let channel = 0; channel < 3; channel++) {
        const value = (grey + (at(rgb, o + channel) - grey) * light.saturation) * shine;
        const tone = value < 0 ? 0 : value > 255 ? 255 : Math.round(value);
        out[o + channel] = (curves[channel]?.[tone] ?? tone) + speck;
      }
    }
  }
  return { width, height, rgb: new Uint8Array(out.buffer) };
}

/** The tones of one colour under a light: black and white stay, so that nothing burns out. */
function curve(gain: number, { lift, contrast }: Light): Float32Array {
  return Float32Array.from({ length: 256 }, (_, tone) => {
    const v = tone / 255;
    // A gain as a power: it moves the middle tones and leaves the ends.
    const tinted = v ** (1 / gain ** 1.6);
    const curved = tinted + contrast * tinted * (1 - tinted) * (2 * tinted - 1);
    return 255 * (curved + lift * 4 * curved * (1 - curved));
  });
}
