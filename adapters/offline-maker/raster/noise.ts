import type { SeededRandom } from '../../../core/seeded-random.ts';
import { at } from './plane.ts';

/** Side of the lattice, a power of two: the noise repeats after so many units. */
const SIDE = 256;

/** Smooth noise over the plane, 0 to 1, with one feature a unit. */
export type Noise = (x: number, y: number) => number;

/** Noise of its own for every picture: paper, a hand that is not steady, pigment. */
export function smoothNoise(random: SeededRandom): Noise {
  const lattice = Float32Array.from({ length: SIDE * SIDE }, () => random.next());
  return (x, y) => {
    const column = Math.floor(x);
    const row = Math.floor(y);
    const fx = x - column;
    const fy = y - row;
    const u = fx * fx * (3 - 2 * fx);
    const v = fy * fy * (3 - 2 * fy);
    const left = column & (SIDE - 1);
    const right = (column + 1) & (SIDE - 1);
    const top = (row & (SIDE - 1)) * SIDE;
    const bottom = ((row + 1) & (SIDE - 1)) * SIDE;
    const upper = at(lattice, top + left) * (1 - u) + at(lattice, top + right) * u;
    return upper * (1 - v) + (at(lattice, bottom + left) * (1 - u) + at(lattice, bottom + right) * u) * v;
  };
}

/** Three octaves of noise, 0 to 1: clouds, stains, torn edges. */
export function cloudy(noise: Noise): Noise {
  return (x, y) =>
    noise(x, y) * 0.6 + noise(x * 2.1 + 31, y * 2.1 + 17) * 0.28 + noise(x * 4.3 + 73, y * 4.3 + 59) * 0.12;
}
