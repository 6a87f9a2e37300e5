import { at } from './numbers.ts';
import { seededRandom } from './seeded-random.ts';

const SIDE = 256;
const LATTICE = latticeOfNoise();
const GRAIN_LENGTH = 1 << 14;
const GRAIN = tableOfGrain();

/** Samples per unit and per side of the table behind {@link speckle}. */
const FINENESS = 6;
const TABLE_SIDE = 512;
const SPECKLE = tableOfSpeckle();

function latticeOfNoise(): Float32Array {
  const random = seededRandom(1, 'noise lattice');
  return Float32Array.from({ length: SIDE * SIDE }, () => random.next());
}

/** Sums of three draws: near enough to a bell, between -1 and 1, deviation a third. */
function tableOfGrain(): Float32Array {
  const random = seededRandom(1, 'grain');
  const draw = () => ((random.next() + random.next() + random.next() - 1.5) * 2) / 3;
  return Float32Array.from({ length: GRAIN_LENGTH }, draw);
}

function tableOfSpeckle(): Float32Array {
  const table = new Float32Array(TABLE_SIDE * TABLE_SIDE);
  for (let index = 0; index < table.length; index++) {
    table[index] = noise((index % TABLE_SIDE) / FINENESS, Math.floor(index / TABLE_SIDE) / FINENESS);
  }
  return table;
}

/** Smooth noise over the plane, 0-1, with one feature per unit; repeats every 256 units. */
export function noise(x: number, y: number): number {
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
  const upper = at(LATTICE, top + left) * (1 - u) + at(LATTICE, top + right) * u;
  const lower = at(LATTICE, bottom + left) * (1 - u) + at(LATTICE, bottom + right) * u;
  return upper * (1 - v) + lower * v;
}

/** {@link noise} looked up instead of worked out, in steps of a sixth: for whatever is drawn in every pixel and fine. */
export function speckle(x: number, y: number): number {
  const column = (x * FINENESS) & (TABLE_SIDE - 1);
  const row = (y * FINENESS) & (TABLE_SIDE - 1);
  return at(SPECKLE, row * TABLE_SIDE + column);
}

/** {@link noise} summed over three octaves, 0-1. */
export function clouds(x: number, y: number): number {
  return noise(x, y) * 0.6 + speckle(x * 2.1 + 31, y * 2.1 + 17) * 0.28 + speckle(x * 4.3 + 73, y * 4.3 + 59) * 0.12;
}

/** Bell-shaped noise without neighbours, -1 to 1 with deviation a third: what a sensor or film adds. */
export function grain(index: number): number {
  return at(GRAIN, index & (GRAIN_LENGTH - 1));
}
