import type { JournalLog } from '../journal/journal-log.ts';
import { journalState, manifestIsBehind } from '../journal/journal-state.ts';
import type { HeldLease } from './lease.ts';
import { type ChangingRun, withChanges } from './with-changes.ts';

/** Brings the manifest to what the run has done to the set, where it is behind; an entry before and one after. */
export async function writeChanges(of: ChangingRun, lease: HeldLease, journal: JournalLog): Promise<void> {
  if (!manifestIsBehind(journal.entries)) return;
  await journal.append({ step: 'manifest' });
  await lease.edit((manifest) => withChanges(manifest, journalState(journal.entries), of));
  await journal.append({ step: 'manifest-written' });
}
