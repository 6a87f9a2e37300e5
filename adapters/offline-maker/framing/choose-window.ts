import type { SeededRandom } from '../../../core/seeded-random.ts';
import type { Plane } from '../raster/plane.ts';
import { at, clamp } from '../raster/plane.ts';

/** A part of a picture, in its pixels. */
export interface Window {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** How a picture is framed anew. */
export interface Framing {
  /** Width by height of what is cut out. */
  readonly aspect: number;
  /** Its size, as a share of the largest of that aspect. */
  readonly zoom: number;
}

/** Below so many pixels on the shorter side a part is enlarged too much to be sharp; a larger part is taken instead. */
const SMALLEST_SIDE = 300;
/** The largest share that is taken for its sake: what is left out must still tell it from the whole. */
const LARGEST_ZOOM = 0.88;

/** How many places are tried. */
const PLACES = 24;
/** Of those, every one with this share of what the best shows of the subject will do: two pictures of one zoom then differ. */
const GOOD_ENOUGH = 0.88;

/** The window for a framing: of places picked at random, one that shows as much of the subject as any, or nearly. */
export function chooseWindow(
  picture: { readonly width: number; readonly height: number },
  subject: Plane,
  { aspect, zoom }: Framing,
  random: SeededRandom,
): Window {
  const widest = Math.min(picture.width, picture.height * aspect);
  const shorter = Math.min(widest, widest / aspect);
  const share = clamp(SMALLEST_SIDE / shorter, zoom, Math.max(zoom, LARGEST_ZOOM));
  const width = Math.max(1, Math.floor(widest * share));
  const height = Math.max(1, Math.min(picture.height, Math.round(width / aspect)));
  const places = Array.from({ length: PLACES }, () => ({
    left: Math.floor(random.next() * (picture.width - width + 1)),
    top: Math.floor(random.next() * (picture.height - height + 1)),
    width,
    height,
  }));
  const inside = places.map((place) => subjectWithin(place, picture, subject));
  const best = Math.max(...inside);
  const good = places.filter((_, index) => (inside[index] ?? 0) >= GOOD_ENOUGH * best);
  return good[Math.floor(random.next() * good.length)] ?? { left: 0, top: 0, width, height };
}

/** The share of the subject inside a window; what lies near its rim counts less, so that a head is not cut in half. */
function subjectWithin(window: Window, picture: { width: number; height: number }, subject: Plane): number {
  let sum = 0;
  for (let y = 0, i = 0; y < subject.height; y++) {
    for (let x = 0; x < subject.width; x++, i++) {
      const u = (((x + 0.5) / subject.width) * picture.width - window.left) / window.width;
      const v = (((y + 0.5) / subject.height) * picture.height - window.top) / window.height;
      const rim = Math.min(u, 1 - u, v, 1 - v);
      if (rim > 0) sum += at(subject.values, i) * Math.min(1, 0.3 + rim * 5);
    }
  }
  return sum;
}
