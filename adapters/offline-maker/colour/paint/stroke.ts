import type { SeededRandom } from '../../../../core/seeded-random.ts';
import { at, byteAt } from '../../raster/plane.ts';
import type { Colour } from '../pigments.ts';
import type { Canvas } from './canvas.ts';

/** What a brush does, whatever its colour. */
export interface Brush {
  /** Width and length of a stroke, in pixels. */
  readonly width: number;
  readonly length: number;
  /** How much of what lies below a stroke covers, 0 to 1. */
  readonly cover: number;
  /** How much the bristles show, 0 to 1. */
  readonly bristle: number;
}

/** One touch of a brush: its middle in pixels, its direction in radians. */
export interface Stroke {
  readonly x: number;
  readonly y: number;
  readonly angle: number;
  readonly colour: Colour;
}

/** How much a bristle is lighter or darker than its brush, in tones. */
const STREAK = 14;
/** From this share of half a stroke on a brush begins to run dry, and how little it covers then. */
const DRY_FROM = 0.55;
const DRY_COVER = 0.35;

/** Lays a straight stroke with round ends; each bristle leaves a line of its own and runs dry at its own place. */
export function layStroke(canvas: Canvas, { x, y, angle, colour }: Stroke, brush: Brush, random: SeededRandom): void {
  const half = brush.width / 2;
  const along = Math.max(0, brush.length / 2 - half);
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  const bristles = Float32Array.from({ length: Math.ceil(brush.width) + 2 }, () => random.between(-1, 1));
  const [reachX, reachY] = [Math.abs(c) * along + half, Math.abs(s) * along + half];
  const right = Math.min(canvas.width - 1, Math.floor(x + reachX));
  const bottom = Math.min(canvas.height - 1, Math.floor(y + reachY));
  for (let row = Math.max(0, Math.ceil(y - reachY)); row <= bottom; row++) {
    for (let column = Math.max(0, Math.ceil(x - reachX)); column <= right; column++) {
      const u = (column - x) * c + (row - y) * s;
      const v = (row - y) * c - (column - x) * s;
      const over = Math.max(0, Math.abs(u) - along);
      const depth = half - Math.sqrt(over * over + v * v);
      if (depth <= 0) continue;
      const streak = at(bristles, Math.floor(v + half) + 1) * brush.bristle;
      const dry = brush.bristle > 0 && u / (along + half) > DRY_FROM + 0.4 * streak ? DRY_COVER : 1;
      touch(canvas, row * canvas.width + column, colour, streak, brush.cover * Math.min(1, depth) * dry);
    }
  }
}

function touch({ rgb, thickness }: Canvas, i: number, [r, g, b]: Colour, streak: number, cover: number): void {
  const [o, tone] = [3 * i, STREAK * streak];
  rgb[o] = byteAt(rgb, o) + (r + tone - byteAt(rgb, o)) * cover;
  rgb[o + 1] = byteAt(rgb, o + 1) + (g + tone - byteAt(rgb, o + 1)) * cover;
  rgb[o + 2] = byteAt(rgb, o + 2) + (b + tone - byteAt(rgb, o + 2)) * cover;
  thickness[i] = at(thickness, i) + (0.5 + 0.5 * streak - at(thickness, i)) * cover;
}
