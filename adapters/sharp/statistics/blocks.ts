import { at, type Plane } from './raster.ts';

/** Side of JPEG's blocks. */
const BLOCK = 8;
/** Steps above this many tones are edges of the picture, not of JPEG's blocks. */
const BLOCK_STEP = 24;
/** Every so many lines are looked along for seams. */
const LINES = 6;
/** Blocks that are transformed, evenly spread: enough for a steady mean in a few milliseconds. */
const TRANSFORMED = 400;
/** Variance in tones squared from which a block is not blank. */
const STRUCTURED = 2;
/** Coefficients (u, v) with `u + v` of at least this are fine detail: JPEG of quality 10 keeps next to none of them. */
const FINE_FROM = 5;
/** Variance of a coefficient that rounding to whole tones leaves, with a little room: below it there is nothing to compare. */
const ROUNDING = 0.3;

/**
 * What JPEG has left behind.
 * - `blockiness`: how many tones more luma steps at every eighth pixel than elsewhere.
 * - `blockHush`: how many times (as a power of 2) more fine detail squares of 8 x 8 hold that lie across the blocks than those
 *   that are blocks. Coefficients that were dropped are missing inside blocks only, and stay so when the picture is saved
 *   again at a high quality. About 0 where it was never compressed, or resized since.
 * - `ringing`: how unquiet, in tones, the quiet pixels are that share a block with a hard edge: 0 beside clean ink, several
 *   where JPEG has drawn ripples around it, which is nearly all that it does to line art.
 */
export function blockStatistics(plane: Plane): { blockiness: number; blockHush: number; ringing: number } {
  const across = seams(plane, 1, plane.width);
  const down = seams(plane, plane.width, plane.height);
  // The larger of the two: upright turning may have swapped them, cropping may have shifted them.
  return {
    blockiness: Math.max(across.excess, down.excess),
    blockHush: hush(plane, across.start, down.start),
    ringing: ringing(plane, across.start, down.start),
  };
}

interface Seams {
  /** The excess of the steps at the most conspicuous of the 8 phases over the median phase, in tones. */
  readonly excess: number;
  /** Where the first whole block begins, 0-7, by that phase. */
  readonly start: number;
}

function seams({ width, height, values }: Plane, stride: number, length: number): Seams {
  if (length < 4 * BLOCK) return { excess: 0, start: 0 };
  const sums = new Float64Array(BLOCK);
  const counts = new Float64Array(BLOCK);
  const across = stride === 1;
  const [rows, columns] = across ? [LINES, 1] : [1, LINES];
  for (let y = across ? 0 : 1; y < (across ? height : height - 2); y += rows) {
    for (let x = across ? 1 : 0; x < (across ? width - 2 : width); x += columns) {
      const o = y * width + x;
      const [one, two] = [at(values, o), at(values, o + stride)];
      const step = Math.abs(two - one);
      if (step > BLOCK_STEP) continue;
      const around = (Math.abs(one - at(values, o - stride)) + Math.abs(at(values, o + 2 * stride) - two)) / 2;
      const phase = (across ? x : y) % BLOCK;
      sums[phase] = at(sums, phase) + step - Math.min(BLOCK_STEP, around);
      counts[phase] = at(counts, phase) + 1;
    }
  }
  const phases = [...sums].map((sum, phase) => sum / Math.max(1, at(counts, phase)));
  const rising = phases.toSorted((a, b) => a - b);
  const most = rising[BLOCK - 1] ?? 0;
  return { excess: Math.max(0, most - (rising[BLOCK / 2] ?? 0)), start: (phases.indexOf(most) + 1) % BLOCK };
}

/** Rows are the cosines of the orthonormal DCT-II of 8 samples, the transform of JPEG. */
const COSINES = Float64Array.from({ length: BLOCK * BLOCK }, (_, i) => {
  const [u, x] = [Math.floor(i / BLOCK), i % BLOCK];
  return Math.sqrt((u === 0 ? 1 : 2) / BLOCK) * Math.cos(((2 * x + 1) * u * Math.PI) / (2 * BLOCK));
});

function hush(plane: Plane, left: number, top: number): number {
  const structured: number[] = [];
  const shift = (BLOCK / 2) * (plane.width + 1);
  const reach = BLOCK + BLOCK / 2;
  for (let y = top; y + reach <= plane.height; y += BLOCK) {
    for (let x = left; x + reach <= plane.width; x += BLOCK) {
      const o = y * plane.width + x;
      // Both squares, so that neither side is the emptier by choice.
      if (Math.min(variance(plane, o), variance(plane, o + shift)) >= STRUCTURED) structured.push(o);
    }
  }
  const every = Math.max(1, Math.floor(structured.length / TRANSFORMED));
  const looked = structured.filter((_, i) => i % every === 0);
  const columns = new Float64Array(BLOCK * BLOCK);
  const sum = looked.reduce((total, o) => {
    const inside = fineEnergy(plane, o, columns) + ROUNDING;
    return total + Math.log2((fineEnergy(plane, o + shift, columns) + ROUNDING) / inside);
  }, 0);
  return sum / Math.max(1, looked.length);
}

function variance({ width, values }: Plane, o: number): number {
  let [sum, squares] = [0, 0];
  for (let y = 0; y < BLOCK; y++) {
    for (let x = 0; x < BLOCK; x++) {
      const value = at(values, o + y * width + x);
      sum += value;
      squares += value * value;
    }
  }
  return squares / BLOCK ** 2 - (sum / BLOCK ** 2) ** 2;
}

/** Mean square of the fine coefficients of the square that begins at `o`; `columns` is scratch. */
function fineEnergy({ width, values }: Plane, o: number, columns: Float64Array): number {
  for (let v = 0; v < BLOCK; v++) {
    for (let x = 0; x < BLOCK; x++) {
      let sum = 0;
      for (let y = 0; y < BLOCK; y++) sum += at(COSINES, v * BLOCK + y) * at(values, o + y * width + x);
      columns[v * BLOCK + x] = sum;
    }
  }
  let [energy, count] = [0, 0];
  for (let v = 0; v < BLOCK; v++) {
    for (let u = Math.max(0, FINE_FROM - v); u < BLOCK; u++) {
      let sum = 0;
      for (let x = 0; x < BLOCK; x++) sum += at(COSINES, u * BLOCK + x) * at(columns, v * BLOCK + x);
      energy += sum * sum;
      count++;
    }
  }
  return energy / count;
}

/** Range of luma in a block from which it holds a hard edge, and in a 3 x 3 neighbourhood up to which that is quiet. */
const EDGE_RANGE = 96;
const QUIET_RANGE = 40;

function ringing(plane: Plane, left: number, top: number): number {
  const edged: number[] = [];
  for (let y = Math.max(1, top); y + BLOCK < plane.height; y += BLOCK) {
    for (let x = Math.max(1, left); x + BLOCK < plane.width; x += BLOCK) {
      const o = y * plane.width + x;
      if (range(plane, o, BLOCK) >= EDGE_RANGE) edged.push(o);
    }
  }
  let [sum, count] = [0, 0];
  const every = Math.max(1, Math.floor(edged.length / TRANSFORMED));
  for (const start of edged.filter((_, i) => i % every === 0)) {
    for (let inner = 0; inner < BLOCK * BLOCK; inner++) {
      const o = start + Math.floor(inner / BLOCK) * plane.width + (inner % BLOCK);
      if (range(plane, o - plane.width - 1, 3) > QUIET_RANGE) continue;
      sum += unrest(plane, o);
      count++;
    }
  }
  return sum / Math.max(1, count);
}

function range({ width, values }: Plane, o: number, side: number): number {
  let [least, most] = [255, 0];
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const value = at(values, o + y * width + x);
      if (value < least) least = value;
      if (value > most) most = value;
    }
  }
  return most - least;
}

/** How far a pixel is from the mean of its four neighbours. */
function unrest({ width, values }: Plane, o: number): number {
  const around = at(values, o - 1) + at(values, o + 1) + at(values, o - width) + at(values, o + width);
  return Math.abs(at(values, o) - around / 4);
}
