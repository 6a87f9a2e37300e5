import { at, type Triple } from '../numbers.ts';

/** A surface of triangles. Positions are in half-heads (the head reaches from -1 to 1), x right, y up, z to the viewer. */
export interface Mesh {
  /** x, y, z of every corner. */
  readonly positions: Float32Array;
  /** Unit normals, pointing outwards, one for every corner. */
  readonly normals: Float32Array;
  /** Three corners each. */
  readonly triangles: Uint32Array;
}

/**
 * The surface `point(u, v)`, both 0-1, closed in u. With v rising upwards and u turning from the viewer's left over the
 * front to the right, triangles face outwards.
 */
export function surface(columns: number, rows: number, point: (u: number, v: number) => Triple): Mesh {
  const across = columns + 1;
  const positions = new Float32Array(across * (rows + 1) * 3);
  for (let row = 0; row <= rows; row++) {
    for (let column = 0; column <= columns; column++) {
      positions.set(point(column / columns, row / rows), (row * across + column) * 3);
    }
  }
  return { positions, normals: normalsOf(positions, columns, rows), triangles: trianglesOf(columns, rows) };
}

function trianglesOf(columns: number, rows: number): Uint32Array {
  const triangles = new Uint32Array(columns * rows * 6);
  let next = 0;
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const here = row * (columns + 1) + column;
      const above = here + columns + 1;
      triangles.set([here, here + 1, above, above, here + 1, above + 1], next);
      next += 6;
    }
  }
  return triangles;
}

/** Crosses the steps to both pairs of neighbours; the seam's neighbours lie on the other side of it. */
function normalsOf(positions: Float32Array, columns: number, rows: number): Float32Array {
  const normals = new Float32Array(positions.length);
  const across = columns + 1;
  for (let row = 0; row <= rows; row++) {
    // A pole has no step in u: it borrows its neighbouring row's.
    const ring = Math.min(Math.max(row, 1), rows - 1) * across;
    for (let column = 0; column <= columns; column++) {
      const left = (ring + (column === 0 ? columns - 1 : column - 1)) * 3;
      const right = (ring + (column === columns ? 1 : column + 1)) * 3;
      const below = (Math.max(row - 1, 0) * across + column) * 3;
      const above = (Math.min(row + 1, rows) * across + column) * 3;
      setCross(normals, (row * across + column) * 3, positions, [left, right, below, above]);
    }
  }
  return normals;
}

type Neighbours = readonly [left: number, right: number, below: number, above: number];

function setCross(normals: Float32Array, target: number, positions: Float32Array, around: Neighbours): void {
  const [left, right, below, above] = around;
  const ux = at(positions, right) - at(positions, left);
  const uy = at(positions, right + 1) - at(positions, left + 1);
  const uz = at(positions, right + 2) - at(positions, left + 2);
  const vx = at(positions, above) - at(positions, below);
  const vy = at(positions, above + 1) - at(positions, below + 1);
  const vz = at(positions, above + 2) - at(positions, below + 2);
  const [x, y, z] = [uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx];
  const length = Math.hypot(x, y, z) || 1;
  normals.set([x / length, y / length, z / length], target);
}
