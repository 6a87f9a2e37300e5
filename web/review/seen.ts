/** Which items of a run this person has seen on the screen, and which they have looked at one by one. */
export interface Seen {
  /** Marks an item; `opened` says that it was looked at by itself. */
  mark(key: string, how: 'shown' | 'opened'): void;
  was(key: string, how: 'shown' | 'opened'): boolean;
  /** Blind checks that were answered, and whether answer and plan were the same. */
  answered(key: string): boolean | undefined;
  answer(key: string, agreed: boolean): void;
  answers(): readonly boolean[];
}

interface Kept {
  readonly shown: string[];
  readonly opened: string[];
  readonly blind: [string, boolean][];
}

/** Kept in the tab over a reload. */
export function seenOf(run: string, planHash: string): Seen {
  const name = `evencast-seen/${run}/${planHash}`;
  const kept = load(name);
  const sets = { shown: new Set(kept.shown), opened: new Set(kept.opened) };
  const blind = new Map(kept.blind);
  const save = () => {
    try {
      const now: Kept = { shown: [...sets.shown], opened: [...sets.opened], blind: [...blind] };
      sessionStorage.setItem(name, JSON.stringify(now));
    } catch {
      // Without storage it lives as long as the page.
    }
  };
  return {
    mark: (key, how) => {
      if (sets[how].has(key)) return;
      sets[how].add(key);
      if (how === 'opened') sets.shown.add(key);
      save();
    },
    was: (key, how) => sets[how].has(key),
    answered: (key) => blind.get(key),
    answer: (key, agreed) => {
      if (blind.has(key)) return;
      blind.set(key, agreed);
      save();
    },
    answers: () => [...blind.values()],
  };
}

function load(name: string): Kept {
  try {
    // Written by `save` alone, in the same tab.
    return JSON.parse(sessionStorage.getItem(name) ?? '') as Kept;
  } catch {
    return { shown: [], opened: [], blind: [] };
  }
}
