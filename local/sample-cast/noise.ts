import { type Noise, smoothNoise } from '../../adapters/offline-maker/raster/noise.ts';
import { seededRandom } from '../../core/seeded-random.ts';
import { at } from './numbers.ts';

const GRAIN_LENGTH = 1 << 14;
const GRAIN = tableOfGrain();

/** Samples per unit and per side of the table behind {@link speckle}. */
const FINENESS = 6;
const TABLE_SIDE = 512;

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
export const noise: Noise = smoothNoise(seededRandom(1, 'noise lattice'));

const SPECKLE = tableOfSpeckle();

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
