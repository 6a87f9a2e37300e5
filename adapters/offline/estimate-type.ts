import { type ByType, IMAGE_TYPES, type ImageType } from '../../core/image-type.ts';
import type { Head } from './head.ts';
import { featuresOf, logit, sigmoid } from './logistic.ts';
import type { NetworkHead } from './network/network-head.ts';
import { NETWORK_STATISTICS } from './network/statistics-names.ts';

/** The most that is said of an image outside what was trained on: below 0.6, from where a verdict counts as sure. */
export const ODD_CONFIDENCE = 0.55;

/** Shorter edges than this were not trained on; a thumbnail has lost the texture that tells. */
const SMALLEST_EDGE = 64;
/** Noise in tones, in the quietest tenth of a picture, above which it is all noise: the noisiest photographs have 12. */
const ALL_NOISE = 25;
/** Standard deviation of luma under which a picture is blank for this purpose. */
const BLANK_DEVIATION = 4;

/** How many times the usual share of odd features nothing has that was trained on: drawings 1.2 at most, a plain gradient 5. */
const ALIEN = 3;

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
  const { logit: photographic, odd } = logit(head.photographic, statistics);
  return typeOf({ photographic, unusual: odd > head.oddShare, alien: false }, statistics, head);
}

/** The type of an image from what the network saw in it. Errors: RecordCorrupt when the network has not looked at it. */
export function estimateByNetwork(statistics: Readonly<Record<string, number>>, head: NetworkHead): TypeEstimate {
  const [photographic = 0, odd = 0] = featuresOf(statistics, [NETWORK_STATISTICS.photographic, NETWORK_STATISTICS.odd]);
  return typeOf({ photographic, unusual: odd > head.oddShare, alien: odd > ALIEN * head.oddShare }, statistics, head);
}

/** What is known of an image before colour is asked about. */
interface Looked {
  readonly photographic: number;
  /** Unlike the photographs that were trained on. */
  readonly unusual: boolean;
  /** Unlike anything that was trained on. */
  readonly alien: boolean;
}

function typeOf(
  { photographic, unusual, alien }: Looked,
  statistics: Readonly<Record<string, number>>,
  { monochrome, temperature }: Pick<Head, 'monochrome' | 'temperature'>,
): TypeEstimate {
  const photo = sigmoid(photographic / temperature);
  const grey = sigmoid(logit(monochrome, statistics).logit / temperature);
  const probabilities = {
    photorealistic: photo,
    bw_stylized: (1 - photo) * grey,
    color_stylized: (1 - photo) * (1 - grey),
  };
  const type = IMAGE_TYPES.reduce((best, next) => (probabilities[next] > probabilities[best] ? next : best));
  const odd = oddity(statistics, alien || (type === 'photorealistic' && unusual));
  const confidence = odd === undefined ? probabilities[type] : Math.min(probabilities[type], ODD_CONFIDENCE);
  return { type, confidence, probabilities, odd };
}

/**
 * Unusual statistics cast doubt on a photograph only, unless they are like nothing at all: a drawing may be flatter and cleaner than any seen, and is then the
 * more a drawing, while what looks like nothing on earth (a plain gradient, stripes) must not pass for a photograph.
 */
function oddity(statistics: Readonly<Record<string, number>>, unusual: boolean): TypeEstimate['odd'] {
  if (Math.min(statistics['width'] ?? 0, statistics['height'] ?? 0) < SMALLEST_EDGE) return 'tiny';
  if ((statistics['toneDeviation'] ?? 0) < BLANK_DEVIATION) return 'blank';
  return unusual || (statistics['noise'] ?? 0) > ALL_NOISE ? 'unusual' : undefined;
}
