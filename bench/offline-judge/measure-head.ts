import { estimateType, type TypeEstimate } from '../../adapters/offline/estimate-type.ts';
import type { Figures, Head } from '../../adapters/offline/head.ts';
import { byType } from '../../core/image-type.ts';
import type { Label, Sample } from './samples.ts';
import { type Trained, trainHead } from './train-head.ts';

/** A sample and what a head said of it that never saw its source. */
export interface Outcome {
  readonly sample: Label;
  readonly estimate: TypeEstimate;
}

/** Figures of any head, as needed to estimate with one before anything was measured. */
export const NO_FIGURES: Figures = {
  date: '2000-01-01',
  images: 1,
  sources: 1,
  accuracy: 0,
  recall: byType(() => 0),
  bwPhotographRecall: 0,
  confident: [],
};

/** Trains without each source in turn and estimates its originals; also finds the temperature, from the same outcomes. */
export function leaveSourcesOut(samples: readonly Sample[]): { outcomes: Outcome[]; temperature: number } {
  const folds: { head: Trained; originals: Sample[] }[] = [];
  for (const source of new Set(samples.map((s) => s.source))) {
    const head = trainHead(samples.filter((s) => s.source !== source));
    folds.push({ head, originals: samples.filter((s) => s.source === source && s.copy === 'original') });
  }
  const at = (temperature: number) =>
    folds.flatMap(({ head, originals }) =>
      originals.map((sample) => ({
        sample,
        estimate: estimateType(sample.statistics, { ...head, temperature, figures: NO_FIGURES }),
      })),
    );
  const temperature = bestTemperature(at);
  return { outcomes: at(temperature), temperature };
}

/** The temperature under which the right types were least surprising, to 2 %. */
function bestTemperature(at: (temperature: number) => Outcome[]): number {
  let best = { temperature: 1, loss: Number.POSITIVE_INFINITY };
  for (let temperature = 0.5; temperature < 5; temperature *= 1.02) {
    const loss = at(temperature).reduce(
      (sum, { sample, estimate }) => sum - Math.log(estimate.probabilities[sample.type] + 1e-9),
      0,
    );
    if (loss < best.loss) best = { temperature, loss };
  }
  return best.temperature;
}

/** The figures of head.json from outcomes. */
export function figuresOf(outcomes: readonly Outcome[], date: string): Figures {
  return {
    date,
    images: outcomes.length,
    sources: new Set(outcomes.map(({ sample }) => sample.source)).size,
    accuracy: accuracy(outcomes),
    recall: byType((type) => accuracy(outcomes.filter(({ sample }) => sample.type === type))),
    bwPhotographRecall: accuracy(outcomes.filter(({ sample }) => sample.bwPhotograph)),
    confident: [0.6, 0.7, 0.8, 0.9].map((from) => {
      const sure = outcomes.filter(({ estimate }) => estimate.confidence >= from);
      return { from, coverage: rounded(sure.length / outcomes.length), accuracy: accuracy(sure) };
    }),
  };
}

/** Share of outcomes with the right type, three digits; 0 of none. */
export function accuracy(outcomes: readonly Outcome[]): number {
  const right = outcomes.filter(({ sample, estimate }) => sample.type === estimate.type).length;
  return rounded(right / Math.max(1, outcomes.length));
}

function rounded(share: number): number {
  return Math.round(share * 1000) / 1000;
}

/** A head ready to be written: trained on everything, with the figures of the left-out runs. */
export function completeHead(samples: readonly Sample[], temperature: number, figures: Figures): Head {
  return { ...trainHead(samples), temperature, figures };
}
