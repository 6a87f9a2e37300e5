import type { JournalLog } from '../journal/journal-log.ts';
import { journalState } from '../journal/journal-state.ts';
import type { HeldLease } from '../manifest/lease.ts';
import type { ApplyPorts } from './job.ts';
import { type Moved, moveOnce } from './move-once.ts';

/** Whose images go back, and who may move them. */
export interface WayBack {
  readonly run: string;
  readonly actor: string;
  readonly lease: HeldLease;
  readonly journal: JournalLog;
}

const NOT_BACK: Readonly<Record<Exclude<Moved, 'done'>, string>> = {
  'source-gone': 'it is no longer among the retired images',
  'source-changed': 'what lies in its place among the retired images is another image',
  'target-taken': 'another image has its name in the set now; rename that one and roll back again',
};

const NOT_OUT: Readonly<Record<Exclude<Moved, 'done' | 'source-gone'>, string>> = {
  'source-changed': 'somebody put another image under its name; that one stays',
  'target-taken': 'another image has its place among the retired ones',
};

/**
 * Puts back what a run retired and takes out what it added, the last first, so that the set is never smaller on the way than
 * before or after. What was generated goes to the retired images: nothing is destroyed. Reads the journal, so doing it again
 * after a crash goes on; what cannot be done is written down with its reason and the rest goes on.
 */
export async function rollBackImages(way: WayBack, ports: ApplyPorts, signal: AbortSignal): Promise<void> {
  const { journal } = way;
  for (const [file, { entry }] of [...journalState(journal.entries).retirements].reverse()) {
    signal.throwIfAborted();
    if (!journalState(journal.entries).undone.has(file)) await putBack(file, entry.sha256, way, ports, signal);
  }
  for (const [file, { entry }] of [...journalState(journal.entries).additions].reverse()) {
    signal.throwIfAborted();
    if (!journalState(journal.entries).undone.has(file)) await takeOut(file, entry.sha256, way, ports, signal);
  }
}

/** Puts one retired image back into the set. */
export async function putBack(
  file: string,
  sha256: string,
  { run, actor, lease, journal }: WayBack,
  { store, layout }: ApplyPorts,
  signal: AbortSignal,
): Promise<Moved> {
  await lease.ensure(signal);
  await journal.append({ step: 'putting-back', file, sha256 });
  const [from, to] = [layout.retired(run, actor, file), layout.image(actor, file)];
  const moved = await moveOnce(store, { from, to, sha256 }, signal);
  const wasPruned = journalState(journal.entries).pruned.has(file);
  if (moved === 'done') await journal.append({ step: 'put-back', file, sha256 });
  else await journal.append({ step: 'cannot', file, words: wasPruned ? 'it was pruned' : NOT_BACK[moved] });
  return moved;
}

/** Takes one image that a run made out of the set, to the retired ones. */
export async function takeOut(
  file: string,
  sha256: string,
  { run, actor, lease, journal }: WayBack,
  { store, layout }: ApplyPorts,
  signal: AbortSignal,
): Promise<Moved> {
  await lease.ensure(signal);
  await journal.append({ step: 'taking-out', file, sha256 });
  const [from, to] = [layout.image(actor, file), layout.retired(run, actor, file)];
  const moved = await moveOnce(store, { from, to, sha256 }, signal);
  // Gone already: it was about to be added, or somebody has deleted it since.
  if (moved === 'done' || moved === 'source-gone') await journal.append({ step: 'taken-out', file, sha256 });
  else await journal.append({ step: 'cannot', file, words: NOT_OUT[moved] });
  return moved;
}
