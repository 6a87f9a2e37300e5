import { at, atScale, type Plane, type Raster } from './raster.ts';

/** Side in pixels of the squares whose deviation tells quiet places from busy ones. */
const SQUARE = 8;

/**
 * Edges, flatness and texture of luma at three scales (suffix 1, 2, 4: the canonical picture and its halves). Photographs
 * have slopes everywhere and a fixed falloff from coarse to fine; drawings have flats, and hard edges between them.
 */
export function textureStatistics({ luma, half, quarter }: Raster): Record<string, number> {
  const [one, two, four] = [slopes(luma), slopes(half), slopes(quarter)];
  return {
    ...atScale(one.shares, 1),
    ...atScale(two.shares, 2),
    ...atScale(four.shares, 4),
    falloff1: Math.log2((two.energy + 1) / (one.energy + 1)),
    falloff2: Math.log2((four.energy + 1) / (two.energy + 1)),
    ...atScale(squareStatistics(luma), 1),
    ...atScale(squareStatistics(half), 2),
    ...atScale(lineStatistics(luma), 1),
    ...atScale(lineStatistics(half), 2),
  };
}

/** Slopes |dx| + |dy| between neighbours: their mean, shares of flat, gentle and steep ones, and how rare the steep are. */
function slopes({ width, height, values }: Plane): { shares: Record<string, number>; energy: number } {
  let [sum, squares, flat, gentle, steep, bends] = [0, 0, 0, 0, 0, 0];
  const n = (width - 2) * (height - 2);
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      const o = y * width + x;
      const [here, right, down] = [at(values, o), at(values, o + 1), at(values, o + width)];
      const slope = Math.abs(right - here) + Math.abs(down - here);
      sum += slope;
      squares += slope * slope;
      if (slope < 2) flat++;
      if (slope >= 4 && slope < 24) gentle++;
      if (slope > 60) steep++;
      bends += Math.abs(right + at(values, o - 1) - 2 * here) + Math.abs(down + at(values, o - width) - 2 * here);
    }
  }
  const mean = sum / n;
  const rarity = Math.log((squares / n + 1) / (mean * mean + 1));
  return {
    energy: squares / n,
    shares: {
      slope: Math.log(mean + 1),
      flatShare: flat / n,
      gentleShare: gentle / n,
      steepShare: steep / n,
      slopeRarity: rarity,
      hardness: bends / (sum + n),
    },
  };
}

/** Deviations of luma in squares of 8 x 8: the share of blank ones, and the quiet, middle and busy ones (log). */
function squareStatistics({ width, height, values }: Plane): Record<string, number> {
  const deviations: number[] = [];
  for (let y = 0; y + SQUARE <= height; y += SQUARE) {
    for (let x = 0; x + SQUARE <= width; x += SQUARE) deviations.push(squareDeviation(values, y * width + x, width));
  }
  deviations.sort((a, b) => a - b);
  const quantile = (q: number) => Math.log((deviations[Math.floor(q * (deviations.length - 1))] ?? 0) + 0.5);
  return {
    blankSquares: deviations.filter((d) => d < 1.5).length / Math.max(1, deviations.length),
    quietSquare: quantile(0.2),
    middleSquare: quantile(0.5),
    busySquare: quantile(0.9),
  };
}

function squareDeviation(values: Float32Array, start: number, width: number): number {
  let [sum, squares] = [0, 0];
  for (let y = 0; y < SQUARE; y++) {
    for (let x = 0; x < SQUARE; x++) {
      const value = at(values, start + y * width + x);
      sum += value;
      squares += value * value;
    }
  }
  const n = SQUARE * SQUARE;
  return Math.sqrt(Math.max(0, squares / n - (sum / n) ** 2));
}

/**
 * Thin dark and thin light details: what a 3 x 3 closing fills and an opening takes away. Outlines are thin, dark and on
 * light ground, so a drawing fills much more than it takes; a photograph does both alike.
 */
function lineStatistics(plane: Plane): Record<string, number> {
  const closed = extreme(extreme(plane, Math.max), Math.min);
  const opened = extreme(extreme(plane, Math.min), Math.max);
  let [dark, light, lines] = [0, 0, 0];
  for (let i = 0; i < plane.values.length; i++) {
    const filled = at(closed.values, i) - at(plane.values, i);
    dark += filled;
    light += at(plane.values, i) - at(opened.values, i);
    if (filled > 24) lines++;
  }
  const n = plane.values.length;
  return { darkLines: Math.log((dark + n) / (light + n)), lineShare: lines / n };
}

/** The largest or smallest of every 3 x 3 neighbourhood, rows first, then columns. */
function extreme({ width, height, values }: Plane, pick: (a: number, b: number) => number): Plane {
  const rows = new Float32Array(values.length);
  const out = new Float32Array(values.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const o = y * width + x;
      const left = x > 0 ? o - 1 : o;
      rows[o] = pick(at(values, o), pick(at(values, left), at(values, x < width - 1 ? o + 1 : o)));
    }
  }
  for (let o = 0; o < values.length; o++) {
    const up = o >= width ? o - width : o;
    out[o] = pick(at(rows, o), pick(at(rows, up), at(rows, o + width < values.length ? o + width : o)));
  }
  return { width, height, values: out };
}
