import { at, type Raster } from './raster.ts';

/** Luma from which a place is white (paper, or burnt out), and below which it is black. */
const WHITE = 250;
const BLACK = 6;
/** A burnt colour has a channel at its end and its least one between these: above is plain white, below a strong pigment. */
const TINTED = 245;
const PIGMENT = 150;
/** Bins of the histogram to a tone. */
const STEPS_A_TONE = 4;
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
  const tones = histogram(luma.values);
  const between = (from: number, to: number) => countBetween(tones, from * STEPS_A_TONE, to * STEPS_A_TONE);
  const quantile = (share: number) => toneAt(tones, 0, share * pixels);
  const body = between(BLACK, TINTED);
  return {
    toneRange: quantile(0.98) - quantile(0.02),
    brightest: quantile(0.98),
    darkest: quantile(DARKEST),
    clippedWhite: between(WHITE, 256) / pixels,
    clippedBlack: between(0, BLACK) / pixels,
    burntShare: burntPixels(rgb) / pixels,
    bodyTone: body === 0 ? 0 : toneAt(tones, BLACK * STEPS_A_TONE, body / 2),
  };
}

/** How many pixels there are of each quarter of a tone: sorting them would take ten times as long. */
function histogram(luma: Float32Array): Float64Array {
  const counts = new Float64Array(256 * STEPS_A_TONE);
  for (const value of luma) {
    const bin = Math.floor(value * STEPS_A_TONE);
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return counts;
}

function countBetween(counts: Float64Array, from: number, to: number): number {
  let sum = 0;
  for (let bin = from; bin < to; bin++) sum += at(counts, bin);
  return sum;
}

/** The tone up to which `rank` pixels lie, counted from the bin `from`. */
function toneAt(counts: Float64Array, from: number, rank: number): number {
  let passed = 0;
  for (let bin = from; bin < counts.length; bin++) {
    passed += at(counts, bin);
    if (passed > rank) return bin / STEPS_A_TONE;
  }
  return 255;
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
