import { type ByType, IMAGE_TYPES, type ImageType } from '../../core/image-type.ts';
import type { Head } from './head.ts';
import { logit, sigmoid } from './logistic.ts';

/** The most that is said of an image outside what was trained on: below 0.6, from where a verdict counts as sure. */
export const ODD_CONFIDENCE = 0.55;

/** Shorter edges than this were not trained on; a thumbnail has lost the texture that tells. */
const SMALLEST_EDGE = 64;
/** Noise in tones, in the quietest tenth of a picture, above which it is all noise: the noisiest photographs have 12. */
const ALL_NOISE = 25;
/** Standard deviation of luma under which a picture is blank for this purpose. */
const BLANK_DEVIATION = 4;

/** What the statistics say of an image's type. */
export interface TypeEstimate {
  readonly type: ImageType;
  /** Probability of `type`, at most {@link ODD_CONFIDENCE} where `odd` says why. */
  readonly confidence: number;
  readonly probabilities: ByType<number>;
  /** Why the image is unlike those trained on. */
  readonly odd: 'tiny' | 'blank' | 'unusual' | undefined;
}

/** The type of an image from its statistics. Errors: RecordCorrupt when a statistic is missing. */
export function estimateType(statistics: Readonly<Record<string, number>>, head: Head): TypeEstimate {
  const photographic = logit(head.photographic, statistics);
  const monochrome = logit(head.monochrome, statistics);
  const photo = sigmoid(photographic.logit / head.temperature);
  const grey = sigmoid(monochrome.logit / head.temperature);
  const probabilities = {
    photorealistic: photo,
    bw_stylized: (1 - photo) * grey,
    color_stylized: (1 - photo) * (1 - grey),
  };
  const type = IMAGE_TYPES.reduce((best, next) => (probabilities[next] > probabilities[best] ? next : best));
  const odd = oddity(statistics, type === 'photorealistic' && photographic.odd > head.oddShare);
  const confidence = odd === undefined ? probabilities[type] : Math.min(probabilities[type], ODD_CONFIDENCE);
  return { type, confidence, probabilities, odd };
}

/**
 * Unusual statistics cast doubt on a photograph only: a drawing may be flatter and cleaner than any seen, and is then the
 * more a drawing, while what looks like nothing on earth (a plain gradient, stripes) must not pass for a photograph.
 */
function oddity(statistics: Readonly<Record<string, number>>, unusual: boolean): TypeEstimate['odd'] {
  if (Math.min(statistics['width'] ?? 0, statistics['height'] ?? 0) < SMALLEST_EDGE) return 'tiny';
  if ((statistics['toneDeviation'] ?? 0) < BLANK_DEVIATION) return 'blank';
  return unusual || (statistics['noise'] ?? 0) > ALL_NOISE ? 'unusual' : undefined;
}
