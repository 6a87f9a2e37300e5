import { gaussian } from '../../raster/gaussian.ts';
import { at, type Plane } from '../../raster/plane.ts';

/** Which way the forms of a picture run at a pixel, in radians. */
export type Flow = (index: number) => number;

/** The direction along edges, averaged over `reach` pixels (structure tensor): where nothing runs, that of the surroundings. */
export function flowOf(luma: Plane, reach: number): Flow {
  const { width, height, values } = luma;
  const across = new Float32Array(values.length);
  const down = new Float32Array(values.length);
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      const i = y * width + x;
      across[i] = at(values, i + 1) - at(values, i - 1);
      down[i] = at(values, i + width) - at(values, i - width);
    }
  }
  const mean = (a: Float32Array, b: Float32Array): Float32Array => {
    const product = new Float32Array(a.length);
    for (let i = 0; i < product.length; i++) product[i] = at(a, i) * at(b, i);
    return gaussian({ width, height, values: product }, reach).values;
  };
  const [xx, yy, xy] = [mean(across, across), mean(down, down), mean(across, down)];
  return (i) => 0.5 * Math.atan2(2 * at(xy, i), at(xx, i) - at(yy, i)) + Math.PI / 2;
}
