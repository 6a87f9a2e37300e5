import { decisionKey, type LastWords } from '../../core/desk/rules/last-words.ts';
import type { RunChanges } from '../server/queries.ts';
import type { Review } from './review-desk.tsx';

/** A change by where it is. */
export interface Place {
  readonly actor: string;
  readonly change: string;
}

/** Every change of a run in the order of review, which does not move while somebody reviews. */
export function frozenQueue(review: Review, changes: RunChanges | undefined): readonly string[] {
  if (review.queue.actors === undefined && changes !== undefined)
    review.queue.actors = [...new Set(changes.changes.map(({ actor }) => actor))];
  return review.queue.actors ?? [];
}

/** Where an item of a run stands in the order of review, so that "next" is the same next for everybody. */
export function inOrder(queue: readonly string[], changes: RunChanges): readonly Place[] {
  const rank = new Map(queue.map((actor, at) => [actor, at]));
  return changes.changes
    .map(({ actor, change }) => ({ actor, change: change.id }))
    .sort((a, b) => (rank.get(a.actor) ?? 0) - (rank.get(b.actor) ?? 0));
}

/** The next undecided behind a place, or the one before it; goes round once; undefined where all is decided. */
export function nextUndecided(
  places: readonly Place[],
  words: LastWords,
  from: Place | undefined,
  step: 1 | -1,
): Place | undefined {
  const at = places.findIndex(({ actor, change }) => actor === from?.actor && change === from.change);
  const count = places.length;
  for (let away = 1; away <= count; away++) {
    const place = places[((((at < 0 && step > 0 ? -1 : at) + away * step) % count) + count) % count];
    if (place !== undefined && words.about(place.actor, place.change) === undefined) return place;
  }
  return undefined;
}

/** How many of a run's items are decided. */
export function decidedCount({ changes }: RunChanges, words: LastWords): number {
  return changes.filter(({ actor, change }) => words.about(actor, change.id) !== undefined).length;
}

/** One text per item, as it is kept among what was seen. */
export const itemKey = decisionKey;
