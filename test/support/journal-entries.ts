import type { Entry, NewEntry } from '../../core/journal/journal.ts';
import { type JournalState, journalState } from '../../core/journal/journal-state.ts';

/** Entries as a journal holds them. */
export function entriesOf(...entries: readonly NewEntry[]): readonly Entry[] {
  return entries.map((entry) => ({ at: '2026-11-01T12:00:00.000Z', ...entry }) as Entry);
}

/** What these entries come to. */
export function stateOf(...entries: readonly NewEntry[]): JournalState {
  return journalState(entriesOf(...entries));
}

/** A try that is about to be paid for. */
export function tryEntry(requestId: string, of: Partial<Extract<NewEntry, { step: 'try' }>> = {}): NewEntry {
  return {
    step: 'try',
    change: 'generate/1/1',
    number: 1,
    requestId,
    begun: 0,
    promptNumber: 1,
    prompt: 'ada',
    maker: 'replicate',
    model: 'text-1',
    seed: 1,
    references: [],
    usd: 0.05,
    ...of,
  };
}
