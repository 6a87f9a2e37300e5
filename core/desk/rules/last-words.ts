/** One thing that was said of a change, or of a whole actor where it names none. */
export interface Said {
  readonly actor: string;
  readonly change?: string | null | undefined;
  /** Null takes back what was said before. Says nothing where `prompt` is there. */
  readonly carryOut: boolean | null;
  /** The prompt to be sent for this change instead of the plan's; null for the plan's again. */
  readonly prompt?: string | null | undefined;
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

/** A prompt that somebody wrote in place of the plan's. */
export interface EditedPrompt {
  readonly prompt: string;
  readonly by: string;
  readonly at: string;
}

/** The present state of the decisions: a fold of their log. */
export interface LastWords {
  /** Of a change: what was said of it, else of its whole actor; undefined where it is undecided. */
  about(actor: string, change: string): (LastWord & { readonly carryOut: boolean }) | undefined;
  /** The prompt that holds for a change in place of the plan's; undefined where it is the plan's. */
  prompt(actor: string, change: string): EditedPrompt | undefined;
}

/** One text per change or actor. */
export function decisionKey(actor: string, change: string | null | undefined): string {
  return JSON.stringify([actor, change ?? null]);
}

/** Whether something is said of the prompt of a change, and nothing of carrying it out. */
export function isAboutPrompt({ prompt }: Said): boolean {
  return prompt !== undefined;
}

/** Folds the log, in its order: the last word about each thing holds. */
export function lastWords(log: Iterable<SaidAtOnce>): LastWords {
  const last = new Map<string, LastWord>();
  const prompts = new Map<string, EditedPrompt>();
  for (const { by, at, decisions } of log)
    for (const { actor, change, carryOut, prompt } of decisions) {
      const key = decisionKey(actor, change);
      if (prompt === undefined) last.set(key, { carryOut, by, at });
      else if (prompt === null) prompts.delete(key);
      else prompts.set(key, { prompt, by, at });
    }
  const said = (key: string) => {
    const word = last.get(key);
    return word === undefined || word.carryOut === null ? undefined : { ...word, carryOut: word.carryOut };
  };
  return {
    about: (actor, change) => said(decisionKey(actor, change)) ?? said(decisionKey(actor, null)),
    prompt: (actor, change) => prompts.get(decisionKey(actor, change)),
  };
}
