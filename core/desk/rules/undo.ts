import { decisionKey, isAboutPrompt, type Said, type SaidAtOnce } from './last-words.ts';

/** An entry of the log with its place, and the entry that it takes back. */
export interface Entered extends SaidAtOnce {
  readonly sequence: number;
  readonly undoes?: number | null | undefined;
}

/**
 * What must be said to take an entry back: of each thing in it what held before it, where nobody has said anything of that
 * thing since. Nothing is deleted from the log. Taking back an undo is redo.
 */
export function undoing(log: readonly Entered[], sequence: number): readonly Said[] {
  const at = log.findIndex((entry) => entry.sequence === sequence);
  const [before, entry, since] = [log.slice(0, Math.max(0, at)), log[at], log.slice(at + 1)];
  if (entry === undefined) return [];
  const later = new Set(standing(since).flatMap(({ decisions }) => decisions.map(keyOf)));
  const earlier = new Map(before.flatMap(({ decisions }) => decisions.map((said) => [keyOf(said), said])));
  const mentioned = new Map(entry.decisions.map((said) => [keyOf(said), said]));
  return [...mentioned]
    .filter(([key]) => !later.has(key))
    .map(([key, said]) => {
      const { actor, change } = said;
      const { carryOut = null, prompt = null } = earlier.get(key) ?? {};
      return isAboutPrompt(said) ? { actor, change, carryOut: null, prompt } : { actor, change, carryOut };
    });
}

/** The entries without those that were taken back, and without what took them back: together they say nothing. */
function standing(entries: readonly Entered[]): readonly Entered[] {
  const silent = new Set<number>();
  for (const { sequence, undoes } of entries.toReversed())
    if (!silent.has(sequence) && typeof undoes === 'number' && entries.some((each) => each.sequence === undoes))
      silent.add(sequence).add(undoes);
  return entries.filter(({ sequence }) => !silent.has(sequence));
}

const keyOf = (said: Said) => JSON.stringify([decisionKey(said.actor, said.change), isAboutPrompt(said)]);

/** The entries that the next undo and the next redo of one person take back; null where there is nothing to. */
export interface UndoState {
  readonly undo: number | null;
  readonly redo: number | null;
}

/** Reads both stacks out of the log, so that they survive a reload. Each person takes back what is theirs. */
export function undoState(log: readonly Entered[], by: string): UndoState {
  let undo: number[] = [];
  let redo: number[] = [];
  for (const { sequence, undoes, by: who } of log) {
    if (who !== by) continue;
    if (undoes !== null && undoes !== undefined && undo.includes(undoes)) {
      undo = undo.filter((each) => each !== undoes);
      redo = [...redo, sequence];
    } else if (undoes !== null && undoes !== undefined && redo.includes(undoes)) {
      redo = redo.filter((each) => each !== undoes);
      undo = [...undo, sequence];
    } else {
      undo = [...undo, sequence];
      redo = [];
    }
  }
  return { undo: undo.at(-1) ?? null, redo: redo.at(-1) ?? null };
}
