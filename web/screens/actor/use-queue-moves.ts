import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useLocation } from 'wouter';
import { outcomeFor } from '../../../core/desk/rules/outcome.ts';
import { actorAddress } from '../../app/addresses.ts';
import { useSay } from '../../app/status.ts';
import { preload } from '../../parts/picture.tsx';
import { counted } from '../../parts/words.ts';
import type { Decisions } from '../../review/decision-store.ts';
import { inOrder, nextUndecided } from '../../review/order.ts';
import { decidedCount, frozenQueue } from '../../review/queue.ts';
import type { Review } from '../../review/review-desk.tsx';
import { actorQuery, changesQuery } from '../../server/queries.ts';
import type { Tile } from './tiles.ts';
import type { Focus } from './use-focus.ts';

/** Going through the actors of a run. Answers say what happened or why nothing did. */
export interface QueueMoves {
  /** Place of this actor in the order of review, from 1; 0 where it is in none. */
  readonly at: number;
  readonly actors: number;
  readonly decided: number;
  readonly items: number;
  actor(step: 1 | -1, before?: string): string | undefined;
  undecided(step: 1 | -1): string | undefined;
  takeBack(which: 'undo' | 'redo'): string | undefined;
}

/** See {@link QueueMoves}. The next actor's pictures are fetched before they are asked for. */
export function useQueueMoves(
  actor: string,
  tiles: readonly Tile[],
  focus: Focus,
  review: Review | null,
  decisions: Decisions,
): QueueMoves {
  const [, navigate] = useLocation();
  const client = useQueryClient();
  const say = useSay();
  const run = review?.store.run;
  const { data: changes } = useQuery({ ...changesQuery(run ?? ''), enabled: run !== undefined });
  const queue = review === null ? [] : frozenQueue(review, changes);
  const at = queue.indexOf(actor);
  const following = queue[at + 1];

  useEffect(() => {
    if (run === undefined || following === undefined || at < 0) return;
    void client.prefetchQuery(actorQuery(following, run)).then(() => {
      const next = client.getQueryData(actorQuery(following, run).queryKey);
      preload(next?.changes.map(({ sha256 }) => sha256) ?? [], '320');
    });
  }, [client, following, run, at]);

  const goTo = (place: { readonly actor: string; readonly change: string }) => {
    if (place.actor === actor && tiles.some(({ key }) => key === place.change)) focus.to(place.change);
    else navigate(actorAddress(place.actor, run, place.change));
  };

  return {
    at: at + 1,
    actors: queue.length,
    decided: changes === undefined ? 0 : decidedCount(changes, decisions.words),
    items: changes?.changes.length ?? 0,
    actor: (step, before = '') => {
      const words = before === '' ? '' : `${before} · `;
      const next = at < 0 ? undefined : queue[at + step];
      if (next === undefined)
        return `${words}${at < 0 ? 'This actor is in no review.' : step > 0 ? 'This is the last actor.' : 'This is the first actor.'}`;
      say(`${words}actor ${at + 1 + step} of ${queue.length}`);
      navigate(actorAddress(next, run));
      return undefined;
    },
    undecided: (step) => {
      if (changes === undefined) return 'Nothing to decide here.';
      const from = focus.key === undefined ? undefined : { actor, change: focus.key };
      const next = nextUndecided(inOrder(queue, changes.changes), decisions.words, from, step);
      if (next === undefined) return 'Everything of this run is decided.';
      goTo(next);
      return undefined;
    },
    takeBack: (which) => {
      const said = review?.store.takeBack(which);
      if (said === undefined)
        return which === 'undo' ? 'There is nothing to take back.' : 'There is nothing to do again.';
      const first = said.find(({ change }) => change != null);
      const verb = which === 'undo' ? 'taken back' : 'done again';
      if (first?.change == null) return `${verb}: others decided since, nothing changes`;
      const change = changes?.changes.find((each) => each.actor === first.actor && each.change.id === first.change);
      const outcome = change === undefined ? null : outcomeFor(change.change, first.carryOut);
      goTo({ actor: first.actor, change: first.change });
      return `${verb}: ${said.length === 1 ? (outcome ?? 'undecided') : counted(said.length, 'picture')}`;
    },
  };
}
