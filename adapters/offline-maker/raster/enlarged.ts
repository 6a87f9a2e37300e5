import { at, clamp, type Plane } from './plane.ts';

/** The plane in another size: straight lines between its samples, which lie in the middles of their squares. */
export function enlarged(plane: Plane, width: number, height: number): Plane {
  const values = new Float32Array(width * height);
  for (let y = 0, i = 0; y < height; y++) {
    const row = ((y + 0.5) * plane.height) / height - 0.5;
    for (let x = 0; x < width; x++, i++) values[i] = between(plane, ((x + 0.5) * plane.width) / width - 0.5, row);
  }
  return { width, height, values };
}

function between({ width, height, values }: Plane, x: number, y: number): number {
  const [column, row] = [clamp(x, 0, width - 1), clamp(y, 0, height - 1)];
  const [left, top] = [Math.floor(column), Math.floor(row)];
  const [u, v] = [column - left, row - top];
  const o = top * width + left;
  const [right, below] = [left + 1 < width ? 1 : 0, top + 1 < height ? width : 0];
  const upper = at(values, o) * (1 - u) + at(values, o + right) * u;
  return upper * (1 - v) + (at(values, o + below) * (1 - u) + at(values, o + below + right) * u) * v;
}
