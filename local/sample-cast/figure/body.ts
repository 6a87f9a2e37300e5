import { type Triple, unit } from '../numbers.ts';
import type { Mesh } from './mesh.ts';
import { ellipsoid, loft, type Ring, type TubePoint, tube } from './solids.ts';

/** What one arm does. */
export type ArmPose = 'hanging' | 'hip' | 'crossed' | 'chin' | 'raised' | 'pocket';

/** Elbow and wrist of a right arm (the viewer's right) whose shoulder is at x 1.2, y -2.3. */
const ARMS: Readonly<Record<ArmPose, readonly [elbow: Triple, wrist: Triple]>> = {
  hanging: [
    [1.85, -4.3, -0.1],
    [1.9, -6.3, 0.3],
  ],
  hip: [
    [2.9, -3.9, -0.2],
    [1.55, -5.1, 0.45],
  ],
  crossed: [
    [1.95, -4.1, 0.3],
    [-0.5, -3.75, 1.08],
  ],
  chin: [
    [1.5, -4.1, 0.7],
    [0.3, -2.25, 1.15],
  ],
  raised: [
    [2.75, -2.5, 0.3],
    [2.7, -0.4, 0.7],
  ],
  pocket: [
    [2.35, -4.1, -0.2],
    [1.6, -5.9, 0.35],
  ],
};

/** Sleeves and bare skin of both arms. */
export interface Arms {
  readonly sleeves: readonly Mesh[];
  readonly hands: readonly Mesh[];
}

/** Two arms; `shoulders` scales where they hang. */
export function arms(left: ArmPose, right: ArmPose, shoulders: number): Arms {
  const both = [arm(left, -1, shoulders), arm(right, 1, shoulders)];
  return { sleeves: both.map((one) => one.sleeve), hands: both.flatMap((one) => one.hand) };
}

function arm(pose: ArmPose, side: 1 | -1, shoulders: number): { sleeve: Mesh; hand: Mesh[] } {
  const [elbow, wrist] = ARMS[pose];
  const to = ([x, y, z]: Triple, radius: number): TubePoint => [x * side * shoulders, y, z, radius];
  const sleeve = tube([to([0.7, -2.35, -0.05], 0.3), to([1.22, -2.3, -0.05], 0.42), to(elbow, 0.35), to(wrist, 0.24)], {
    rows: 40,
  });
  const along = unit([wrist[0] - elbow[0], wrist[1] - elbow[1], wrist[2] - elbow[2]]);
  const reach = (by: number): Triple => [wrist[0] + along[0] * by, wrist[1] + along[1] * by, wrist[2] + along[2] * by];
  const palm = tube([to(wrist, 0.17), to(reach(0.2), 0.22), to(reach(0.4), 0.23), to(reach(0.58), 0.1)], {
    rows: 16,
  });
  return { sleeve, hand: [palm, ...fingers(reach(0.4), reach(0.85), side, shoulders)] };
}

function fingers(from: Triple, to: Triple, side: 1 | -1, shoulders: number): Mesh[] {
  return [-0.15, -0.05, 0.05, 0.15].map((apart) => {
    const point = ([x, y, z]: Triple, radius: number): TubePoint => [x * side * shoulders + apart, y, z + 0.05, radius];
    return tube([point(from, 0.085), point(to, 0.05)], { rows: 6, columns: 8 });
  });
}

/** The neck, as wide as `thickness` says. */
export function neckMesh(thickness: number): Mesh {
  return tube(
    [
      [0, -1.95, -0.16, 0.52 * thickness],
      [0, -1.5, -0.16, 0.43 * thickness],
      [0, -1, -0.14, 0.41 * thickness],
      [0, -0.4, -0.12, 0.42 * thickness],
    ],
    { columns: 28 },
  );
}

/** Chest to hem, which hangs at -5.9. */
export function torsoMesh(shoulders: number): Mesh {
  const ring = (y: number, halfWidth: number, halfDepth: number, z: number): Ring => ({
    y,
    halfWidth: halfWidth * shoulders,
    halfDepth,
    z,
  });
  return loft(
    [
      ring(-5.9, 1.27, 0.74, 0),
      ring(-5.3, 1.24, 0.72, 0),
      ring(-4.5, 1.13, 0.64, 0),
      ring(-3.3, 1.32, 0.76, 0),
      ring(-2.5, 1.42, 0.74, -0.02),
      ring(-2.02, 1.34, 0.6, -0.08),
      ring(-1.76, 1.02, 0.5, -0.12),
      ring(-1.58, 0.66, 0.46, -0.14),
      ring(-1.42, 0.48, 0.44, -0.15),
    ],
    56,
    72,
  );
}

/** The hips, a little inside the torso's hem. */
export function hipsMesh(shoulders: number): Mesh {
  const ring = (y: number, halfWidth: number, halfDepth: number): Ring => ({
    y,
    halfWidth: halfWidth * shoulders,
    halfDepth,
    z: 0,
  });
  return loft([ring(-7.1, 0.9, 0.5), ring(-6.5, 1.12, 0.62), ring(-5.6, 1.16, 0.64), ring(-4.8, 1, 0.5)]);
}

/** Both legs, and the shoes they stand in. */
export function legs(): { readonly trousers: readonly Mesh[]; readonly shoes: readonly Mesh[] } {
  const sides = [-1, 1] as const;
  return {
    trousers: sides.map((side) =>
      tube(
        [
          [0.5 * side, -6.2, 0, 0.55],
          [0.56 * side, -7.4, 0.04, 0.56],
          [0.66 * side, -9.6, 0.08, 0.42],
          [0.68 * side, -13.3, -0.05, 0.34],
        ],
        { rows: 40, columns: 20 },
      ),
    ),
    shoes: sides.map((side) => ellipsoid([0.74 * side, -13.55, 0.35], [0.34, 0.26, 0.72])),
  };
}
