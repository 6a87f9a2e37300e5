import { bell, ramp, type Triple } from '../numbers.ts';
import { type Mesh, surface } from './mesh.ts';

/** What makes one face differ from another; 1 is the middle of each. */
export interface FaceShape {
  readonly width: number;
  /** How wide the jaw stays below the mouth. */
  readonly jaw: number;
  readonly nose: number;
  readonly noseWidth: number;
  readonly eyes: number;
  readonly eyeGap: number;
  readonly lips: number;
  readonly brows: number;
}

/** How far the skull reaches from its middle in the direction of the unit vector, features left out. */
export function skull(face: FaceShape, [x, y, z]: Triple): number {
  const chin = ramp(0.05, -0.95, y) * (0.34 - 0.2 * (face.jaw - 1) * 2);
  const half = 0.72 * face.width * (1 - chin * (0.35 + 0.65 * ramp(-0.3, 0.5, z)));
  const depth = z > 0 ? 0.82 : 0.9;
  const p = 2.15;
  const sum = Math.abs(x / half) ** p + Math.abs(y) ** p + Math.abs(z / depth) ** p;
  return sum ** (-1 / p);
}

/** Nose, sockets, cheeks, lips and chin, as a share added to {@link skull}. */
function features(face: FaceShape, x: number, y: number): number {
  const side = Math.abs(x);
  const bump = (cx: number, cy: number, wide: number, high: number): number =>
    bell(side - cx, wide) * bell(y - cy, high);
  const bridge = ramp(0.2, -0.32, y) * ramp(-0.43, -0.33, y);
  const nose = 0.25 * face.nose * bridge * bell(x, (0.062 + 0.05 * ramp(0, -0.34, y)) * face.noseWidth);
  return (
    nose +
    0.07 * face.noseWidth * bump(0.085 * face.noseWidth, -0.345, 0.05, 0.05) +
    0.035 * bump(0.22, 0.22, 0.22, 0.09) -
    0.085 * bump(0.34 * face.eyeGap, 0.03, 0.15, 0.12) +
    0.045 * bump(0.35 * face.eyeGap, 0.01, 0.1, 0.07) +
    0.045 * bump(0.45, -0.2, 0.2, 0.16) -
    0.03 * bump(0.5, -0.5, 0.16, 0.2) +
    0.05 * face.lips * bump(0, -0.515, 0.15, 0.04) -
    0.03 * bump(0, -0.565, 0.2, 0.018) +
    0.055 * face.lips * bump(0, -0.62, 0.13, 0.045) -
    0.03 * bump(0, -0.7, 0.16, 0.04) +
    0.07 * bump(0, -0.84, 0.2, 0.11)
  );
}

/** The direction of a grid point, with three times as many columns in the face as behind. */
export function direction(u: number, v: number): Triple {
  const s = u * 2 - 1;
  const turn = Math.PI * (s - (0.5 * Math.sin(Math.PI * s)) / Math.PI);
  const rise = (v - 0.5) * Math.PI * 0.998;
  return [Math.sin(turn) * Math.cos(rise), Math.sin(rise), Math.cos(turn) * Math.cos(rise)];
}

/** The head without hair: chin at -1, crown at 1, nose towards z. */
export function headMesh(face: FaceShape): Mesh {
  return surface(112, 104, (u, v) => {
    const way = direction(u, v);
    const front = ramp(0.05, 0.4, way[2]);
    const radius = skull(face, way) * (1 + front * features(face, way[0], way[1]));
    return [way[0] * radius, way[1] * radius, way[2] * radius];
  });
}
