import { clouds, noise } from '../noise.ts';
import { bell, curve, mix, ramp, type Triple } from '../numbers.ts';
import { direction, type FaceShape, skull } from './head.ts';
import { type Mesh, surface } from './mesh.ts';
import { ellipsoid } from './solids.ts';

/** The four cuts the cast wears. */
export type HairCut = 'curls' | 'crop' | 'bob' | 'bun';

/** Lowest height (as the y of a direction) at which hair grows, by the angle from the face's middle. */
const HAIRLINES: Readonly<Record<HairCut, readonly (readonly [number, number])[]>> = {
  curls: [
    [0, 0.6],
    [0.6, 0.5],
    [0.95, 0.15],
    [1.3, -0.1],
    [1.7, -0.35],
    [2.2, -0.65],
    [3.15, -0.75],
  ],
  crop: [
    [0, 0.64],
    [0.55, 0.66],
    [0.85, 0.4],
    [1.15, 0.05],
    [1.35, -0.15],
    [1.7, -0.1],
    [2.1, -0.4],
    [3.15, -0.6],
  ],
  bob: [
    [0, 0.3],
    [0.5, 0.27],
    [0.75, 0.12],
    [0.95, -0.5],
    [1.2, -0.8],
    [3.15, -0.8],
  ],
  bun: [
    [0, 0.66],
    [0.5, 0.6],
    [0.9, 0.36],
    [1.25, 0],
    [1.6, -0.05],
    [2.1, -0.45],
    [3.15, -0.55],
  ],
};

/** Thickness over the skull, as a share of it. */
const THICKNESS: Readonly<Record<HairCut, number>> = { curls: 0.42, crop: 0.13, bob: 0.17, bun: 0.09 };

/** Thickness under a hat. */
const PRESSED = 0.06;

/** Everything of a hair cut that sits on the head; `pressed` as it lies under a hat. */
export function hairMeshes(cut: HairCut, face: FaceShape, pressed = false): readonly Mesh[] {
  const cap = capMesh(cut, face, pressed);
  if (cut === 'bob') return [cap, curtainMesh(face)];
  if (cut === 'bun') return [cap, ellipsoid([0, 0.98, -0.42], [0.36, 0.33, 0.36], 28)];
  return [cap];
}

function capMesh(cut: HairCut, face: FaceShape, pressed: boolean): Mesh {
  const thickness = pressed ? PRESSED : THICKNESS[cut];
  return surface(112, 80, (u, v) => {
    const way = direction(u, v);
    const angle = Math.abs(Math.atan2(way[0], way[2]));
    const ragged = (noise(way[0] * 14 + 40, way[2] * 14 + 40) - 0.5) * 0.07;
    const above = way[1] - curve(HAIRLINES[cut], angle) + ragged;
    const grown = mix(-0.06, thickness, ramp(-0.02, cut === 'curls' ? 0.3 : 0.22, above));
    return scaled(way, skull(face, way) * (1 + grown + (above > 0 && !pressed ? texture(cut, way) : 0)));
  });
}

/** Locks and waves that change the outline. */
function texture(cut: HairCut, [x, y, z]: Triple): number {
  const turn = Math.atan2(x, z);
  if (cut === 'curls') return (clouds(x * 5 + z * 3 + 20, y * 5 + z * 2 + 20) - 0.5) * 0.3;
  if (cut === 'crop') {
    return (
      0.16 * bell(x + 0.15, 0.5) * ramp(0.6, 0.9, y) * ramp(-0.4, 0.4, z) +
      (noise(turn * 9 + 50, y * 4 + 9) - 0.5) * 0.07
    );
  }
  return (noise(turn * 7 + 50, y * 2 + 9) - 0.5) * 0.03 - 0.035 * bell(x - 0.12, 0.035) * ramp(0.5, 0.8, y);
}

/** Half-width, half-depth and middle of {@link curtainMesh} by height. */
const CURTAIN = {
  widths: [
    [-1.12, 0.8],
    [-0.9, 0.92],
    [-0.3, 0.86],
    [0.4, 0.74],
  ],
  depths: [
    [-1.12, 0.8],
    [-0.9, 0.93],
    [-0.3, 0.96],
    [0.4, 0.88],
  ],
  middles: [
    [-1.12, -0.2],
    [-0.9, -0.14],
    [-0.3, -0.1],
    [0.4, -0.06],
  ],
} as const;

/** Hair that hangs behind and beside the face down to the chin; open in front. */
function curtainMesh(face: FaceShape): Mesh {
  return surface(72, 40, (u, v) => {
    const [turn, y] = [(u * 2 - 1) * Math.PI, mix(-1.12, 0.4, v)];
    const open = mix(0.3, 1, ramp(0.85, 1.15, Math.abs(turn)));
    const wave = (1 + (noise(turn * 8 + 60, y * 1.5 + 30) - 0.5) * 0.08) * open;
    const tip = y < -1 ? (noise(turn * 9, 7) - 0.5) * 0.2 : 0;
    return [
      curve(CURTAIN.widths, y) * face.width * Math.sin(turn) * wave,
      y + tip,
      (curve(CURTAIN.middles, y) + curve(CURTAIN.depths, y) * Math.cos(turn)) * wave,
    ];
  });
}

/** A full beard: a shell over the lower face that leaves the mouth free. */
export function beardMesh(face: FaceShape): Mesh {
  return surface(112, 104, (u, v) => {
    const way = direction(u, v);
    const [x, y, z] = way;
    const side = Math.abs(x);
    const line = curve(
      [
        [0, -0.42],
        [0.2, -0.42],
        [0.32, -0.5],
        [0.5, -0.42],
        [0.75, -0.12],
        [1, 0.05],
      ],
      side,
    );
    const mouth = bell(x, 0.24) * bell(y + 0.575, 0.055);
    const grown = ramp(line + 0.03, line - 0.12, y) * ramp(-0.15, 0.15, z);
    const rough = (noise(x * 18 + 30, y * 18 + 30) - 0.5) * 0.05;
    return scaled(way, skull(face, way) * (0.95 + grown * (0.17 + rough + 0.1 * ramp(-0.7, -0.95, y)) - mouth * 0.2));
  });
}

function scaled([x, y, z]: Triple, by: number): Triple {
  return [x * by, y * by, z * by];
}
