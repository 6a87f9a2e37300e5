/** A point, a direction or a colour in linear light (red, green, blue; 0-1). */
export type Triple = readonly [number, number, number];

/**
 * The value at `index`, which the caller knows to be inside. One function per kind of array: a loop that reads several kinds
 * through the same function is several times slower.
 */
export function at(values: Float32Array, index: number): number {
  return values[index] ?? 0;
}

/** {@link at} for bytes. A `Buffer` is an array of another kind: see {@link plainBytes}. */
export function byteAt(values: Uint8ClampedArray, index: number): number {
  return values[index] ?? 0;
}

/** The same bytes as an array that clamps and rounds what is written to it. */
export function plainBytes(bytes: Uint8Array): Uint8ClampedArray {
  return new Uint8ClampedArray(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** `value` held between `low` and `high`. */
export function clamp(value: number, low = 0, high = 1): number {
  return Math.min(Math.max(value, low), high);
}

/** 0 below `from`, 1 above `to`, smooth in between; `from` may be the larger one. */
export function ramp(from: number, to: number, value: number): number {
  const t = clamp((value - from) / (to - from));
  return t * t * (3 - 2 * t);
}

/** A bell of height 1 at 0 and half-width `width`. */
export function bell(value: number, width: number): number {
  const scaled = value / width;
  return Math.exp(-scaled * scaled);
}

/** The point `t` of the way from `a` to `b`. */
export function mix(a: number, b: number, t: number): number {
  return a + (b - a) * t;
}

/** {@link mix} for colours and points. */
export function mixTriple(a: Triple, b: Triple, t: number): Triple {
  return [mix(a[0], b[0], t), mix(a[1], b[1], t), mix(a[2], b[2], t)];
}

/** `vector` made one unit long. */
export function unit(vector: Triple): Triple {
  const length = Math.hypot(vector[0], vector[1], vector[2]) || 1;
  return [vector[0] / length, vector[1] / length, vector[2] / length];
}

/** A smooth curve through `knots` (position, value), positions rising; constant beyond the ends (Catmull-Rom). */
export function curve(knots: readonly (readonly [number, number])[], position: number): number {
  const count = knots.length;
  const knot = (index: number) => knots[Math.min(Math.max(index, 0), count - 1)] ?? [0, 0];
  let end = 1;
  while (end < count - 1 && knot(end)[0] < position) end++;
  const [from, to] = [knot(end - 1), knot(end)];
  const span = to[0] - from[0] || 1;
  const t = clamp((position - from[0]) / span);
  const slope = (index: number) =>
    ((knot(index + 1)[1] - knot(index - 1)[1]) / (knot(index + 1)[0] - knot(index - 1)[0] || 1)) * span;
  const [square, cube] = [t * t, t * t * t];
  return (
    from[1] * (2 * cube - 3 * square + 1) +
    slope(end - 1) * (cube - 2 * square + t) +
    to[1] * (3 * square - 2 * cube) +
    slope(end) * (cube - square)
  );
}

/** A colour written as six hexadecimal digits, in linear light (gamma 2.2, near enough for drawing). */
export function linear(hex: string): Triple {
  const part = (start: number): number => (Number.parseInt(hex.slice(start, start + 2), 16) / 255) ** 2.2;
  return [part(1), part(3), part(5)];
}
