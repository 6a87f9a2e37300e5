import type { Head, Logistic } from '../../adapters/offline/head.ts';
import { FEATURE_LIMIT, featuresOf, standardised } from '../../adapters/offline/logistic.ts';
import { fitLogistic } from './fit-logistic.ts';
import type { Label, Sample } from './samples.ts';

/** A head without what is measured afterwards. */
export type Trained = Pick<Head, 'photographic' | 'monochrome' | 'oddShare'>;

/** Size, exposure, sharpness and compression say how good an image is and must not say what it is. */
const QUALITY_ONLY =
  /^(width|height|bytesPerPixel|toneRange|brightest|darkest|clipped|burntShare|bodyTone|sharpness|noise|block)/;
/** Amounts of colour decide between the two kinds of drawing, and are kept from the question before. */
export const COLOUR_AMOUNTS = ['chroma', 'chromaPeak', 'ownChroma', 'greyShare', 'vividShare', 'hueVariety'];

/** Penalties: results on unseen sources are level from 0.002 to 0.02. */
const PHOTOGRAPHIC_PENALTY = 0.01;
const MONOCHROME_PENALTY = 0.005;

/** Trains both regressions. An original counts twice a copy, a source by the root of its size, the four strata alike. */
export function trainHead(samples: readonly Sample[]): Trained {
  const names = Object.keys(samples[0]?.statistics ?? {});
  const texture = names.filter((name) => !QUALITY_ONLY.test(name) && !COLOUR_AMOUNTS.includes(name));
  const weights = sampleWeights(samples, 2);
  const photographic = regression(samples, texture, (s) => s.type === 'photorealistic', weights, PHOTOGRAPHIC_PENALTY);
  const drawn = samples.filter((s) => s.type !== 'photorealistic');
  const monochrome = regression(drawn, COLOUR_AMOUNTS, (s) => s.type === 'bw_stylized', weights, MONOCHROME_PENALTY);
  return { photographic, monochrome, oddShare: usualOddShare(samples, photographic) };
}

function regression(
  samples: readonly Sample[],
  features: string[],
  yes: (sample: Sample) => boolean,
  weights: ReadonlyMap<Sample, number>,
  penalty: number,
): Logistic {
  const examples = samples.map((sample) => ({
    features: featuresOf(sample.statistics, features),
    yes: yes(sample),
    weight: weights.get(sample) ?? 0,
  }));
  return { features, ...fitLogistic(examples, () => penalty) };
}

/** Weights of samples: an original's against a copy's, a source by the root of its size, the four strata alike. */
export function sampleWeights<S extends Label & { readonly copy: string }>(
  samples: readonly S[],
  original: number,
): Map<S, number> {
  const perSource = Map.groupBy(samples, (s) => s.source);
  const weights = new Map<S, number>();
  for (const stratum of Map.groupBy(samples, stratumOf).values()) {
    const raw = stratum.map(
      (s) => (s.copy === 'original' ? original : 1) / Math.sqrt(perSource.get(s.source)?.length ?? 1),
    );
    const total = raw.reduce((sum, w) => sum + w, 0);
    for (const [i, sample] of stratum.entries()) weights.set(sample, (raw[i] ?? 0) / total);
  }
  return weights;
}

/** Colour and grey, photograph and drawing: as many of each, so that neither colour nor grey speaks for a type. */
function stratumOf({ type, bwPhotograph }: Label): string {
  return type === 'photorealistic' ? `photograph ${bwPhotograph}` : type;
}

function usualOddShare(samples: readonly Sample[], { features, means, scales }: Logistic): number {
  const shares = samples.map(({ statistics }) => {
    const z = standardised(featuresOf(statistics, features), means, scales);
    return z.filter((value) => Math.abs(value) > FEATURE_LIMIT).length / z.length;
  });
  return shares.sort((a, b) => a - b)[Math.floor(0.99 * (shares.length - 1))] ?? 1;
}
