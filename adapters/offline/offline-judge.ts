import { createHash } from 'node:crypto';
import { IMAGE_TYPES, TYPE_NAMES } from '../../core/image-type.ts';
import type { JudgeSignature, Verdict } from '../../core/judging/verdict.ts';
import { NO_USAGE } from '../../core/judging/verdict.ts';
import type { Judge, JudgeCell } from '../../core/ports/judge.ts';
import { estimateType, type TypeEstimate } from './estimate-type.ts';
import { committedHead, type Head } from './head.ts';
import { technicalQuality } from './technical-quality.ts';

/** To be raised with every change of the statistics or the quality rules; a new head changes the key by itself. */
const MODEL = 'offline-statistics-1';

const ODD_WORDS = {
  tiny: 'too small to tell its type',
  blank: 'blank: no type to tell',
  unusual: 'unlike the images the estimate was trained on',
} as const;

/**
 * Judges by pixel statistics alone: no key, no network, no cost, the same answer every time. It needs the facts the codec
 * measured and no sheet. Its confidence is how often such a verdict was right on sources it had not seen.
 *
 * Errors: RecordCorrupt when facts lack a statistic (measured by another version).
 */
export function offlineJudge(): Judge {
  const head = committedHead();
  const signature = signatureOf(head);
  return {
    signatures: [signature],
    sheetCells: undefined,
    readsStatistics: true,
    costCeiling: () => 0,
    judge: async ({ cells }, { signal }) => {
      signal.throwIfAborted();
      const verdicts = new Map(cells.map((cell) => [cell.label, verdict(cell, head, signature)]));
      return { verdicts, analysis: analysis([...verdicts.values()], head), usage: NO_USAGE };
    },
  };
}

function signatureOf(head: Head): JudgeSignature {
  const hash = createHash('sha256').update(JSON.stringify(head)).digest('hex').slice(0, 12);
  return { name: 'offline', model: MODEL, key: `${MODEL}-${hash}` };
}

function verdict({ facts }: JudgeCell, head: Head, judge: JudgeSignature): Verdict {
  const estimate = estimateType(facts.statistics, head);
  const { score, reason } = technicalQuality(facts.statistics, estimate.probabilities.photorealistic);
  return { type: estimate.type, score, reason: withOddity(reason, estimate), confidence: estimate.confidence, judge };
}

function withOddity(reason: string, { odd }: TypeEstimate): string {
  return odd === undefined ? reason : `${reason}; ${ODD_WORDS[odd]}`;
}

function analysis(verdicts: readonly Verdict[], { figures }: Head): string {
  const counts = IMAGE_TYPES.map((type) => `${verdicts.filter((v) => v.type === type).length} ${TYPE_NAMES[type]}`);
  const mean = verdicts.reduce((sum, v) => sum + v.score, 0) / Math.max(1, verdicts.length);
  const quality = verdicts.length === 0 ? '' : ` Mean technical quality ${mean.toFixed(1)} of 10.`;
  return (
    `Offline estimate from pixel statistics: ${counts.join(', ')}.${quality} ` +
    `Its types were right for ${Math.round(figures.accuracy * 100)} of 100 images from sources it had not seen; ` +
    'it has no opinion on likeness, pose or composition.'
  );
}
