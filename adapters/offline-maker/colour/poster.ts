import type { Pixels } from '../../../core/ports/image-codec.ts';
import type { SeededRandom } from '../../../core/seeded-random.ts';
import type { Framed } from '../framing/framed.ts';
import { tonesOf } from '../ink/tones.ts';
import { gaussian } from '../raster/gaussian.ts';
import { cloudy, smoothNoise } from '../raster/noise.ts';
import { pictureOf } from '../raster/picture.ts';
import { at, quantiles } from '../raster/plane.ts';
import type { Colour } from './pigments.ts';

/** Four inks, from the darkest to the paper, and one for the backdrop. */
type Inks = readonly [Colour, Colour, Colour, Colour, Colour];

const INKS: readonly [Inks, ...Inks[]] = [
  [
    [23, 36, 66],
    [190, 42, 48],
    [232, 148, 66],
    [250, 228, 180],
    [70, 150, 160],
  ],
  [
    [38, 20, 60],
    [20, 116, 130],
    [244, 116, 90],
    [255, 226, 170],
    [246, 190, 60],
  ],
  [
    [18, 44, 40],
    [34, 120, 88],
    [240, 176, 48],
    [250, 240, 210],
    [214, 78, 60],
  ],
  [
    [30, 26, 70],
    [120, 40, 120],
    [240, 110, 130],
    [255, 220, 190],
    [60, 170, 190],
  ],
];

/** How far the second ink is out of register, in pixels. */
const OUT = 4;

/** Silk screen: every tone becomes one of four flat inks, the backdrop's lights a fifth. */
export async function poster(part: Framed, random: SeededRandom): Promise<Pixels> {
  const { width, height } = part.pixels;
  const { dark, subject } = await tonesOf(part, { backdrop: 1, lift: 1 });
  const smooth = gaussian(dark, 3);
  const [first = 0.3, second = 0.5, third = 0.7] = quantiles(smooth, [0.34, 0.58, 0.8]);
  const inks = random.pick(INKS);
  const wobble = cloudy(smoothNoise(random));
  const margin = Math.round(width * 0.03);
  return pictureOf(dark, (page, x, y, i) => {
    const border = Math.min(x, width - 1 - x, y, height - 1 - y) < margin;
    const rough = (wobble(x * 0.05, y * 0.05) - 0.5) * 0.05;
    const tone = at(smooth.values, i) + rough;
    const late = at(smooth.values, Math.max(0, i - OUT * (width + 1))) + rough;
    const behind = at(subject.values, i) + 3 * rough < 0.3;
    const ink = tone > third ? 0 : late > second ? 1 : late > first ? 2 : behind ? 4 : 3;
    page.set(border ? inks[3] : inks[ink], 3 * i);
  });
}
