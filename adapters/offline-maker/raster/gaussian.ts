import { enlarged } from './enlarged.ts';
import { at, type Plane } from './plane.ts';

/** The plane blurred by a bell of this standard deviation in pixels. sharp's own works on bytes, too coarse to take differences of. */
export function gaussian(plane: Plane, sigma: number): Plane {
  // A wide bell looks the same from a copy of half the size, at a quarter of the work.
  if (sigma > 6 && plane.width > 8 && plane.height > 8)
    return enlarged(gaussian(halved(plane), sigma / 2), plane.width, plane.height);
  const weights = bell(sigma);
  return down(across(plane, weights), weights);
}

/** Weights of a bell from its middle outwards; both sides together add up to 1. */
function bell(sigma: number): Float32Array {
  const reach = Math.max(1, Math.ceil(sigma * 2.6));
  const weights = Float32Array.from({ length: reach + 1 }, (_, i) => Math.exp(-(i * i) / (2 * sigma * sigma)));
  const sum = weights.reduce((total, weight, i) => total + (i === 0 ? weight : 2 * weight), 0);
  return weights.map((weight) => weight / sum);
}

function across({ width, height, values }: Plane, weights: Float32Array): Plane {
  const out = new Float32Array(values.length);
  const reach = weights.length - 1;
  // A row with its ends repeated, so that the sum needs no check at either.
  const row = new Float32Array(width + 2 * reach);
  for (let y = 0; y < height; y++) {
    const start = y * width;
    row.set(values.subarray(start, start + width), reach);
    row.fill(at(values, start), 0, reach).fill(at(values, start + width - 1), reach + width);
    for (let x = 0; x < width; x++) {
      const middle = x + reach;
      let sum = at(weights, 0) * at(row, middle);
      for (let k = 1; k <= reach; k++) sum += at(weights, k) * (at(row, middle - k) + at(row, middle + k));
      out[start + x] = sum;
    }
  }
  return { width, height, values: out };
}

/** Row by row, so that memory is read in its order. */
function down({ width, height, values }: Plane, weights: Float32Array): Plane {
  const out = new Float32Array(values.length);
  for (let y = 0; y < height; y++) {
    const row = y * width;
    for (let k = 0; k < weights.length; k++) {
      const weight = at(weights, k);
      const above = (y >= k ? y - k : 0) * width;
      const below = (y + k < height ? y + k : height - 1) * width;
      const share = k === 0 ? weight / 2 : weight;
      for (let x = 0; x < width; x++) {
        out[row + x] = at(out, row + x) + share * (at(values, above + x) + at(values, below + x));
      }
    }
  }
  return { width, height, values: out };
}

function halved({ width, height, values }: Plane): Plane {
  const [w, h] = [width >> 1, height >> 1];
  const out = new Float32Array(w * h);
  for (let y = 0, i = 0; y < h; y++) {
    for (let x = 0; x < w; x++, i++) {
      const o = 2 * y * width + 2 * x;
      out[i] = (at(values, o) + at(values, o + 1) + at(values, o + width) + at(values, o + width + 1)) / 4;
    }
  }
  return { width: w, height: h, values: out };
}
