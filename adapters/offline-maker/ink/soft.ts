import type { SeededRandom } from '../../../core/seeded-random.ts';
import { gaussian } from '../raster/gaussian.ts';
import { cloudy, smoothNoise } from '../raster/noise.ts';
import { at, clamp, type Plane, planeOf, ramp } from '../raster/plane.ts';
import { strokesOf } from './strokes.ts';
import type { Tones } from './tones.ts';

/** Charcoal catches on the grain of the paper; a thumb has smudged the middle tones. */
export function charcoal({ dark }: Tones, random: SeededRandom): Plane {
  const noise = smoothNoise(random);
  const smudged = gaussian(dark, 4);
  return planeOf(dark, (x, y, i) => {
    const tone = 0.45 * at(dark.values, i) + 0.55 * at(smudged.values, i);
    if (tone < 0.1) return 0;
    const paper = 0.6 * noise(x * 0.42, y * 0.42) + 0.4 * noise(x * 0.17 + 90, y * 0.17 + 40);
    const drag = 0.3 * noise((x + y) * 0.2 + 50, (x - y) * 0.025 + 50);
    const caught = ramp(-0.14, 0.26, tone * 1.5 - 0.26 - (paper + drag) * 0.62);
    return clamp(caught * (0.4 + 0.7 * tone));
  });
}

/** Graphite: grey strokes of one direction, closer and harder in the dark. */
export function pencil({ dark }: Tones, random: SeededRandom): Plane {
  const noise = smoothNoise(random);
  const turn = random.between(-0.2, 0.2) + 0.85;
  const [c, s] = [Math.cos(turn), Math.sin(turn)];
  return planeOf(dark, (x, y, i) => {
    const tone = at(dark.values, i);
    if (tone < 0.06) return 0;
    const across = noise((x * c + y * s) * 0.3 + 20, (y * c - x * s) * 0.018 + 7);
    const crossed = noise((x * s - y * c) * 0.34 + 60, (y * s + x * c) * 0.02 + 90);
    const grain = noise(x * 0.5 + 11, y * 0.5 + 5);
    const mark = ramp(
      0.14,
      -0.14,
      Math.min(across, tone > 0.5 ? crossed + 0.12 : 1) + 0.25 * (grain - 0.5) - tone * 0.95,
    );
    return mark * (0.35 + 0.6 * tone);
  });
}

/** A loaded brush: black or white, dry at the borders. */
export function brush({ dark }: Tones, random: SeededRandom): Plane {
  const noise = smoothNoise(random);
  const smooth = gaussian(dark, 2.5);
  const wobble = cloudy(noise);
  return planeOf(dark, (x, y, i) => {
    const dry = (noise((x * 0.9 + y * 0.4) * 0.08 + 30, (y * 0.9 - x * 0.4) * 0.45 + 30) - 0.5) * 0.24;
    return ramp(0.5, 0.56, at(smooth.values, i) + dry + (wobble(x * 0.02 + 60, y * 0.02 + 60) - 0.5) * 0.16);
  });
}

/** As a film-noir comic is inked: black, white, and one hatching between them. */
export function noir({ dark }: Tones, random: SeededRandom): Plane {
  const smooth = gaussian(dark, 2);
  const noise = smoothNoise(random);
  const strokes = strokesOf({ angle: random.between(0.5, 1), spacing: 11, wobble: 0.4, bend: 0 }, smooth, noise);
  return planeOf(dark, (x, y, i) => {
    const tone = at(smooth.values, i);
    if (tone > 0.56) return 1;
    return tone < 0.32 ? 0 : strokes(x, y, i, 0.1 + (tone - 0.32));
  });
}

/** Nothing but outlines. */
export function bare({ dark }: Tones): Plane {
  return planeOf(dark, () => 0);
}
