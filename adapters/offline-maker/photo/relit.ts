import type { Pixels } from '../../../core/ports/image-codec.ts';
import type { SeededRandom } from '../../../core/seeded-random.ts';
import { greyAt } from '../raster/grey-at.ts';
import { pictureOf } from '../raster/picture.ts';
import { byteAt, clamp } from '../raster/plane.ts';
import type { Light } from './lights.ts';

/** Standard deviation of the grain laid over it, in tones: a print enlarged from a part of a photograph has some. */
const GRAIN = 2.2;

/** The picture in another light. */
export function relit(pixels: Pixels, light: Light, random: SeededRandom): Pixels {
  const { width, height, rgb } = pixels;
  const turn = ((light.from + random.between(-25, 25)) * Math.PI) / 180;
  const [towardsX, towardsY] = [Math.cos(turn), Math.sin(turn)];
  const curves = light.gains.map((gain) => curve(gain * random.between(0.98, 1.02), light));
  return pictureOf(pixels, (page, x, y, i) => {
    const [u, v] = [x / width - 0.5, y / height - 0.5];
    const shine = 1 + light.fall * (u * towardsX + v * towardsY) - light.vignette * 1.4 * (u * u + v * v) ** 1.2;
    const grey = greyAt(rgb, 3 * i);
    // The sum of two draws has a deviation of .41.
    const speck = (random.next() + random.next() - 1) * (GRAIN / 0.41);
    for (let channel = 0; channel < 3; channel++) {
      const value = (grey + (byteAt(rgb, 3 * i + channel) - grey) * light.saturation) * shine;
      const tone = Math.round(clamp(value, 0, 255));
      page[3 * i + channel] = (curves[channel]?.[tone] ?? tone) + speck;
    }
  });
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
