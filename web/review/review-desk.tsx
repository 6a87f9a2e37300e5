import { createContext, type ReactNode, useContext, useEffect, useMemo, useSyncExternalStore } from 'react';
import { lastWords } from '../../core/desk/rules/last-words.ts';
import { DecisionStore, type Decisions } from './decision-store.ts';
import { type Seen, seenOf } from './seen.ts';

/** The decisions of a run and what was seen of it, as long as the page is open. */
export interface Review {
  readonly store: DecisionStore;
  readonly seen: Seen;
  /** Actors in the order of review. Frozen when the review begins: a list that moves while it is worked on skips some. */
  readonly queue: { actors: readonly string[] | undefined };
}

/** Every run that was opened in this tab: what is on its way goes on when another screen is shown. */
export class ReviewDesk {
  readonly #reviews = new Map<string, Review>();
  readonly #listeners = new Set<() => void>();
  #stores: readonly DecisionStore[] = [];

  /** The review of a run's plans by somebody. */
  of(run: string, planHash: string, by: string): Review {
    const name = `${run}/${planHash}`;
    const there = this.#reviews.get(name);
    if (there !== undefined) return there;
    const review = {
      store: new DecisionStore(run, planHash, by),
      seen: seenOf(run, planHash),
      queue: { actors: undefined },
    };
    this.#reviews.set(name, review);
    this.#stores = [...this.#stores, review.store];
    queueMicrotask(() => {
      for (const listener of this.#listeners) listener();
    });
    return review;
  }

  readonly stores = (): readonly DecisionStore[] => this.#stores;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
}

const ReviewContext = createContext(new ReviewDesk());

/** Gives the screens below their reviews. */
export function ReviewProvider({ children }: { readonly children: ReactNode }) {
  const desk = useMemo(() => new ReviewDesk(), []);
  return <ReviewContext value={desk}>{children}</ReviewContext>;
}

/** All stores of this tab. */
export function useStores(): readonly DecisionStore[] {
  const desk = useContext(ReviewContext);
  return useSyncExternalStore(desk.subscribe, desk.stores);
}

/** The review of a run's plans; null where there is nothing to decide. */
export function useReview(run: string | undefined, planHash: string | null | undefined, by: string): Review | null {
  const desk = useContext(ReviewContext);
  return run === undefined || planHash == null ? null : desk.of(run, planHash, by);
}

const NOBODY = () => () => undefined;

const NOTHING: Decisions = {
  ready: true,
  planHash: '',
  sequence: 0,
  log: [],
  words: lastWords([]),
  stacks: { undo: null, redo: null },
  unsaved: 0,
  failing: false,
  refusal: null,
  moved: [],
};

/** How often others' decisions are asked for, in milliseconds. */
const OTHERS_MS = 10_000;

/** The decisions of a review, kept fresh while the screen is shown; none where there is no review. */
export function useDecisions(store: DecisionStore | undefined): Decisions {
  useEffect(() => {
    if (store === undefined) return;
    const ask = () => {
      if (document.visibilityState === 'visible') void store.refresh();
    };
    const timer = setInterval(ask, OTHERS_MS);
    document.addEventListener('visibilitychange', ask);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', ask);
    };
  }, [store]);
  return useSyncExternalStore(store?.subscribe ?? NOBODY, store?.snapshot ?? (() => NOTHING));
}
