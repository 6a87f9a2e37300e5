import type { Pixels } from '../../../core/ports/image-codec.ts';
import { greyAt } from '../raster/grey-at.ts';
import { pictureOf } from '../raster/picture.ts';
import { at, byteAt, type Plane } from '../raster/plane.ts';
import type { Colour } from './pigments.ts';

/** What shadows and lights are mixed with besides black and white, in tones: a painter's shadows are blue, the lights warm. */
const IN_SHADOW: Colour = [2, -10, 34];
const IN_LIGHT: Colour = [12, 6, -18];
/** The darkest and the lightest mixture, in tones. */
const DARKEST = 34;
const LIGHTEST = 242;
/** Below this tone a colour is not made stronger with the light: there is too little of it to tell. */
const TOO_DARK = 20;

/** A picture's colours in a few lights, evenly from dark to light: its flat patches, mixed from few pots of paint. */
export function inLights({ rgb }: Pixels, dark: Plane, lights: number): Pixels {
  return pictureOf(dark, (page, _x, _y, i) => {
    const light = 1 - Math.round(at(dark.values, i) * (lights - 1)) / (lights - 1);
    const wanted = DARKEST + (LIGHTEST - DARKEST) * light;
    const strength = wanted / Math.max(TOO_DARK, greyAt(rgb, 3 * i));
    for (let channel = 0; channel < 3; channel++) {
      const scaled = Math.min(255, byteAt(rgb, 3 * i + channel) * strength);
      const mixed = (IN_SHADOW[channel] ?? 0) * (1 - light) + (IN_LIGHT[channel] ?? 0) * light;
      page[3 * i + channel] = scaled + (wanted - scaled) * 0.08 + mixed;
    }
  });
}
