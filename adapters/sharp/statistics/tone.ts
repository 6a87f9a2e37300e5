import { entropy } from './colour.ts';
import { at, type Raster } from './raster.ts';

const BINS = 64;

/**
 * The histogram of luma: where its tones lie, how many are used, how much of the picture is one tone (paper, backdrop)
 * and how well two tones describe it (ink on paper). Shares are of all pixels; tones are 0-1.
 */
export function toneStatistics({ luma }: Raster): Record<string, number> {
  const counts = histogram(luma.values);
  const pixels = luma.values.length;
  const share = (from: number, to: number) => sumBetween(counts, from, to) / pixels;
  const { tone, mode } = commonestTone(counts, pixels);
  const { mean, deviation, skew } = moments(luma.values);
  return {
    toneMean: mean / 255,
    toneDeviation: deviation,
    toneSkew: skew,
    toneEntropy: entropy(counts),
    toneRoughness: roughness(counts, pixels),
    modeTone: tone,
    modeShare: mode,
    whiteShare: share(61, BINS),
    blackShare: share(0, 5),
    midShare: share(14, 48),
    twoToneFit: twoToneFit(counts, mean, deviation),
  };
}

function histogram(luma: Float32Array): Float64Array {
  const counts = new Float64Array(BINS);
  for (const value of luma) {
    const bin = Math.min(BINS - 1, Math.floor((value * BINS) / 256));
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return counts;
}

function sumBetween(counts: Float64Array, from: number, to: number): number {
  return counts.subarray(from, to).reduce((sum, n) => sum + n, 0);
}

/** The commonest run of 3 neighbouring bins (12 of 256 tones): its middle and the share of pixels in it. */
function commonestTone(counts: Float64Array, pixels: number): { tone: number; mode: number } {
  let best = 0;
  let middle = 0;
  for (let bin = 0; bin < BINS; bin++) {
    const inRun = sumBetween(counts, Math.max(0, bin - 1), bin + 2);
    if (inRun > best) [best, middle] = [inRun, bin];
  }
  return { tone: middle / (BINS - 1), mode: best / pixels };
}

function moments(values: Float32Array): { mean: number; deviation: number; skew: number } {
  const mean = values.reduce((sum, v) => sum + v, 0) / values.length;
  let square = 0;
  let cube = 0;
  for (let i = 0; i < values.length; i++) {
    const d = at(values, i) - mean;
    square += d * d;
    cube += d * d * d;
  }
  const deviation = Math.sqrt(square / values.length);
  return { mean, deviation, skew: deviation < 1 ? 0 : cube / values.length / deviation ** 3 };
}

/** Sum of the jumps between neighbouring bins, 0-2: the histogram of a photograph is smooth, flat colours are spikes. */
function roughness(counts: Float64Array, pixels: number): number {
  let jumps = 0;
  for (let bin = 1; bin < BINS; bin++) jumps += Math.abs((counts[bin] ?? 0) - (counts[bin - 1] ?? 0));
  return jumps / pixels;
}

/** Share of the variance of luma that the best split into two tones explains (Otsu's criterion), 0-1. */
function twoToneFit(counts: Float64Array, mean: number, deviation: number): number {
  if (deviation < 1) return 0;
  const pixels = sumBetween(counts, 0, BINS);
  let below = 0;
  let sum = 0;
  let best = 0;
  for (const [bin, count] of counts.entries()) {
    below += count;
    sum += count * (bin + 0.5) * (256 / BINS);
    const share = below / pixels;
    if (share > 0 && share < 1) best = Math.max(best, (mean * share - sum / pixels) ** 2 / (share * (1 - share)));
  }
  return Math.min(1, best / deviation ** 2);
}
