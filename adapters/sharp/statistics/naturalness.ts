import { at, atScale, type Plane, type Raster } from './raster.ts';

/** Half width of the box in which the mean and deviation around a sample are taken: 7 x 7, as in BRISQUE. */
const REACH = 3;

/** Codes of the uniform, rotation-invariant local binary patterns of 8 neighbours: 0-8 by bits set, 9 for the rest. */
const PATTERNS = 10;
/** A neighbour counts as brighter from this many tones up, so that noise in a flat place is not a texture. */
const PATTERN_STEP = 3;
const NEIGHBOURS = [
  [-1, -1],
  [0, -1],
  [1, -1],
  [1, 0],
  [1, 1],
  [0, 1],
  [-1, 1],
  [-1, 0],
] as const;

/**
 * Whether luma behaves as in photographs of the world, at two scales. Divided by the deviation around it, the luma of a
 * photograph is close to a Gaussian and its neighbours are related in a known way (Mittal et al., BRISQUE, 2012), which
 * drawings break; local binary patterns (Ojala et al., 2002) count flat spots, edges, corners and lines.
 */
export function naturalnessStatistics({ luma, half, quarter }: Raster): Record<string, number> {
  return {
    ...atScale(normalisedStatistics(luma), 1),
    ...atScale(normalisedStatistics(half), 2),
    ...atScale(patternShares(luma), 1),
    ...atScale(patternShares(half), 2),
    ...atScale(patternShares(quarter), 4),
  };
}

function normalisedStatistics(plane: Plane): Record<string, number> {
  const z = contrastNormalised(plane);
  const n = z.values.length;
  let [size, square, cube, small, beside, below, slanted, spread] = [0, 0, 0, 0, 0, 0, 0, 0];
  for (let o = 0; o < n - z.width - 1; o++) {
    const v = at(z.values, o);
    size += Math.abs(v);
    square += v * v;
    cube += v * v * v;
    if (Math.abs(v) < 0.15) small++;
    const right = v * at(z.values, o + 1);
    beside += right;
    below += v * at(z.values, o + z.width);
    slanted += v * at(z.values, o + z.width + 1);
    spread += right * right;
  }
  const variance = square / n + 1e-6;
  return {
    normalShape: Math.log((size / n + 0.01) ** 2 / variance),
    normalSpread: Math.sqrt(variance),
    normalSkew: cube / n / variance ** 1.5,
    normalSmall: small / n,
    besideProduct: beside / n / variance,
    belowProduct: below / n / variance,
    slantedProduct: slanted / n / variance,
    productSpread: Math.log(spread / n / variance ** 2 + 0.01),
  };
}

/** (value - mean) / (deviation + 1), mean and deviation taken in the box around each sample; the rim is left out. */
function contrastNormalised({ width, height, values }: Plane): Plane {
  const sums = integral(values, width, height, (v) => v);
  const squares = integral(values, width, height, (v) => v * v);
  const w = width - 2 * REACH;
  const h = height - 2 * REACH;
  const box = (2 * REACH + 1) ** 2;
  const out = new Float32Array(w * h);
  for (let y = 0; y < h; y++) {
    for (let x = 0; x < w; x++) {
      const mean = boxSum(sums, width, x, y) / box;
      const deviation = Math.sqrt(Math.max(0, boxSum(squares, width, x, y) / box - mean * mean));
      out[y * w + x] = (at(values, (y + REACH) * width + x + REACH) - mean) / (deviation + 1);
    }
  }
  return { width: w, height: h, values: out };
}

function integral(values: Float32Array, width: number, height: number, of: (v: number) => number): Float64Array {
  const out = new Float64Array((width + 1) * (height + 1));
  for (let y = 0; y < height; y++) {
    let row = 0;
    for (let x = 0; x < width; x++) {
      row += of(at(values, y * width + x));
      out[(y + 1) * (width + 1) + x + 1] = row + (out[y * (width + 1) + x + 1] ?? 0);
    }
  }
  return out;
}

function boxSum(sums: Float64Array, width: number, x: number, y: number): number {
  const side = 2 * REACH + 1;
  const top = y * (width + 1) + x;
  const bottom = (y + side) * (width + 1) + x;
  return (sums[bottom + side] ?? 0) - (sums[bottom] ?? 0) - (sums[top + side] ?? 0) + (sums[top] ?? 0);
}

function patternShares({ width, height, values }: Plane): Record<string, number> {
  const counts = new Float64Array(PATTERNS);
  const offsets = NEIGHBOURS.map(([dx, dy]) => dy * width + dx);
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      const code = pattern(values, y * width + x, offsets);
      counts[code] = (counts[code] ?? 0) + 1;
    }
  }
  const n = (width - 2) * (height - 2);
  return Object.fromEntries([...counts].map((count, code) => [`pattern${code}At`, count / n]));
}

/** 0-8: how many neighbours are brighter, in at most one run round the circle; 9: in several runs. */
function pattern(values: Float32Array, o: number, offsets: readonly number[]): number {
  const threshold = at(values, o) + PATTERN_STEP;
  let [bits, changes] = [0, 0];
  let before = at(values, o + (offsets[7] ?? 0)) >= threshold;
  for (const offset of offsets) {
    const brighter = at(values, o + offset) >= threshold;
    if (brighter) bits++;
    if (brighter !== before) changes++;
    before = brighter;
  }
  return changes <= 2 ? bits : 9;
}
