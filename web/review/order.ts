import type { DeskChange } from '../../core/desk/contract/changes.ts';
import type { LastWords } from '../../core/desk/rules/last-words.ts';

/** A change by where it is. */
export interface Place {
  readonly actor: string;
  readonly change: string;
}

/** Where an item of a run stands in the order of review, so that "next" is the same next for everybody. */
export function inOrder(queue: readonly string[], changes: readonly DeskChange[]): readonly Place[] {
  const rank = new Map(queue.map((actor, at) => [actor, at]));
  return changes
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
