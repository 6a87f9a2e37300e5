import { type SeededRandom, seededRandom } from '../seeded-random.ts';
import { isRight, type Outcome } from './outcome.ts';

/** An outcome with where its image is from. */
export interface SourcedOutcome extends Outcome {
  readonly source: string;
}

/** Draws of sources: the ends of the interval move by less than .005 between seeds. */
const DRAWS = 2000;

/**
 * Between which accuracies the true one lies (95 %), by drawing as many sources as there are, with repetition, again and again
 * (a cluster bootstrap): images of one source resemble each other, so sources are what counts as independent.
 */
export function accuracyBySource(outcomes: readonly SourcedOutcome[], seed = 1): { low: number; high: number } {
  const sources = [...Map.groupBy(outcomes, ({ source }) => source).values()].map((own) => ({
    right: own.filter(isRight).length,
    of: own.length,
  }));
  const random = seededRandom(seed, 'sources');
  const shares = Array.from({ length: DRAWS }, () => drawnShare(sources, random)).sort((a, b) => a - b);
  return { low: shares[Math.floor(DRAWS * 0.025)] ?? 0, high: shares[Math.ceil(DRAWS * 0.975) - 1] ?? 1 };
}

function drawnShare(sources: readonly { right: number; of: number }[], random: SeededRandom): number {
  let [right, of] = [0, 0];
  for (let i = 0; i < sources.length; i++) {
    const source = sources[Math.floor(random.next() * sources.length)];
    right += source?.right ?? 0;
    of += source?.of ?? 0;
  }
  return right / Math.max(1, of);
}
