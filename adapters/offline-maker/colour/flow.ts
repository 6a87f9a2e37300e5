import { gaussian } from '../raster/gaussian.ts';
import { at, type Plane } from '../raster/plane.ts';

/** Which way the forms of a picture run. */
export interface Flow {
  /** The direction at a pixel, in radians. */
  readonly angleAt: (index: number) => number;
}

/** The direction along edges, averaged over `reach` pixels (structure tensor): where nothing runs, that of the surroundings. */
export function flowOf(luma: Plane, reach: number): Flow {
  const { width, height, values } = luma;
  const [xx, yy, xy] = [0, 0, 0].map(() => new Float32Array(values.length)) as [
    Float32Array,
    Float32Array,
    Float32Array,
  ];
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      const i = y * width + x;
      const dx = at(values, i + 1) - at(values, i - 1);
      const dy = at(values, i + width) - at(values, i - width);
      xx[i] = dx * dx;
      yy[i] = dy * dy;
      xy[i] = dx * dy;
    }
  }
  const [a, b, c] = [xx, yy, xy].map((plane) => gaussian({ width, height, values: plane }, reach).values) as [
    Float32Array,
    Float32Array,
    Float32Array,
  ];
  return { angleAt: (i) => 0.5 * Math.atan2(2 * at(c, i), at(a, i) - at(b, i)) + Math.PI / 2 };
}
