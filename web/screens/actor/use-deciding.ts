import type { DeskActor } from '../../../core/desk/contract/actor.ts';
import type { DeskDecision, Outcome } from '../../../core/desk/contract/decisions.ts';
import { carryOutFor, outcomeFor, proposedOutcome } from '../../../core/desk/rules/outcome.ts';
import { isBlindCheck } from '../../../core/desk/rules/sample.ts';
import { unlessRole, useSession } from '../../app/session.tsx';
import { useSay } from '../../app/status.ts';
import type { Decisions } from '../../review/decision-store.ts';
import { itemKey } from '../../review/queue.ts';
import type { Review } from '../../review/review-desk.tsx';
import type { Tile } from './tiles.ts';
import type { Focus } from './use-focus.ts';

/** What a key or a button decides. */
export type Wish = Outcome | 'agree' | null;

/** Deciding about the pictures of one actor. Answers of functions say why they could not act. */
export interface Deciding {
  readonly planned: readonly Tile[];
  readonly decided: number;
  outcomeOf(tile: Tile): Outcome | null;
  /** Whether what the plan says is hidden until it is decided. */
  isBlind(tile: Tile): boolean;
  /** Who decided last, where it was somebody else. */
  otherOf(tile: Tile): string | undefined;
  decide(wish: Wish): string | undefined;
  /** Agrees with what is left and was seen; answers the tile where something is left. */
  agreeRest(): { readonly agreed: number; readonly left: Tile | undefined } | string;
}

/** See {@link Deciding}. `review` is null where there is nothing to decide. */
export function useDeciding(
  data: DeskActor,
  tiles: readonly Tile[],
  focus: Focus,
  review: Review | null,
  decisions: Decisions,
): Deciding {
  const session = useSession();
  const say = useSay();
  const { actor } = data;
  const planned = tiles.filter(({ change }) => change !== undefined);
  const wordOf = (tile: Tile) =>
    tile.change === undefined ? undefined : decisions.words.about(actor, tile.change.change.id);
  const outcomeOf = (tile: Tile) =>
    tile.change === undefined ? null : outcomeFor(tile.change.change, wordOf(tile)?.carryOut);
  const seenKey = (tile: Tile) => itemKey(actor, tile.key);
  const isBlind = (tile: Tile) =>
    review !== null &&
    tile.change?.change.kind === 'retire' &&
    wordOf(tile) === undefined &&
    review.seen.answered(seenKey(tile)) === undefined &&
    isBlindCheck(review.store.run, actor, tile.key, session.blindOneIn);

  const send = (pairs: readonly (readonly [Tile, Outcome | null])[]) => {
    const changed = pairs.filter(([tile, outcome]) => outcomeOf(tile) !== outcome);
    const sent = changed.map(([tile, outcome]): DeskDecision => ({ actor, change: tile.key, outcome }));
    const said = changed.flatMap(([{ key, change }, outcome]) =>
      change === undefined ? [] : [{ actor, change: key, carryOut: carryOutFor(change.change, outcome) }],
    );
    if (sent.length > 0) review?.store.decide(sent, said);
  };

  const whyNot = (): string | undefined => {
    if (review === null) return 'Nothing to decide here: no plan of this actor waits for a decision.';
    return unlessRole(session, 'reviewer');
  };

  const decideOne = (tile: Tile, wish: Wish): string | undefined => {
    const { change } = tile;
    if (change === undefined) return 'The plan leaves this picture in: nothing to decide. Pin it to keep it for good.';
    const blind = isBlind(tile);
    if (blind && wish === 'agree') return 'A blind look: say in or out yourself, then the plan is shown.';
    const proposed = proposedOutcome(change.change);
    const outcome = wish === 'agree' ? proposed : wish;
    if (blind && outcome !== null) review?.seen.answer(seenKey(tile), outcome === proposed);
    send([[tile, outcome]]);
    const at = planned.findIndex(({ key }) => key === tile.key);
    const shown = blind && outcome !== null ? ` · blind look: the plan says ${proposed} too` : '';
    const blindWords =
      blind && outcome !== null && outcome !== proposed ? ` · blind look: the plan says ${proposed}` : shown;
    if (outcome === null) say('undecided again');
    else if (at + 1 < planned.length) {
      say(`${outcome}, ${at + 1} of ${planned.length}${blindWords}`);
      focus.to(planned[at + 1]?.key ?? tile.key);
    } else say(`${outcome}, ${at + 1} of ${planned.length}${blindWords} · the last of this actor; ] goes to the next`);
    return undefined;
  };

  const decideSelected = (wish: Wish): string | undefined => {
    const chosen = planned.filter(({ key }) => focus.selected.has(key));
    const fit = chosen.filter((tile) => wish !== 'agree' || !isBlind(tile));
    send(
      fit.map((tile) => {
        const proposed = tile.change === undefined ? 'in' : proposedOutcome(tile.change.change);
        return [tile, wish === 'agree' ? proposed : wish] as const;
      }),
    );
    focus.select([]);
    const left = chosen.length - fit.length;
    const words = wish === null ? 'undecided again' : wish === 'agree' ? 'agreed' : wish;
    say(`${words}: ${fit.length} selected${left === 0 ? '' : `, ${left} left for a blind look`}`);
    return undefined;
  };

  return {
    planned,
    decided: planned.filter((tile) => wordOf(tile) !== undefined).length,
    outcomeOf,
    isBlind,
    otherOf: (tile) => {
      const by = wordOf(tile)?.by;
      return by === session.user ? undefined : by;
    },
    decide: (wish) => {
      const why = whyNot();
      if (why !== undefined) return why;
      if (focus.selected.size > 0) return decideSelected(wish);
      const tile = tiles.find(({ key }) => key === focus.key);
      return tile === undefined ? 'No picture has the focus.' : decideOne(tile, wish);
    },
    agreeRest: () => {
      const why = whyNot();
      if (why !== undefined) return why;
      const open = planned.filter((tile) => wordOf(tile) === undefined);
      const fit = open.filter((tile) => review?.seen.was(seenKey(tile), 'shown') === true && !isBlind(tile));
      send(
        fit.flatMap((tile) =>
          tile.change === undefined ? [] : [[tile, proposedOutcome(tile.change.change)] as const],
        ),
      );
      return { agreed: fit.length, left: open.find((tile) => !fit.includes(tile)) };
    },
  };
}
