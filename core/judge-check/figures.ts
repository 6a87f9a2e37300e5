import type { ByType } from '../image-type.ts';
import { accuracyBySource, type SourcedOutcome } from './by-source.ts';
import { type Band, calibration, calibrationError, type Sure, sureFrom } from './calibration.ts';
import type { CheckedImage, JudgeCheck } from './check-record.ts';
import { accuracy, confusion, isRight, recall } from './outcome.ts';
import { type Ranking, ranking } from './ranking.ts';
import { type Share, shareOf, shareWhere } from './wilson.ts';

/** Confidences from which on verdicts might be acted on. */
const SURE_FROM = [0.6, 0.7, 0.8, 0.9] as const;

/** Two looks at the same images, among other neighbours. */
export interface Repeated {
  readonly sameType: Share;
  /** Mean difference of the two scores, in points of ten. */
  readonly scoresApart: number;
}

/** How right a judge is about the images of one source. */
export interface SourceFigures {
  readonly source: string;
  readonly right: Share;
}

/** Everything that a check says about a judge. */
export interface CheckFigures {
  readonly accuracy: Share;
  /** The ends of the interval where whole sources are drawn; undefined where the labels name fewer than two. */
  readonly bySource: { readonly low: number; readonly high: number } | undefined;
  /** Worst first. */
  readonly sources: readonly SourceFigures[];
  readonly recall: ByType<Share>;
  readonly confusion: readonly (readonly number[])[];
  readonly calibration: readonly Band[];
  readonly calibrationError: number;
  readonly sure: readonly Sure[];
  /** Verdicts that the judge itself calls unsure, and how many of the others are right. */
  readonly unsure: Share;
  readonly rightWhereSure: Share;
  readonly ranking: readonly Ranking[];
  readonly repeated: Repeated | undefined;
  /** What 1,000 images cost in USD and take in seconds. */
  readonly per1000: { readonly usd: number; readonly seconds: number };
  /** Images without a verdict: the judge refused, or its answer could not be used. */
  readonly silent: readonly CheckedImage[];
  /** Most confident first: those do the harm. */
  readonly wrong: readonly CheckedImage[];
}

/** Computes the figures of a check. Images without a verdict count as wrong nowhere; they are named. */
export function checkFigures({ images, usage, ms }: JudgeCheck): CheckFigures {
  const outcomes = images.flatMap(outcomeOf);
  const sources = [...Map.groupBy(outcomes, ({ source }) => source)];
  const sourced = sources.filter(([source]) => source !== '');
  const perImage = (total: number) => (images.length === 0 ? 0 : (total / images.length) * 1000);
  return {
    accuracy: accuracy(outcomes),
    bySource: sourced.length < 2 ? undefined : accuracyBySource(outcomes),
    sources: sourced
      .map(([source, own]) => ({ source, right: accuracy(own) }))
      .sort((a, b) => a.right.share - b.right.share || b.right.of - a.right.of),
    recall: recall(outcomes),
    confusion: confusion(outcomes),
    calibration: calibration(outcomes),
    calibrationError: calibrationError(outcomes),
    sure: SURE_FROM.map((from) => sureFrom(outcomes, from)),
    unsure: shareWhere(outcomes, ({ unsure }) => unsure),
    rightWhereSure: accuracy(outcomes.filter(({ unsure }) => !unsure)),
    ranking: ranking(images.flatMap(pairsOf)),
    repeated: repeatedOf(images),
    per1000: { usd: perImage(usage.usd), seconds: perImage(ms / 1000) },
    silent: images.filter(({ said }) => said === undefined),
    wrong: images
      .filter(({ truth, said }) => said !== undefined && said.type !== truth)
      .sort((a, b) => (b.said?.confidence ?? 0) - (a.said?.confidence ?? 0)),
  };
}

function outcomeOf({ truth, said, source }: CheckedImage): readonly (SourcedOutcome & { readonly unsure: boolean })[] {
  if (said === undefined) return [];
  return [{ truth, said: said.type, confidence: said.confidence, source, unsure: said.unsure }];
}

function pairsOf({ truth, said, copies = {} }: CheckedImage) {
  if (said === undefined) return [];
  return Object.entries(copies).map(([degradation, copy]) => ({
    type: truth,
    degradation,
    original: said.score,
    copy,
  }));
}

function repeatedOf(images: readonly CheckedImage[]): Repeated | undefined {
  const pairs = images.flatMap(({ said, again }) =>
    said === undefined || again === undefined ? [] : [{ said, again }],
  );
  if (pairs.length === 0) return undefined;
  const apart = pairs.reduce((sum, { said, again }) => sum + Math.abs(said.score - again.score), 0);
  return {
    sameType: shareOf(pairs.filter(({ said, again }) => said.type === again.type).length, pairs.length),
    scoresApart: apart / pairs.length,
  };
}

/** Whether what was said of an image is right; undefined where nothing was. */
export function isRightAbout({ truth, said }: CheckedImage): boolean | undefined {
  return said === undefined ? undefined : isRight({ truth, said: said.type, confidence: said.confidence });
}
