import { createContext, useContext, useSyncExternalStore } from 'react';

/** The status line: what just happened, or why something could not. Read out politely. */
export class Status {
  readonly #listeners = new Set<() => void>();
  #words = '';

  readonly say = (words: string): void => {
    // The same words again are news again: a reader says them only if the text changes.
    this.#words = words === this.#words ? `${words}\u00A0` : words;
    for (const listener of this.#listeners) listener();
  };

  readonly words = (): string => this.#words;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
}

/** The page's status line. */
export const StatusContext = createContext(new Status());

/** Puts words into the status line. */
export function useSay(): (words: string) => void {
  return useContext(StatusContext).say;
}

/** What the status line says. */
export function useStatusWords(): string {
  const status = useContext(StatusContext);
  return useSyncExternalStore(status.subscribe, status.words);
}
