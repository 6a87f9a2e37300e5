import type { Triple } from '../numbers.ts';

/** Turns and then moves points: three rows of a rotation, and what is added afterwards. */
export interface Placement {
  readonly rows: readonly [Triple, Triple, Triple];
  readonly move: Triple;
}

/** Angles in radians: `yaw` to the viewer's right, `pitch` looking up, `roll` tilting to the viewer's left. */
export interface Turn {
  readonly yaw: number;
  readonly pitch: number;
  readonly roll: number;
}

/** A turn around `pivot`. */
export function turned(turn: Turn, pivot: Triple = [0, 0, 0]): Placement {
  const [sy, cy] = [Math.sin(turn.yaw), Math.cos(turn.yaw)];
  const [sp, cp] = [Math.sin(-turn.pitch), Math.cos(-turn.pitch)];
  const [sr, cr] = [Math.sin(turn.roll), Math.cos(turn.roll)];
  // Roll after pitch after yaw, written out.
  const yawed: readonly [Triple, Triple, Triple] = [
    [cy, 0, sy],
    [sp * sy, cp, -sp * cy],
    [-cp * sy, sp, cp * cy],
  ];
  const [a, b, c] = yawed;
  const rows: readonly [Triple, Triple, Triple] = [
    [cr * a[0] - sr * b[0], cr * a[1] - sr * b[1], cr * a[2] - sr * b[2]],
    [sr * a[0] + cr * b[0], sr * a[1] + cr * b[1], sr * a[2] + cr * b[2]],
    c,
  ];
  const [x, y, z] = rotate(rows, pivot);
  return { rows, move: [pivot[0] - x, pivot[1] - y, pivot[2] - z] };
}

/** `first`, and then `second`. */
export function chained(first: Placement, second: Placement): Placement {
  const column = (index: 0 | 1 | 2): Triple =>
    rotate(second.rows, [first.rows[0][index], first.rows[1][index], first.rows[2][index]]);
  const [a, b, c] = [column(0), column(1), column(2)];
  return {
    rows: [
      [a[0], b[0], c[0]],
      [a[1], b[1], c[1]],
      [a[2], b[2], c[2]],
    ],
    move: place(second, first.move),
  };
}

/** Where a point comes to lie. */
export function place(placement: Placement, point: Triple): Triple {
  const [x, y, z] = rotate(placement.rows, point);
  return [x + placement.move[0], y + placement.move[1], z + placement.move[2]];
}

function rotate(rows: Placement['rows'], [x, y, z]: Triple): Triple {
  const of = (row: Triple): number => row[0] * x + row[1] * y + row[2] * z;
  return [of(rows[0]), of(rows[1]), of(rows[2])];
}
