import type { DeskDecision, LogEntry } from '../../core/desk/contract/decisions.ts';
import type { Said } from '../../core/desk/rules/last-words.ts';
import { type Entered, undoing } from '../../core/desk/rules/undo.ts';

/** Something that was decided here and is not yet on the server. */
export interface Pending {
  /** Idempotency key: sending it twice does nothing more. */
  readonly key: string;
  readonly at: string;
  /** Its place until the server gives it one: above all real places. */
  readonly sequence: number;
  readonly said: readonly Said[];
  readonly what:
    | { readonly kind: 'decide'; readonly decisions: readonly DeskDecision[] }
    | { readonly kind: 'prompt'; readonly actor: string; readonly change: string; readonly prompt: string | null }
    | { readonly kind: 'undo'; readonly sequence: number };
}

/** Places that are given here begin at this number; no log gets so long. */
export const FIRST_OWN_SEQUENCE = 1_000_000_000;

/** The log as this page sees it: what the server has, and behind it what is on its way. */
export function wholeLog(saved: readonly LogEntry[], pending: readonly Pending[], by: string): readonly Entered[] {
  const own = pending.map(
    ({ at, sequence, said, what }): Entered => ({
      by,
      at,
      sequence,
      decisions: said,
      undoes: what.kind === 'undo' ? what.sequence : null,
    }),
  );
  return [...saved, ...own];
}

/** An undo of the entry at `sequence`, as it will be answered as long as nobody else decides meanwhile. */
export function pendingUndo(log: readonly Entered[], sequence: number, key: string, at: string, own: number): Pending {
  return { key, at, sequence: own, said: undoing(log, sequence), what: { kind: 'undo', sequence } };
}

/** What is on its way once its first part has got a place: an undo of it now names that place. */
export function afterSaved(pending: readonly Pending[], { key, sequence }: Pending, place: number): readonly Pending[] {
  return pending
    .filter((each) => each.key !== key)
    .map((each) =>
      each.what.kind === 'undo' && each.what.sequence === sequence
        ? { ...each, what: { kind: 'undo', sequence: place } }
        : each,
    );
}
