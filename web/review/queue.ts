import { decisionKey, type LastWords } from '../../core/desk/rules/last-words.ts';
import type { RunChanges } from '../server/queries.ts';
import type { Review } from './review-desk.tsx';

/** Every change of a run in the order of review, which does not move while somebody reviews. */
export function frozenQueue(review: Review, changes: RunChanges | undefined): readonly string[] {
  if (review.queue.actors === undefined && changes !== undefined)
    review.queue.actors = [...new Set(changes.changes.map(({ actor }) => actor))];
  return review.queue.actors ?? [];
}

/** How many of a run's items are decided. */
export function decidedCount({ changes }: RunChanges, words: LastWords): number {
  return changes.filter(({ actor, change }) => words.about(actor, change.id) !== undefined).length;
}

/** One text per item, as it is kept among what was seen. */
export const itemKey = decisionKey;
