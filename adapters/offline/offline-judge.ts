import { createHash } from 'node:crypto';
import { IMAGE_TYPES, TYPE_NAMES } from '../../core/image-type.ts';
import type { PictureFacts } from '../../core/judging/picture-facts.ts';
import { type JudgeSignature, NO_USAGE, type Verdict } from '../../core/judging/verdict.ts';
import type { Judge, JudgeCell } from '../../core/ports/judge.ts';
import { estimateByNetwork, estimateType, type TypeEstimate } from './estimate-type.ts';
import { committedHead, type Figures, type Head } from './head.ts';
import type { NetworkHead } from './network/network-head.ts';
import { NETWORK_STATISTICS } from './network/statistics-names.ts';
import { technicalQuality } from './technical-quality.ts';

/** To be raised with every change of the statistics or the quality rules; a new head changes the key by itself. */
const STATISTICS_MODEL = 'offline-statistics-2';
const NETWORK_MODEL = 'offline-network-1';

/**
 * From which probability of nsfwjs' pornographic classes on an image is flagged. It is a warning for a person and nothing else:
 * of 279 labelled images, none of which is explicit, the highest has .62.
 */
const EXPLICIT_FROM = 0.8;

const ODD_WORDS = {
  tiny: 'too small to tell its type',
  blank: 'blank: no type to tell',
  unusual: 'unlike the images the estimate was trained on',
} as const;

/**
 * Judges by pixel statistics, and by what a small network saw where its head is given: no key, no network, no cost, the same answer every time. It needs the facts the codec
 * measured and no sheet. Its confidence is how often such a verdict was right on sources it had not seen.
 *
 * Errors: RecordCorrupt when facts lack a statistic (measured by another version).
 */
export function offlineJudge(network?: NetworkHead | undefined): Judge {
  const eyes = network === undefined ? statisticsEyes(committedHead()) : networkEyes(network);
  return {
    signatures: [eyes.signature],
    sheetCells: undefined,
    readsStatistics: true,
    costCeiling: () => 0,
    judge: async ({ cells }, { signal }) => {
      signal.throwIfAborted();
      const verdicts = new Map(cells.map((cell) => [cell.label, verdict(cell, eyes)]));
      return { verdicts, analysis: analysis(verdicts, eyes), usage: NO_USAGE };
    },
  };
}

/** One of the two ways of telling types, and how it is called. */
interface Eyes {
  readonly signature: JudgeSignature;
  readonly by: string;
  readonly figures: Figures;
  readonly estimate: (statistics: PictureFacts['statistics']) => TypeEstimate;
}

function statisticsEyes(head: Head): Eyes {
  const by = 'pixel statistics';
  const estimate = (statistics: PictureFacts['statistics']) => estimateType(statistics, head);
  return { signature: signatureOf(STATISTICS_MODEL, head), by, figures: head.figures, estimate };
}

function networkEyes(head: NetworkHead): Eyes {
  const by = 'a small network on this machine';
  const estimate = (statistics: PictureFacts['statistics']) => estimateByNetwork(statistics, head);
  return { signature: signatureOf(NETWORK_MODEL, head), by, figures: head.figures, estimate };
}

function signatureOf(model: string, head: Head | NetworkHead): JudgeSignature {
  const hash = createHash('sha256').update(JSON.stringify(head)).digest('hex').slice(0, 12);
  return { name: 'offline', model, key: `${model}-${hash}` };
}

function verdict({ facts }: JudgeCell, { estimate, signature }: Eyes): Verdict {
  const said = estimate(facts.statistics);
  const { score, reason } = technicalQuality(facts.statistics, said.probabilities.photorealistic);
  const warning = warningOf(facts.statistics);
  return {
    type: said.type,
    score,
    reason: withOddity(reason, said),
    confidence: said.confidence,
    judge: signature,
    ...(warning === undefined ? {} : { warning }),
  };
}

function warningOf(statistics: PictureFacts['statistics']): string | undefined {
  const explicit = statistics[NETWORK_STATISTICS.explicit] ?? 0;
  return explicit < EXPLICIT_FROM
    ? undefined
    : `may be explicit (${Math.round(explicit * 100)} % by nsfwjs): have a look`;
}

function withOddity(reason: string, { odd }: TypeEstimate): string {
  return odd === undefined ? reason : `${reason}; ${ODD_WORDS[odd]}`;
}

function analysis(said: ReadonlyMap<string, Verdict>, { figures, by }: Eyes): string {
  const verdicts = [...said.values()];
  const counts = IMAGE_TYPES.map((type) => `${verdicts.filter((v) => v.type === type).length} ${TYPE_NAMES[type]}`);
  const mean = verdicts.reduce((sum, v) => sum + v.score, 0) / Math.max(1, verdicts.length);
  const quality = verdicts.length === 0 ? '' : ` Mean technical quality ${mean.toFixed(1)} of 10.`;
  return (
    `Offline estimate by ${by}: ${counts.join(', ')}.${quality}${flaggedWords(said)} ` +
    `Its types were right for ${Math.round(figures.accuracy * 100)} of 100 images from sources it had not seen; ` +
    'it has no opinion on likeness, pose or composition.'
  );
}

/** Labels that an analysis names: the rest is in the verdicts. */
const NAMED = 10;

function flaggedWords(said: ReadonlyMap<string, Verdict>): string {
  const labels = [...said].filter(([, { warning }]) => warning !== undefined).map(([label]) => label);
  if (labels.length === 0) return '';
  return ` To be looked at, because they may be explicit: ${labels.slice(0, NAMED).join(', ')}${labels.length > NAMED ? ' …' : ''}.`;
}
