import type { ActorLook } from '../actors.ts';
import { speckle } from '../noise.ts';
import { bell, clamp, linear, mix, mixTriple, ramp, type Triple } from '../numbers.ts';

/** What a face does in a scene; 0 is at rest. */
export interface Expression {
  /** -0.4 (earnest) to 1 (laughing). */
  readonly smile: number;
  /** How open the eyes are: 0.05 closed, 1 open. */
  readonly open: number;
  /** Where the eyes look, -1 to 1 from the viewer's left. */
  readonly gaze: number;
}

/** Colours one point of a surface: local position in, red, green and blue (linear light) out. */
export type Paint = (x: number, y: number, z: number, colour: Float32Array) => void;

/** Paints the head: skin with eyes, brows, nostrils and mouth, all placed by direction from the middle of the head. */
export function facePaint(look: ActorLook, expression: Expression): Paint {
  const skin = skinPaint(look);
  const layers = [mouthLayer(look, expression), eyeLayer(look, expression), browLayer(look, expression)];
  return (x, y, z, colour) => {
    skin(x, y, z, colour);
    if (z < 0.2) return;
    const length = Math.sqrt(x * x + y * y + z * z);
    for (const layer of layers) layer(x / length, y / length, z, colour);
    const nostril = bell(Math.abs(x / length) - 0.062 * look.face.noseWidth, 0.03) * bell(y / length + 0.392, 0.016);
    shade(colour, 1 - 0.8 * nostril);
  };
}

/** Bare skin: uneven, redder on cheeks, nose and ears, freckled if the actor is. */
export function skinPaint(look: ActorLook): Paint {
  const [base, blush] = [linear(look.skin), linear(look.blush)];
  return (x, y, z, colour) => {
    const uneven = 0.9 + 0.2 * speckle(x * 7 + 40, y * 7 + z * 3 + 40);
    const side = Math.abs(x);
    const red = 0.5 * bell(side - 0.46, 0.2) * bell(y + 0.25, 0.18) + 0.35 * bell(x, 0.14) * bell(y + 0.3, 0.12);
    const freckle = look.freckles * ramp(0.7, 0.85, speckle(x * 34 + 90, y * 34 + 90)) * bell(y + 0.15, 0.3) * 0.35;
    const t = clamp(red + freckle * 0.6 + ramp(0.66, 0.8, side) * 0.2);
    colour[0] = mix(base[0], blush[0], t) * uneven * (1 - freckle * 0.4);
    colour[1] = mix(base[1], blush[1], t) * uneven * (1 - freckle * 0.6);
    colour[2] = mix(base[2], blush[2], t) * uneven * (1 - freckle * 0.7);
  };
}

function shade(colour: Float32Array, by: number): void {
  cover(colour, [0, 0, 0], 1 - by);
}

function cover(colour: Float32Array, with_: Triple, t: number): void {
  if (t <= 0) return;
  colour[0] = mix(colour[0] ?? 0, with_[0], t);
  colour[1] = mix(colour[1] ?? 0, with_[1], t);
  colour[2] = mix(colour[2] ?? 0, with_[2], t);
}

function eyeLayer(look: ActorLook, { open, gaze, smile }: Expression): Paint {
  const [width, height] = [0.168 * look.face.eyes, 0.092 * look.face.eyes];
  const iris = linear(look.eyes);
  const rim = mixTriple(iris, [0, 0, 0], 0.75);
  const lash: Triple = [0.012, 0.009, 0.008];
  return (x, y, _z, colour) => {
    const side = x < 0 ? -1 : 1;
    const u = (Math.abs(x) - 0.345 * look.face.eyeGap) / width;
    const v = (y - 0.015 - u * 0.008) / height;
    if (Math.abs(u) > 1.5 || Math.abs(v) > 2) return;
    const arch = Math.max(1 - u * u, 0);
    const [top, bottom] = [
      arch ** 0.7 * open,
      -arch * 0.62 * Math.min(open + 0.2, 1) * (1 - 0.35 * Math.max(smile, 0)),
    ];
    shade(
      colour,
      1 - 0.3 * bell(v - top - 0.55, 0.22) * bell(u, 0.9) - 0.14 * bell(v - bottom + 0.5, 0.3) * bell(u, 0.9),
    );
    const inside = ramp(-0.06, 0.06, top - v) * ramp(-0.06, 0.06, v - bottom) * ramp(1.02, 0.94, Math.abs(u));
    const shadow = 0.45 + 0.35 * ramp(0, 0.9, top - v) - 0.2 * u * u;
    cover(colour, [0.86 * shadow, 0.8 * shadow, 0.76 * shadow], inside);
    const [dx, dy] = [u * width - side * gaze * 0.05, (v - 0.08) * height];
    const away = Math.hypot(dx, dy) / (0.5 * width);
    cover(
      colour,
      mixTriple(mixTriple(iris, [1, 1, 1], 0.1 * ramp(0.02, -0.06, dy)), rim, ramp(0.6, 1, away)),
      inside * ramp(1.08, 0.96, away),
    );
    cover(colour, [0.004, 0.004, 0.004], inside * ramp(0.5, 0.4, away));
    cover(
      colour,
      [1, 1, 1],
      open > 0.3 ? inside * ramp(0.3, 0.18, Math.hypot(dx * side + 0.022, dy - 0.024) / (0.5 * width)) : 0,
    );
    cover(colour, lash, ramp(0.3, 0.1, Math.abs(v - top - 0.06)) * ramp(1.2, 0.95, Math.abs(u)) * 0.95);
    cover(colour, lash, ramp(0.14, 0.04, Math.abs(v - bottom)) * ramp(1.05, 0.8, Math.abs(u)) * 0.4);
  };
}

function browLayer(look: ActorLook, { smile }: Expression): Paint {
  const colour_ = linear(look.brow);
  return (x, y, _z, colour) => {
    const u = (Math.abs(x) - 0.35 * look.face.eyeGap) / 0.21;
    if (Math.abs(u) > 1.1 || y < 0.08) return;
    const middle =
      0.205 + 0.03 * (1 - u * u) - 0.018 * u + Math.min(smile, 0) * 0.06 * (1 - u) + Math.max(smile, 0) * 0.015;
    const thick = 0.03 * look.face.brows * (1 - 0.5 * ramp(0, 1, u)) * ramp(1.1, 0.8, Math.abs(u));
    const hairs = 0.7 + 0.5 * speckle(x * 70 + y * 40 + 200, y * 25 + 50);
    cover(colour, colour_, clamp(ramp(1.25, 0.6, Math.abs(y - middle) / Math.max(thick, 0.001)) * hairs));
  };
}

function mouthLayer(look: ActorLook, { smile }: Expression): Paint {
  const lips = linear(look.lips);
  const wide = 0.22 + 0.06 * Math.max(smile, 0);
  const parted = 0.075 * ramp(0.45, 1, smile);
  return (x, y, _z, colour) => {
    const u = x / wide;
    if (Math.abs(u) > 1.3 || y > -0.4 || y < -0.75) return;
    const arch = Math.max(1 - u * u, 0);
    const line = -0.568 + smile * 0.05 * u * u - 0.01 * (1 - arch);
    const upper = line + 0.058 * look.face.lips * arch * (1 - 0.28 * bell(x, 0.035));
    const lower = line - parted * arch - 0.078 * look.face.lips * arch;
    const full = ramp(-0.008, 0.006, upper - y) * ramp(-0.01, 0.008, y - lower) * ramp(1.02, 0.9, Math.abs(u));
    cover(colour, y > line ? mixTriple(lips, [0, 0, 0], 0.22) : lips, full * 0.85);
    const gap = ramp(0, 0.01, line - y) * ramp(0, 0.01, y - line + parted * arch);
    cover(colour, [0.05, 0.015, 0.012], gap);
    cover(
      colour,
      [0.78, 0.74, 0.68],
      gap * ramp(0.2, 0.35, (y - line + parted * arch) / Math.max(parted, 0.01)) * ramp(0.85, 0.7, Math.abs(u)),
    );
    const seam = ramp(0.016, 0.004, Math.abs(y - line)) * ramp(1.12, 0.95, Math.abs(u));
    shade(colour, 1 - 0.75 * seam * (1 - gap) - 0.2 * bell(y - lower + 0.045, 0.025) * bell(u, 0.7));
    shade(
      colour,
      1 - 0.25 * Math.max(smile, 0) * bell(Math.hypot(x, y + 0.45) - 0.3, 0.025) * ramp(0.12, 0.25, Math.abs(x)),
    );
  };
}
