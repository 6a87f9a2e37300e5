import { at, byteAt, clamp, type Triple } from '../numbers.ts';
import { type Camera, type Layers, NOTHING } from './rasterize.ts';
import type { Worktop } from './worktop.ts';

/** How the key light and the open sky reach every pixel of a figure. */
export interface Illumination {
  /** Cosine between surface and key light, -1 to 1. */
  readonly facing: Float32Array;
  /** Share of the key light that nothing blocks, 0-1. */
  readonly shadow: Float32Array;
  /** Share of the surroundings' light that reaches a pixel, 0-1. */
  readonly openness: Float32Array;
}

/** Lets a key light from direction `key` (a unit vector towards it) fall on the figure. */
export function illuminate(layers: Layers, camera: Camera, key: Triple, top: Worktop): Illumination {
  const pixels = layers.width * layers.height;
  const facing = top.take('facing', pixels, 0);
  const shadow = top.take('shadow', pixels, 1);
  for (let pixel = 0; pixel < pixels; pixel++) {
    const part = byteAt(layers.part, pixel);
    if (part === 0) continue;
    const n = pixel * 3;
    const cosine =
      at(layers.normal, n) * key[0] + at(layers.normal, n + 1) * key[1] + at(layers.normal, n + 2) * key[2];
    facing[pixel] = cosine;
    const twin = twinOf(layers, pixel, part);
    if (twin >= 0) shadow[pixel] = at(shadow, twin);
    else if (cosine > -0.35) shadow[pixel] = castShadow(layers, camera.scale, pixel, key);
  }
  return { facing, shadow, openness: openness(layers, camera.scale, top) };
}

/** Shadows are soft: of two by two pixels of the same part only one is worked out. Which it is, or -1 for this one itself. */
function twinOf(layers: Layers, pixel: number, part: number): number {
  const column = pixel % layers.width;
  if ((column & 1) === 1 && byteAt(layers.part, pixel - 1) === part) return pixel - 1;
  const above = pixel - layers.width;
  return (((pixel - column) / layers.width) & 1) === 1 && byteAt(layers.part, above) === part ? above : -1;
}

/** Distances from a surface at which something may stand in the light, in half-heads. */
const SHADOW_STEPS = Float32Array.of(0.05, 0.1, 0.16, 0.25, 0.37, 0.52, 0.75, 1.05);

/** Walks from a pixel towards the light and sees whether it passes behind something. */
function castShadow(layers: Layers, scale: number, pixel: number, key: Triple): number {
  const x = pixel % layers.width;
  const y = (pixel - x) / layers.width;
  const start = at(layers.depth, pixel);
  // A scatter by pixel turns the steps' bands into grain.
  const scatter = 0.8 + (((x * 7 + y * 13) & 15) / 15) * 0.4;
  let light = 1;
  for (let step = 0; step < SHADOW_STEPS.length; step++) {
    const far = at(SHADOW_STEPS, step) * scatter;
    const column = Math.round(x + key[0] * far * scale);
    const row = Math.round(y - key[1] * far * scale);
    if (column < 0 || row < 0 || column >= layers.width || row >= layers.height) break;
    const above = at(layers.depth, row * layers.width + column) - start - key[2] * far;
    if (above > 0.02 && above < 1.2) light = Math.min(light, 1 - clamp((above - 0.02) / (0.02 + far * 0.25)));
  }
  return light;
}

/** Cells of this many pixels are enough to tell hollows from ridges. */
const CELL = 4;

/** Compares depth with the depth around it: what lies deeper gets less light. */
function openness(layers: Layers, scale: number, top: Worktop): Float32Array {
  const [columns, rows] = [Math.ceil(layers.width / CELL), Math.ceil(layers.height / CELL)];
  const [sum, weight] = [new Float32Array(columns * rows), new Float32Array(columns * rows)];
  for (let cell = 0; cell < sum.length; cell++) {
    const pixel = Math.floor(cell / columns) * CELL * layers.width + (cell % columns) * CELL;
    const depth = at(layers.depth, pixel);
    if (depth === NOTHING) continue;
    sum[cell] = depth;
    weight[cell] = 1;
  }
  const reach = Math.max(Math.round((scale * 0.14) / CELL), 1);
  for (const values of [sum, weight]) blur(blur(values, columns, rows, reach), columns, rows, reach);
  const open = top.take('openness', layers.width * layers.height, 1);
  for (let pixel = 0; pixel < open.length; pixel++) {
    if (byteAt(layers.part, pixel) === 0) continue;
    const x = pixel % layers.width;
    const y = (pixel - x) / layers.width;
    const cell = Math.floor(y / CELL) * columns + Math.floor(x / CELL);
    const around = at(sum, cell) / Math.max(at(weight, cell), 0.001);
    open[pixel] = clamp(1 - (around - at(layers.depth, pixel)) * 2.4, 0.3, 1);
  }
  return open;
}

/** A box blur in place, both ways. */
function blur(values: Float32Array, columns: number, rows: number, reach: number): Float32Array {
  blurLines(values, rows, columns, [columns, 1], reach);
  blurLines(values, columns, rows, [1, columns], reach);
  return values;
}

function blurLines(
  values: Float32Array,
  lines: number,
  length: number,
  [line, step]: readonly [number, number],
  reach: number,
): void {
  const sums = new Float32Array(length + 1);
  for (let index = 0; index < lines; index++) {
    const start = index * line;
    for (let i = 0; i < length; i++) sums[i + 1] = at(sums, i) + at(values, start + i * step);
    for (let i = 0; i < length; i++) {
      const [from, to] = [Math.max(i - reach, 0), Math.min(i + reach + 1, length)];
      values[start + i * step] = (at(sums, to) - at(sums, from)) / (to - from);
    }
  }
}
