import type { Pixels } from '../../../../core/ports/image-codec.ts';
import type { SeededRandom } from '../../../../core/seeded-random.ts';
import { byteAt, clamp } from '../../raster/plane.ts';
import type { Canvas } from './canvas.ts';
import type { Flow } from './flow.ts';
import { type Brush, layStroke } from './stroke.ts';

/** One pass of a brush over the whole picture. */
export interface Pass extends Brush {
  /** From one stroke to the next, as a share of their size (the root of width by length). */
  readonly spacing: number;
  /** The least difference to what is there already (mean of the colours, in tones) that is worth a stroke; 0: everywhere. */
  readonly worth: number;
  /** How much strokes differ in tone, in tones. */
  readonly variety: number;
}

/** How far a hand strays from the direction of the forms, in radians. */
const STRAY = 0.25;

/**
 * Lays strokes over a canvas, each in the colour of the picture at its middle and along the forms there (after Hertzmann,
 * Painterly rendering with curved brush strokes of multiple sizes, 1998; these are straight).
 */
export function paint(canvas: Canvas, picture: Pixels, flow: Flow, pass: Pass, random: SeededRandom): void {
  const step = Math.sqrt(pass.width * pass.length) * pass.spacing;
  const columns = Math.ceil(canvas.width / step);
  for (const place of shuffled(columns * Math.ceil(canvas.height / step), random)) {
    const x = clamp(((place % columns) + random.next()) * step, 0, canvas.width - 1);
    const y = clamp((Math.floor(place / columns) + random.next()) * step, 0, canvas.height - 1);
    const i = Math.floor(y) * canvas.width + Math.floor(x);
    if (pass.worth > 0 && difference(canvas.rgb, picture.rgb, 3 * i) < pass.worth) continue;
    const shade = random.between(-pass.variety, pass.variety);
    const [r, g, b] = [byteAt(picture.rgb, 3 * i), byteAt(picture.rgb, 3 * i + 1), byteAt(picture.rgb, 3 * i + 2)];
    const angle = flow(i) + random.between(-STRAY, STRAY);
    layStroke(canvas, { x, y, angle, colour: [r + shade, g + shade, b + shade] }, pass, random);
  }
}

/** The numbers below `count` in an order without a pattern, so that no stroke lies over its neighbour row by row. */
function shuffled(count: number, random: SeededRandom): Uint32Array {
  const order = Uint32Array.from({ length: count }, (_, i) => i);
  for (let i = count - 1; i > 0; i--) {
    const other = Math.floor(random.next() * (i + 1));
    const held = order[i] ?? 0;
    order[i] = order[other] ?? 0;
    order[other] = held;
  }
  return order;
}

function difference(a: Uint8ClampedArray, b: Uint8Array, o: number): number {
  const red = Math.abs(byteAt(a, o) - byteAt(b, o));
  return (red + Math.abs(byteAt(a, o + 1) - byteAt(b, o + 1)) + Math.abs(byteAt(a, o + 2) - byteAt(b, o + 2))) / 3;
}
