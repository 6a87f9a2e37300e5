import type { Triple } from '../numbers.ts';
import { type Mesh, surface } from './mesh.ts';
import { ellipsoid, type TubePoint, tube } from './solids.ts';

/** The shapes of rims. */
export type Rims = 'round' | 'square';

const RIM_TURN = Math.PI * 2;

/** Rims, bridge and temples of a pair of glasses before eyes that lie `eyeGap` apart (1 is usual). */
export function glassesMeshes(rims: Rims, eyeGap: number): readonly Mesh[] {
  const middle = 0.31 * eyeGap;
  const rim = (side: number): Mesh => {
    const points = Array.from({ length: 16 }, (_, index): TubePoint => {
      const [x, y] = rimPoint(rims, (index / 16) * RIM_TURN);
      return [side * middle + x, y, 0.9 - 0.25 * Math.max(side * x, 0), 0.019];
    });
    return tube(points, { rows: 48, columns: 8, closed: true });
  };
  const temple = (side: number): Mesh =>
    tube(
      [
        [side * (middle + 0.2), 0.06, 0.84, 0.018],
        [side * 0.7, 0.1, 0.4, 0.018],
        [side * 0.76, 0.08, -0.15, 0.018],
      ],
      { rows: 12, columns: 8 },
    );
  const bridge = tube(
    [
      [-middle + 0.2, 0.05, 0.9, 0.018],
      [0, 0.09, 0.96, 0.018],
      [middle - 0.2, 0.05, 0.9, 0.018],
    ],
    { rows: 8, columns: 8 },
  );
  return [rim(-1), rim(1), temple(-1), temple(1), bridge];
}

function rimPoint(rims: Rims, angle: number): readonly [number, number] {
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  if (rims === 'round') return [c * 0.21, s * 0.2];
  const squared = (value: number) => Math.sign(value) * Math.abs(value) ** 0.55;
  return [squared(c) * 0.2, squared(s) * 0.15 + 0.01];
}

/** Dark lenses that fill the rims. */
export function lensMeshes(rims: Rims, eyeGap: number): readonly Mesh[] {
  const size: Triple = rims === 'round' ? [0.2, 0.19, 0.03] : [0.21, 0.155, 0.03];
  return [-1, 1].map((side) => ellipsoid([side * 0.31 * eyeGap, 0, 0.885], size, 18));
}

/** A knitted cap, pulled over the hair. */
export function beanieMeshes(): readonly Mesh[] {
  const dome = surface(60, 30, (u, v) => {
    const [turn, rise] = [(u * 2 - 1) * Math.PI, -0.12 + v * 1.68];
    const flat = Math.cos(rise) * (1 + 0.012 * Math.sin(turn * 40));
    return [0.83 * Math.sin(turn) * flat, 0.42 + 0.8 * Math.sin(rise), -0.06 + 0.98 * Math.cos(turn) * flat];
  });
  return [dome, hoop(0.36, [0.79, 0.93], 0.1)];
}

/** A hat with a wide brim. */
export function hatMeshes(): readonly Mesh[] {
  const crown = ellipsoid([0, 0.68, -0.06], [0.82, 0.72, 0.92], 32);
  const brim = ellipsoid([0, 0.58, -0.02], [1.5, 0.05, 1.5], 40);
  return [crown, brim];
}

/** A scarf wound around the neck, with one end hanging. */
export function scarfMeshes(): readonly Mesh[] {
  const end = tube(
    [
      [0.3, -1.4, 0.5, 0.2],
      [0.4, -2.2, 0.85, 0.24],
      [0.45, -3.3, 0.9, 0.26],
    ],
    { rows: 20 },
  );
  return [hoop(-1.3, [0.56, 0.52], 0.24), hoop(-1.58, [0.66, 0.58], 0.24), end];
}

/** A level ring around the middle. */
function hoop(y: number, [x, z]: readonly [number, number], radius: number): Mesh {
  const points = Array.from({ length: 12 }, (_, index): TubePoint => {
    const angle = -(index / 12) * RIM_TURN;
    return [x * Math.cos(angle), y + 0.03 * Math.sin(angle * 2), -0.08 + z * Math.sin(angle), radius];
  });
  return tube(points, { rows: 48, columns: 14, closed: true });
}
