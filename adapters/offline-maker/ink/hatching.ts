import type { SeededRandom } from '../../../core/seeded-random.ts';
import { gaussian } from '../raster/gaussian.ts';
import { cloudy, smoothNoise } from '../raster/noise.ts';
import { at, type Plane, planeOf } from '../raster/plane.ts';
import { strokesOf } from './strokes.ts';
import type { Tones } from './tones.ts';

/** One set of strokes of a hatching: where it begins, and how fast it thickens with the dark. */
interface Layer {
  readonly from: number;
  readonly gain: number;
  readonly angle: number;
}

const PEN: readonly Layer[] = [
  { from: 0.22, gain: 0.5, angle: 0.75 },
  { from: 0.45, gain: 0.6, angle: -0.7 },
  { from: 0.68, gain: 0.9, angle: 1.6 },
];
const NEEDLE: readonly Layer[] = [
  { from: 0.12, gain: 0.42, angle: 0.35 },
  { from: 0.5, gain: 0.6, angle: 1.25 },
];

/** Pen and ink: hatched, cross-hatched, hatched again. */
export function penHatching(tones: Tones, random: SeededRandom): Plane {
  return hatched(tones, random, PEN, { spacing: 7.5, wobble: 1.3, bend: 1.5 });
}

/** A copper plate: finer lines that bend around the form. */
export function etching(tones: Tones, random: SeededRandom): Plane {
  return hatched(tones, random, NEEDLE, { spacing: 6, wobble: 0.6, bend: 5 });
}

function hatched(
  { dark }: Tones,
  random: SeededRandom,
  layers: readonly Layer[],
  style: { readonly spacing: number; readonly wobble: number; readonly bend: number },
): Plane {
  const noise = smoothNoise(random);
  const form = gaussian(dark, 14);
  const turn = random.between(-0.25, 0.25);
  const sets = layers.map((layer) => ({
    ...layer,
    strokes: strokesOf({ ...style, angle: layer.angle + turn }, form, noise),
  }));
  return planeOf(dark, (x, y, i) => {
    const tone = at(dark.values, i);
    if (tone > 0.94) return 1;
    let ink = 0;
    for (const { from, gain, strokes } of sets) ink = Math.max(ink, strokes(x, y, i, (tone - from) * gain));
    return ink;
  });
}

/** Parallel cuts of a knife: black lines that swell into black, as in a woodcut. */
export function woodcut({ dark }: Tones, random: SeededRandom): Plane {
  const noise = smoothNoise(random);
  const strokes = strokesOf(
    { angle: random.between(0.1, 0.5), spacing: 12, wobble: 0.8, bend: 5 },
    gaussian(dark, 12),
    noise,
  );
  const rough = cloudy(noise);
  return planeOf(dark, (x, y, i) => {
    const tone = at(dark.values, i) + 0.16 * (rough(x * 0.08, y * 0.08) - 0.5);
    if (tone > 0.8) return 1;
    return tone < 0.24 ? 0 : strokes(x, y, i, (tone - 0.16) * 0.78);
  });
}

/** White scratched out of black: bare in the light, in bold strokes that run out in the shadow; the backdrop stays black. */
export function scratchboard({ dark, subject }: Tones, random: SeededRandom): Plane {
  const smooth = gaussian(dark, 2);
  const style = { angle: random.between(-0.25, 0.25), spacing: 13, wobble: 0.6, bend: 3 };
  const strokes = strokesOf(style, gaussian(dark, 12), smoothNoise(random));
  return planeOf(dark, (x, y, i) => {
    const light = (1 - at(smooth.values, i)) * (0.5 + 0.5 * at(subject.values, i));
    if (light > 0.72) return 0;
    return light < 0.26 ? 1 : 1 - strokes(x, y, i, 0.08 + (light - 0.26) * 0.85);
  });
}
