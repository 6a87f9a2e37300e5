import type { SeededRandom } from '../../../core/seeded-random.ts';
import { at, type Plane, planeOf, ramp } from '../raster/plane.ts';
import type { Tones } from './tones.ts';

/** How far a point is from the nearest dot of a screen turned by 45 degrees, in units of its spacing. */
export function fromDot(x: number, y: number, spacing: number): number {
  const [u, v] = [((x + y) * Math.SQRT1_2) / spacing, ((x - y) * Math.SQRT1_2) / spacing];
  return Math.hypot(u - Math.round(u), v - Math.round(v));
}

/** Manga: screentone in three strengths, solid black, and white. */
export function screentone({ dark }: Tones): Plane {
  return planeOf(dark, (x, y, i) => {
    const tone = at(dark.values, i);
    if (tone > 0.76) return 1;
    if (tone < 0.26) return 0;
    const radius = tone > 0.56 ? 0.43 : tone > 0.4 ? 0.32 : 0.22;
    return ramp(radius + 0.07, radius - 0.07, fromDot(x, y, 8));
  });
}

/** Side of the squares that hold one dot each, in pixels. */
const CELL = 5;

/** Thousands of dots of a pen, thicker and denser where it is darker. */
export function stipple({ dark }: Tones, random: SeededRandom): Plane {
  const { width, height } = dark;
  const page = { width, height, values: new Float32Array(width * height) };
  for (let row = 0; row < height; row += CELL) {
    for (let column = 0; column < width; column += CELL) {
      const x = column + random.next() * CELL;
      const y = row + random.next() * CELL;
      const tone = at(dark.values, Math.min(height - 1, Math.floor(y)) * width + Math.min(width - 1, Math.floor(x)));
      if (tone > 0.08 && random.next() < tone * 2.2) dot(page, x, y, 0.8 + 3.1 * tone * tone + 0.4 * random.next());
    }
  }
  return page;
}

function dot({ width, height, values }: Plane, x: number, y: number, radius: number): void {
  const reach = Math.ceil(radius + 0.5);
  for (let row = Math.max(0, Math.floor(y) - reach); row <= Math.min(height - 1, Math.floor(y) + reach); row++) {
    for (
      let column = Math.max(0, Math.floor(x) - reach);
      column <= Math.min(width - 1, Math.floor(x) + reach);
      column++
    ) {
      const ink = radius + 0.5 - Math.hypot(column - x, row - y);
      const i = row * width + column;
      if (ink > at(values, i)) values[i] = Math.min(1, ink);
    }
  }
}
