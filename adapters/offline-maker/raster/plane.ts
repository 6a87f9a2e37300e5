import type { Pixels } from '../../../core/ports/image-codec.ts';

/** One value a pixel, row by row; 0 to 1 where nothing else is said. */
export interface Plane {
  readonly width: number;
  readonly height: number;
  readonly values: Float32Array;
}

/**
 * A sample that is known to exist: for loops that stay inside the plane, where a check per sample would say nothing. One
 * function per kind of array: a loop that reads several kinds through the same function is several times slower.
 */
export function at(values: Float32Array, index: number): number {
  return values[index] as number;
}

/** {@link at} for bytes. A `Buffer` is an array of yet another kind: see {@link plainBytes}. */
export function byteAt(values: Uint8Array | Uint8ClampedArray, index: number): number {
  return values[index] as number;
}

/** The same bytes as a plain array. */
export function plainBytes(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** `value` held between `low` and `high`. */
export function clamp(value: number, low = 0, high = 1): number {
  return value < low ? low : value > high ? high : value;
}

/** 0 below `from`, 1 above `to`, smooth in between; `from` may be the larger one. */
export function ramp(from: number, to: number, value: number): number {
  const t = clamp((value - from) / (to - from));
  return t * t * (3 - 2 * t);
}

/** A plane worked out point by point. */
export function planeOf(
  { width, height }: { readonly width: number; readonly height: number },
  of: (x: number, y: number, index: number) => number,
): Plane {
  const values = new Float32Array(width * height);
  for (let y = 0, i = 0; y < height; y++) for (let x = 0; x < width; x++, i++) values[i] = of(x, y, i);
  return { width, height, values };
}

/** Luma by Rec. 601, 0 (black) to 1. */
export function lumaOf({ width, height, rgb }: Pixels): Plane {
  const values = new Float32Array(width * height);
  for (let i = 0, o = 0; i < values.length; i++, o += 3) {
    values[i] = (0.299 * byteAt(rgb, o) + 0.587 * byteAt(rgb, o + 1) + 0.114 * byteAt(rgb, o + 2)) / 255;
  }
  return { width, height, values };
}

/** The values that `shares` of all values lie below, to a 2,000th of their range. */
export function quantiles({ values }: Plane, shares: readonly number[]): number[] {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let i = 0; i < values.length; i++) {
    low = Math.min(low, at(values, i));
    high = Math.max(high, at(values, i));
  }
  const counts = new Uint32Array(2001);
  const scale = 2000 / Math.max(1e-9, high - low);
  for (let i = 0; i < values.length; i++) {
    const bin = Math.floor((at(values, i) - low) * scale);
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return shares.map((share) => {
    let [bin, below] = [0, 0];
    while (bin < 2000 && below + (counts[bin] ?? 0) <= share * values.length) below += counts[bin++] ?? 0;
    return low + bin / scale;
  });
}
