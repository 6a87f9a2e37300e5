import type { Weave } from '../actors.ts';
import { noise, speckle } from '../noise.ts';
import { mix, ramp, type Triple } from '../numbers.ts';
import type { Paint } from './face-paint.ts';
import type { HairCut } from './hair.ts';

/** Strands, locks or curls: dark in the gaps, towards `shine` on top. */
export function hairPaint(cut: HairCut, colour: Triple, shine: Triple): Paint {
  const strands = cut === 'curls' ? curls : cut === 'bun' ? combedBack : falling;
  return (x, y, z, into) => {
    const value = strands(x, y, z);
    const dark = 0.35 + 0.9 * value;
    const light = 0.28 * ramp(0.5, 0.95, value);
    into[0] = mix(colour[0] * dark, shine[0], light);
    into[1] = mix(colour[1] * dark, shine[1], light);
    into[2] = mix(colour[2] * dark, shine[2], light);
  };
}

function curls(x: number, y: number, z: number): number {
  const bent = noise(x * 5 + 30, y * 5 + z * 4 + 30) * 4;
  return (
    0.55 * speckle(x * 16 + z * 9 + bent + 80, y * 16 + bent + 80) + 0.45 * speckle(x * 42 + 120, y * 42 + z * 30 + 120)
  );
}

function falling(x: number, y: number, z: number): number {
  const turn = Math.atan2(x, z) * 10;
  const sway = noise(turn * 0.6 + 40, y * 1.3 + 40) * 1.6;
  return 0.45 * noise(turn * 1.4 + sway + 90, y * 1.2 + 60) + 0.55 * speckle(turn * 6 + sway * 4 + 90, y * 2.5 + 90);
}

function combedBack(x: number, y: number, z: number): number {
  const across = Math.atan2(x, y + 0.5) * 12;
  const sway = noise(across * 0.7 + 40, z * 2 + 40);
  return 0.5 * noise(across * 1.2 + sway + 90, z * 1.5 + 60) + 0.5 * speckle(across * 5 + sway * 3 + 90, z * 3 + 90);
}

/** Cloth: woven in two colours, with folds and a little fluff. */
export function fabricPaint(weave: Weave, first: Triple, second: Triple): Paint {
  return (x, y, z, into) => {
    const folds = 0.72 + 0.5 * noise(x * 1.6 + 20, y * 1.1 + z * 0.7 + 20);
    const fluff = 0.9 + 0.2 * speckle(x * 38 + 60, y * 38 + z * 20 + 60);
    const t = weaveAt(weave, x, y, z);
    const light = folds * fluff;
    into[0] = mix(first[0], second[0], t) * light;
    into[1] = mix(first[1], second[1], t) * light;
    into[2] = mix(first[2], second[2], t) * light;
  };
}

/** How much of the second colour shows at a point. */
function weaveAt(weave: Weave, x: number, y: number, z: number): number {
  const wave = (value: number): number => 0.5 + 0.5 * Math.sin(value);
  switch (weave) {
    case 'plain':
      return 0.25 * speckle(x * 2 + 70, y * 2 + z + 70);
    case 'knit':
      return 0.4 * wave(x * 40 + z * 20) * wave(y * 36 + Math.sin(x * 40 + z * 20));
    case 'stripes':
      return ramp(0.45, 0.6, wave(bent(x, y) * 14));
    case 'checks':
      return 0.5 * ramp(0.4, 0.6, wave(bent(y, x) * 7)) + 0.5 * ramp(0.4, 0.6, wave(bent(x, y) * 7));
  }
}

/** y, a little off: no garment hangs straight. */
function bent(x: number, y: number): number {
  return y + (noise(x * 1.5 + 9, y * 1.5 + 9) - 0.5) * 0.12;
}
