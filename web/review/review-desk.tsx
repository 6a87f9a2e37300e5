import { createContext, type ReactNode, useContext, useEffect, useMemo, useSyncExternalStore } from 'react';
import { type Decisions, DecisionStore } from './decision-store.ts';
import { type Seen, seenOf } from './seen.ts';

/** The decisions of a run and what was seen of it, as long as the page is open. */
export interface Review {
  readonly store: DecisionStore;
  readonly seen: Seen;
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
    const review = { store: new DecisionStore(run, planHash, by), seen: seenOf(run, planHash) };
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

/** The review of a run's plans. */
export function useReview(run: string, planHash: string, by: string): Review {
  const desk = useContext(ReviewContext);
  return desk.of(run, planHash, by);
}

/** How often others' decisions are asked for, in milliseconds. */
const OTHERS_MS = 10_000;

/** The decisions of a review, kept fresh while the screen is shown. */
export function useDecisions(store: DecisionStore): Decisions {
  useEffect(() => {
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
  return useSyncExternalStore(store.subscribe, store.snapshot);
}
