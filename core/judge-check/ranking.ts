import { type ByType, byType, type ImageType } from '../image-type.ts';
import { type Share, shareWhere } from './wilson.ts';

/** Scores of an image and of a copy of it that was made worse. */
export interface ScoredPair {
  readonly type: ImageType;
  /** In which way the copy was made worse. */
  readonly degradation: string;
  readonly original: number;
  readonly copy: number;
}

/** How often a judge sees that copies are worse. */
export interface Ranking {
  readonly degradation: string;
  /** Copies that score below their originals; a tie is no ranking. */
  readonly below: Share;
  readonly byType: ByType<Share>;
  /** Mean score of the copies. */
  readonly score: number;
}

/** Per degradation, in the order they are met: how many copies score below their originals. */
export function ranking(pairs: readonly ScoredPair[]): readonly Ranking[] {
  const isBelow = ({ original, copy }: ScoredPair) => copy < original;
  return [...Map.groupBy(pairs, ({ degradation }) => degradation)].map(([degradation, own]) => ({
    degradation,
    below: shareWhere(own, isBelow),
    byType: byType((type) =>
      shareWhere(
        own.filter((pair) => pair.type === type),
        isBelow,
      ),
    ),
    score: own.reduce((sum, { copy }) => sum + copy, 0) / own.length,
  }));
}
