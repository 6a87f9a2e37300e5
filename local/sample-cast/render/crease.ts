import type { Material, Part } from '../figure/figure.ts';
import { noise } from '../noise.ts';
import { at, byteAt } from '../numbers.ts';
import type { Layers } from './rasterize.ts';

/** How rough a material is: bumps per half-head along x, y and z, and how steep they are. */
type Roughness = readonly [x: number, y: number, z: number, steepness: number];

const ROUGHNESS: Readonly<Partial<Record<Material, Roughness>>> = {
  cloth: [1.5, 1, 1, 0.55],
  hair: [6, 1.6, 4, 0.5],
};

/** Tilts the normals of cloth and hair into folds and locks that the meshes are too coarse for. In place. */
export function crease(layers: Layers, parts: readonly Part[]): void {
  const roughness = parts.map((part) => ROUGHNESS[part.material]);
  for (let pixel = 0; pixel < layers.part.length; pixel++) {
    const index = byteAt(layers.part, pixel);
    if (index === 0) continue;
    const rough = roughness[index - 1];
    if (rough !== undefined) tilt(layers, pixel * 3, rough);
  }
}

function tilt({ local, normal }: Layers, n: number, rough: Roughness): void {
  // A fold runs slantwise: x and z share one axis of the noise, y the other.
  const u = at(local, n) * rough[0] + at(local, n + 2) * rough[2] + 50;
  const v = at(local, n + 1) * rough[1] + u * 0.45 + 50;
  const here = fold(u, v);
  const nx = at(normal, n) + (here - fold(u + 0.2, v)) * 3 * rough[3];
  const ny = at(normal, n + 1) + (here - fold(u, v + 0.2)) * 3 * rough[3];
  const nz = at(normal, n + 2);
  const length = Math.sqrt(nx * nx + ny * ny + nz * nz) || 1;
  normal[n] = nx / length;
  normal[n + 1] = ny / length;
  normal[n + 2] = nz / length;
}

/** Sharp ridges with smooth valleys. */
function fold(u: number, v: number): number {
  return Math.abs(noise(u, v) - 0.5);
}
