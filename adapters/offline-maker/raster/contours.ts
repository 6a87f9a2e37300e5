import { gaussian } from './gaussian.ts';
import { withoutIslands } from './islands.ts';
import { at, type Plane, planeOf, quantiles, ramp } from './plane.ts';

/** How outlines are drawn. */
export interface ContourStyle {
  /** Half the width of a line, about, in pixels. */
  readonly weight: number;
  /** Share of the picture that is line. */
  readonly share: number;
}

/** Below this difference there is no outline, however few a picture has. */
const FAINTEST = 0.006;
/** Lines shorter than so many of their widths are freckles or grain. */
const SHORTEST = 9;

/**
 * Outlines, 0 (none) to 1 (black): where a picture is darker than its surroundings (difference of Gaussians, Winnemöller
 * et al., 2012). The faintest line is chosen by the share they take, so that a pale photograph gets as many as a harsh one.
 */
export function contoursOf(luma: Plane, { weight, share }: ContourStyle): Plane {
  const near = gaussian(luma, weight);
  const around = gaussian(luma, weight * 1.6);
  const darker = planeOf(luma, (_x, _y, i) => at(around.values, i) - at(near.values, i));
  const [found = 0] = quantiles(darker, [1 - share]);
  const threshold = Math.max(FAINTEST, found);
  const lines = planeOf(darker, (_x, _y, i) => ramp(0.7 * threshold, 1.3 * threshold, at(darker.values, i)));
  return withoutIslands(lines, SHORTEST * (2 * weight) ** 2);
}
