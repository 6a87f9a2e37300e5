import type { Pending } from './decision-log.ts';

/** What waits to be sent, kept over a reload of the tab. */
export interface KeptQueue {
  load(): readonly Pending[];
  save(pending: readonly Pending[]): void;
}

/** The queue of a run's decisions about these plans, in the tab's own storage: another tab sends its own. */
export function keptQueue(run: string, planHash: string): KeptQueue {
  const name = `evencast-queue/${run}/${planHash}`;
  return {
    load: () => {
      try {
        // Written by `save` alone, in the same tab.
        return JSON.parse(sessionStorage.getItem(name) ?? '[]') as readonly Pending[];
      } catch {
        return [];
      }
    },
    save: (pending) => {
      try {
        if (pending.length === 0) sessionStorage.removeItem(name);
        else sessionStorage.setItem(name, JSON.stringify(pending));
      } catch {
        // Without storage the queue lives as long as the page.
      }
    },
  };
}
