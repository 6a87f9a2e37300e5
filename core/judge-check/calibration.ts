import { accuracy, isRight, type Outcome } from './outcome.ts';
import { type Share, shareWhere } from './wilson.ts';

/** Verdicts of like confidence. A judge is honest where `right.share` agrees with `confidence`. */
export interface Band {
  readonly from: number;
  readonly to: number;
  /** Their mean confidence; the middle of the band where there are none. */
  readonly confidence: number;
  readonly right: Share;
}

/** Where bands end: fine near 1, where verdicts are acted on; one type in three is chance, so little lies below a half. */
const EDGES = [0, 0.5, 0.6, 0.7, 0.8, 0.9, 1] as const;

/** Confidence against correctness, band by band. */
export function calibration(outcomes: readonly Outcome[]): readonly Band[] {
  return EDGES.slice(1).map((to, i) => {
    const from = EDGES[i] ?? 0;
    const inside = outcomes.filter(({ confidence }) => confidence >= from && (confidence < to || to === 1));
    const sum = inside.reduce((total, { confidence }) => total + confidence, 0);
    return {
      from,
      to,
      confidence: inside.length === 0 ? (from + to) / 2 : sum / inside.length,
      right: accuracy(inside),
    };
  });
}

/** Expected calibration error: how far confidence and correctness are apart on average, each image counted once; 0 is best. */
export function calibrationError(outcomes: readonly Outcome[]): number {
  const apart = calibration(outcomes).map(({ confidence, right }) => right.of * Math.abs(right.share - confidence));
  return apart.reduce((sum, each) => sum + each, 0) / Math.max(1, outcomes.length);
}

/** What one gets by acting only on verdicts that are sure enough. */
export interface Sure {
  readonly from: number;
  /** How many verdicts are at least this sure. */
  readonly coverage: Share;
  /** How many of those are right. */
  readonly right: Share;
}

/** Coverage and accuracy at or above a confidence. */
export function sureFrom(outcomes: readonly Outcome[], from: number): Sure {
  const isSure = ({ confidence }: Outcome) => confidence >= from;
  return { from, coverage: shareWhere(outcomes, isSure), right: shareWhere(outcomes.filter(isSure), isRight) };
}
