import { at, type Raster } from './raster.ts';

/** Luma from which a place is white (paper, or burnt out), and up to which it is black. */
const WHITE = 250;
const BLACK = 5;
/** A burnt colour has a channel at its end and its least one between these: above is plain white, below a strong pigment. */
const TINTED = 245;
const PIGMENT = 150;
/** Share of pixels that are darker than the `darkest`: few enough for the lines of a sparse drawing. */
const DARKEST = 0.003;

/**
 * How the tones are exposed. `toneRange` (2nd to 98th percentile) and `brightest` (98th) and
 * `darkest` (0.3rd) are in tones of 0-255, shares are
 * of all pixels. `bodyTone` is the middle tone of what is neither white nor black: that of the person before a white
 * wall, not of the wall. `burntShare` counts pale colours with a channel at its end, which plain paper does not have.
 */
export function exposureStatistics({ rgb, luma }: Raster): Record<string, number> {
  const pixels = luma.values.length;
  const sorted = luma.values.toSorted();
  const quantile = (q: number) => at(sorted, Math.floor(q * (pixels - 1)));
  const body = sorted.filter((v) => v > BLACK && v < TINTED);
  return {
    toneRange: quantile(0.98) - quantile(0.02),
    brightest: quantile(0.98),
    darkest: quantile(DARKEST),
    clippedWhite: sorted.filter((v) => v >= WHITE).length / pixels,
    clippedBlack: sorted.filter((v) => v <= BLACK).length / pixels,
    burntShare: burntPixels(rgb) / pixels,
    bodyTone: body.length === 0 ? 0 : at(body, body.length >> 1),
  };
}

function burntPixels(rgb: Uint8Array): number {
  let burnt = 0;
  for (let o = 0; o < rgb.length; o += 3) {
    const most = Math.max(at(rgb, o), at(rgb, o + 1), at(rgb, o + 2));
    const least = Math.min(at(rgb, o), at(rgb, o + 1), at(rgb, o + 2));
    if (most >= 254 && least < TINTED && least > PIGMENT) burnt++;
  }
  return burnt;
}
