import { curve, mix, type Triple, unit } from '../numbers.ts';
import { type Mesh, surface } from './mesh.ts';

/** An ellipsoid around `centre` with half-axes `size`. */
export function ellipsoid(centre: Triple, size: Triple, detail = 20): Mesh {
  return surface(detail, detail, (u, v) => {
    const [turn, rise] = [(u * 2 - 1) * Math.PI, (v - 0.5) * Math.PI * 0.998];
    const flat = Math.cos(rise);
    return [
      centre[0] + size[0] * Math.sin(turn) * flat,
      centre[1] + size[1] * Math.sin(rise),
      centre[2] + size[2] * Math.cos(turn) * flat,
    ];
  });
}

/** One cross-section of a {@link loft}. */
export interface Ring {
  readonly y: number;
  readonly halfWidth: number;
  readonly halfDepth: number;
  readonly z: number;
}

/** A smooth upright body through horizontal rings, given from the lowest to the highest; corners a little square. */
export function loft(rings: readonly Ring[], columns = 44, rows = 48): Mesh {
  const [lowest, highest] = [rings[0]?.y ?? 0, rings.at(-1)?.y ?? 1];
  const along = (of: (ring: Ring) => number) => rings.map((ring) => [ring.y, of(ring)] as const);
  const widths = along((ring) => ring.halfWidth);
  const depths = along((ring) => ring.halfDepth);
  const middles = along((ring) => ring.z);
  const squared = (value: number) => Math.sign(value) * Math.abs(value) ** 0.85;
  return surface(columns, rows, (u, v) => {
    const [turn, y] = [(u * 2 - 1) * Math.PI, mix(lowest, highest, v)];
    return [
      curve(widths, y) * squared(Math.sin(turn)),
      y,
      curve(middles, y) + curve(depths, y) * squared(Math.cos(turn)),
    ];
  });
}

/** A point of a {@link tube}'s path and how thick the tube is there. */
export type TubePoint = readonly [x: number, y: number, z: number, radius: number];

/** How finely a {@link tube} is made; `closed` joins its end to its start. */
export interface TubeShape {
  readonly rows?: number;
  readonly columns?: number;
  readonly closed?: boolean;
}

/** A round tube along a path, smoothed between its points. */
export function tube(path: readonly TubePoint[], shape: TubeShape = {}): Mesh {
  const { rows = 24, columns = 14, closed = false } = shape;
  return surface(columns, rows, (u, v) => {
    // Slightly inside both ends, where the direction can still be measured.
    const t = 0.001 + v * 0.998;
    const [here, before, after] = [
      along(path, t, closed),
      along(path, t - 0.001, closed),
      along(path, t + 0.001, closed),
    ];
    const ahead = unit([after[0] - before[0], after[1] - before[1], after[2] - before[2]]);
    const side = unit(Math.abs(ahead[2]) > 0.95 ? [0, ahead[2], -ahead[1]] : [ahead[1], -ahead[0], 0]);
    const front = cross(side, ahead);
    const turn = (u * 2 - 1) * Math.PI;
    const [s, c] = [Math.sin(turn) * here[3], Math.cos(turn) * here[3]];
    return [
      here[0] + side[0] * s + front[0] * c,
      here[1] + side[1] * s + front[1] * c,
      here[2] + side[2] * s + front[2] * c,
    ];
  });
}

function cross(a: Triple, b: Triple): Triple {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
}

/** Where a path is at `t` (0-1): Catmull-Rom through its points. */
function along(path: readonly TubePoint[], t: number, closed: boolean): TubePoint {
  const count = path.length;
  const spans = closed ? count : count - 1;
  const start = Math.min(Math.max(Math.floor(t * spans), 0), spans - 1);
  const f = t * spans - start;
  const point = (index: number): TubePoint => {
    const inside = closed ? (index + count) % count : Math.min(Math.max(index, 0), count - 1);
    return path[inside] ?? [0, 0, 0, 0];
  };
  const [a, b, c, d] = [point(start - 1), point(start), point(start + 1), point(start + 2)];
  const blend = (part: 0 | 1 | 2 | 3): number =>
    b[part] +
    0.5 *
      f *
      (c[part] -
        a[part] +
        f * (2 * a[part] - 5 * b[part] + 4 * c[part] - d[part] + f * (3 * (b[part] - c[part]) + d[part] - a[part])));
  return [blend(0), blend(1), blend(2), Math.max(blend(3), 0)];
}
