import { estimateByNetwork, type TypeEstimate } from '../../adapters/offline/estimate-type.ts';
import { FEATURE_LIMIT, featuresOf, standardised } from '../../adapters/offline/logistic.ts';
import { type NetworkHead, networkLogit } from '../../adapters/offline/network/network-head.ts';
import { NETWORK_STATISTICS } from '../../adapters/offline/network/statistics-names.ts';
import { fitLogistic } from './fit-logistic.ts';
import { NO_FIGURES } from './measure-head.ts';
import type { NetworkSample } from './network-samples.ts';
import { COLOUR_AMOUNTS, sampleWeights } from './train-head.ts';

/** Results on unseen sources are level from 0.1 to 0.5. */
const PHOTOGRAPHIC_PENALTY = 0.13;
/**
 * The deepest of the depths begins to know what is shown. It helps to tell real images apart, but leant on as much as the
 * others it takes rendered people for drawings (3 of 67 of the sample cast, against none; no rendered image is trained on).
 */
const DEEPEST_PENALTY = 1.45;
/** Where the features of the deepest depth begin: 160 means and as many deviations, the last of 784. */
const DEEPEST_FROM = 784 - 2 * 160;
const MONOCHROME_PENALTY = 0.005;
/** How much more an original counts than each of its 15 copies. */
const ORIGINAL_WEIGHT = 3;

/** A head without what is measured afterwards. */
type Trained = Omit<NetworkHead, 'temperature' | 'figures'>;

/** A sample and what was said of it by a head that never saw its source. */
export interface NetworkOutcome {
  readonly sample: NetworkSample;
  readonly estimate: TypeEstimate;
}

function trained(samples: readonly NetworkSample[]): Trained {
  const weights = sampleWeights(samples, ORIGINAL_WEIGHT);
  const example = (sample: NetworkSample, features: readonly number[] | Float32Array, yes: boolean) => ({
    features,
    yes,
    weight: weights.get(sample) ?? 0,
  });
  const photographic = fitLogistic(
    samples.map((s) => example(s, s.features, s.type === 'photorealistic')),
    (place) => (place < DEEPEST_FROM ? PHOTOGRAPHIC_PENALTY : DEEPEST_PENALTY),
  );
  const drawn = samples.filter(({ type }) => type !== 'photorealistic');
  const monochrome = fitLogistic(
    drawn.map((s) => example(s, featuresOf(s.colour, COLOUR_AMOUNTS), s.type === 'bw_stylized')),
    () => MONOCHROME_PENALTY,
  );
  const odd = samples.map(({ features }) => {
    const z = standardised([...features], photographic.means, photographic.scales);
    return z.filter((value) => Math.abs(value) > FEATURE_LIMIT).length / z.length;
  });
  const oddShare = odd.sort((a, b) => a - b)[Math.floor(0.99 * (odd.length - 1))] ?? 1;
  return { photographic, monochrome: { features: [...COLOUR_AMOUNTS], ...monochrome }, oddShare };
}

/** What a head says of a sample. The shape and blankness that make an estimate doubtful do not enter here. */
function estimated({ features, colour }: NetworkSample, head: Trained, temperature: number): TypeEstimate {
  const { logit, odd } = networkLogit(head.photographic, features);
  const seen = { [NETWORK_STATISTICS.photographic]: logit, [NETWORK_STATISTICS.odd]: odd };
  const plain = { width: 512, height: 512, toneDeviation: 50 };
  return estimateByNetwork({ ...plain, ...colour, ...seen }, { ...head, temperature, figures: NO_FIGURES });
}

/**
 * Trains without each source in turn and estimates that one's originals. Each source's temperature is the best for all the
 * other sources, so that no figure, confidence included, has seen what it is about.
 */
export function leaveNetworkSourcesOut(samples: readonly NetworkSample[]): {
  readonly outcomes: readonly NetworkOutcome[];
  /** The best for all sources: for the head that is trained on all of them. */
  readonly temperature: number;
} {
  const folds = [...new Set(samples.map(({ source }) => source))].map((source) => ({
    head: trained(samples.filter((sample) => sample.source !== source)),
    originals: samples.filter((sample) => sample.source === source && sample.copy === 'original'),
  }));
  const outcomes = folds.flatMap((fold) => {
    const temperature = bestTemperature(folds.filter((other) => other !== fold));
    return fold.originals.map((sample) => ({ sample, estimate: estimated(sample, fold.head, temperature) }));
  });
  return { outcomes, temperature: bestTemperature(folds) };
}

interface Fold {
  readonly head: Trained;
  readonly originals: readonly NetworkSample[];
}

/** The temperature under which the right types were least surprising, to 3 %. */
function bestTemperature(folds: readonly Fold[]): number {
  let best = { temperature: 1, loss: Number.POSITIVE_INFINITY };
  for (let temperature = 0.3; temperature < 3; temperature *= 1.03) {
    let loss = 0;
    for (const { head, originals } of folds) {
      for (const sample of originals)
        loss -= Math.log(estimated(sample, head, temperature).probabilities[sample.type] + 1e-9);
    }
    if (loss < best.loss) best = { temperature, loss };
  }
  return best.temperature;
}

/** A head trained on everything, with the temperature that suits heads on sources they have not seen. */
export function completeNetworkHead(
  samples: readonly NetworkSample[],
  temperature: number,
  figures: NetworkHead['figures'],
): NetworkHead {
  return { ...trained(samples), temperature, figures };
}
