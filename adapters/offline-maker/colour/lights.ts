import type { Pixels } from '../../../core/ports/image-codec.ts';
import { at } from '../raster/plane.ts';
import { type Colour, greyAt } from './pigments.ts';

/** What shadows and lights are mixed with besides black and white, in tones: a painter's shadows are blue, the lights warm. */
const IN_SHADOW: Colour = [2, -10, 34];
const IN_LIGHT: Colour = [12, 6, -18];

/** Its colours in a few steps from dark to light, over more of the range than the photograph takes. */
export function inLights({ width, height, rgb }: Pixels, dark: Float32Array, lights: number): Pixels {
  const out = new Uint8ClampedArray(rgb.length);
  for (let i = 0, o = 0; i < dark.length; i++, o += 3) {
    const light = 1 - Math.round(at(dark, i) * (lights - 1)) / (lights - 1);
    const wanted = 34 + 208 * light;
    const grey = Math.max(20, greyAt(rgb, o));
    for (let channel = 0; channel < 3; channel++) {
      const scaled = Math.min(255, (at(rgb, o + channel) * wanted) / grey);
      const mixed = (IN_SHADOW[channel] ?? 0) * (1 - light) + (IN_LIGHT[channel] ?? 0) * light;
      out[o + channel] = scaled + (wanted - scaled) * 0.08 + mixed;
    }
  }
  return { width, height, rgb: new Uint8Array(out.buffer) };
}
