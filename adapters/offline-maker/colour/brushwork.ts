import type { Pixels } from '../../../core/ports/image-codec.ts';
import { at, clamp } from '../raster/plane.ts';
import type { SeededRandom } from '../seeded-random.ts';
import type { Flow } from './flow.ts';

/** One pass of a brush over the whole picture. */
export interface Pass {
  /** Width and length of a stroke, in pixels. */
  readonly width: number;
  readonly length: number;
  /** From one stroke to the next, as a share of their size (the root of width by length). */
  readonly spacing: number;
  /** The least difference to what is there already (mean of the colours, in tones) that is worth a stroke; 0: everywhere. */
  readonly worth: number;
  /** How much of what lies below a stroke covers, 0 to 1. */
  readonly cover: number;
  /** How much the bristles show, 0 to 1. */
  readonly bristle: number;
  /** How much strokes differ in tone, in tones. */
  readonly variety: number;
}

/** A picture in the making: its colours, and how thick the paint lies. */
export interface Canvas {
  readonly width: number;
  readonly height: number;
  readonly rgb: Uint8ClampedArray;
  readonly thickness: Float32Array;
}

/** A bare canvas of one colour. */
export function bareCanvas(width: number, height: number, colour: readonly [number, number, number]): Canvas {
  const rgb = new Uint8ClampedArray(width * height * 3);
  for (let o = 0; o < rgb.length; o += 3) rgb.set(colour, o);
  return { width, height, rgb, thickness: new Float32Array(width * height) };
}

/**
 * Lays strokes over a canvas, each in the colour of the picture at its middle and along the forms there (after Hertzmann,
 * Painterly rendering with curved brush strokes of multiple sizes, 1998; these are straight).
 */
export function paint(canvas: Canvas, picture: Pixels, flow: Flow, pass: Pass, random: SeededRandom): void {
  const step = Math.sqrt(pass.width * pass.length) * pass.spacing;
  const columns = Math.ceil(canvas.width / step);
  const count = columns * Math.ceil(canvas.height / step);
  // Visits every place once, in an order without a pattern: a step that has no divisor in common with a prime modulus.
  const modulus = primeFrom(count);
  let visit = Math.floor(random.next() * modulus);
  for (let n = 0; n < modulus; n++) {
    visit = (visit + Math.floor(modulus * 0.618)) % modulus;
    if (visit >= count) continue;
    const x = clamp(((visit % columns) + random.next()) * step, 0, canvas.width - 1);
    const y = clamp((Math.floor(visit / columns) + random.next()) * step, 0, canvas.height - 1);
    const i = Math.floor(y) * canvas.width + Math.floor(x);
    if (pass.worth > 0 && difference(canvas.rgb, picture.rgb, 3 * i) < pass.worth) continue;
    const shade = random.between(-pass.variety, pass.variety);
    const colour = [0, 1, 2].map((channel) => at(picture.rgb, 3 * i + channel) + shade) as [number, number, number];
    stroke(canvas, x, y, flow.angleAt(i) + random.between(-0.25, 0.25), colour, pass, random);
  }
}

function difference(a: Uint8ClampedArray, b: Uint8Array, o: number): number {
  return (
    (Math.abs(at(a, o) - at(b, o)) + Math.abs(at(a, o + 1) - at(b, o + 1)) + Math.abs(at(a, o + 2) - at(b, o + 2))) / 3
  );
}

function primeFrom(least: number): number {
  let candidate = Math.max(2, least);
  while (!isPrime(candidate)) candidate++;
  return candidate;
}

function isPrime(n: number): boolean {
  for (let divisor = 2; divisor * divisor <= n; divisor++) if (n % divisor === 0) return false;
  return true;
}

/** One straight stroke with round ends; each bristle leaves a line of its own. */
function stroke(
  canvas: Canvas,
  x: number,
  y: number,
  angle: number,
  colour: readonly [number, number, number],
  pass: Pass,
  random: SeededRandom,
): void {
  const half = pass.width / 2;
  const along = Math.max(0, pass.length / 2 - half);
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  const bristles = Float32Array.from({ length: Math.ceil(pass.width) + 2 }, () => random.between(-1, 1));
  const [reachX, reachY] = [Math.abs(c) * along + half, Math.abs(s) * along + half];
  const [left, right] = [Math.max(0, Math.ceil(x - reachX)), Math.min(canvas.width - 1, Math.floor(x + reachX))];
  const [top, bottom] = [Math.max(0, Math.ceil(y - reachY)), Math.min(canvas.height - 1, Math.floor(y + reachY))];
  for (let row = top; row <= bottom; row++) {
    for (let column = left; column <= right; column++) {
      const u = (column - x) * c + (row - y) * s;
      const v = (row - y) * c - (column - x) * s;
      const over = Math.max(0, Math.abs(u) - along);
      const depth = half - Math.sqrt(over * over + v * v);
      if (depth <= 0) continue;
      const bristle = at(bristles, Math.floor(v + half) + 1) * pass.bristle;
      // A brush runs dry towards the end of its stroke, one bristle before the other.
      const dry = u / (along + half) > 0.55 + 0.4 * bristle ? 0.35 : 1;
      const cover = pass.cover * Math.min(1, depth) * (pass.bristle > 0 ? dry : 1);
      const i = row * canvas.width + column;
      for (let channel = 0; channel < 3; channel++) {
        const o = 3 * i + channel;
        const here = at(canvas.rgb, o);
        canvas.rgb[o] = here + ((colour[channel] ?? 0) + 14 * bristle - here) * cover;
      }
      const lying = at(canvas.thickness, i);
      canvas.thickness[i] = lying + (0.5 + 0.5 * bristle + Math.min(0.5, depth / pass.width) - lying) * cover;
    }
  }
}

/** Light from the upper left on the paint: ridges shine, furrows lie in shadow. */
export function lit({ width, height, rgb, thickness }: Canvas, relief: number): Pixels {
  const out = new Uint8ClampedArray(rgb);
  if (relief > 0) {
    for (let i = width + 1; i < width * (height - 1) - 1; i++) {
      const slope = at(thickness, i + width + 1) - at(thickness, i - width - 1);
      for (let channel = 0; channel < 3; channel++) out[3 * i + channel] = at(rgb, 3 * i + channel) - relief * slope;
    }
  }
  return { width, height, rgb: new Uint8Array(out.buffer) };
}
