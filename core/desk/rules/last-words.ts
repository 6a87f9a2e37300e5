/** One thing that was said of a change, or of a whole actor where it names none. */
export interface Said {
  readonly actor: string;
  readonly change?: string | null | undefined;
  /** Null takes back what was said before. */
  readonly carryOut: boolean | null;
}

/** An entry of the log of decisions. */
export interface SaidAtOnce {
  readonly by: string;
  readonly at: string;
  readonly decisions: readonly Said[];
}

/** What was said last, by whom and when. */
export interface LastWord {
  readonly carryOut: boolean | null;
  readonly by: string;
  readonly at: string;
}

/** The present state of the decisions: a fold of their log. */
export interface LastWords {
  /** Of a change: what was said of it, else of its whole actor; undefined where it is undecided. */
  about(actor: string, change: string): (LastWord & { readonly carryOut: boolean }) | undefined;
}

/** One text per thing that can be decided about. */
export function decisionKey(actor: string, change: string | null | undefined): string {
  return JSON.stringify([actor, change ?? null]);
}

/** Folds the log, in its order: the last word about each thing holds. */
export function lastWords(log: Iterable<SaidAtOnce>): LastWords {
  const last = new Map<string, LastWord>();
  for (const { by, at, decisions } of log)
    for (const { actor, change, carryOut } of decisions) last.set(decisionKey(actor, change), { carryOut, by, at });
  const said = (key: string) => {
    const word = last.get(key);
    return word === undefined || word.carryOut === null ? undefined : { ...word, carryOut: word.carryOut };
  };
  return { about: (actor, change) => said(decisionKey(actor, change)) ?? said(decisionKey(actor, null)) };
}
