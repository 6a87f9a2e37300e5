import { EvencastError } from '../errors.ts';
import { type JournalLog, openJournal } from '../journal/journal-log.ts';
import { journalState } from '../journal/journal-state.ts';
import type { Layout } from '../layout.ts';
import { type HeldLease, takeLease } from '../manifest/lease.ts';
import { keepManifest, manifestBefore, parsedBefore } from '../manifest/manifest-before.ts';
import { type Reconciled, reconcile } from '../manifest/reconcile.ts';
import { writeUndone } from '../manifest/undo-changes.ts';
import { withChanges } from '../manifest/with-changes.ts';
import type { Lease, Manifest } from '../records/manifest.ts';
import type { Difference } from './compare-set.ts';
import { type ApplyPorts, differences, type Job } from './job.ts';

/** The set is ours to change, and what the journal says of it. */
export interface Begun {
  readonly lease: HeldLease;
  readonly journal: JournalLog;
  /** What somebody changed of the set after this run had begun to: nothing more is made or retired then. */
  readonly differs: readonly Difference[];
}

/** What keeps a set from being changed: another run has it, or it is not what the plan rests on. */
export type NotBegun = { readonly busy: Lease } | { readonly stale: readonly Difference[] };

/**
 * Begins to change a set, or goes on with it: compares it with the plan, takes the lease, keeps the manifest as it was,
 * compares again now that nobody else changes it, and enters the run into the manifest. Until that last step nothing of
 * the set or its manifest is changed but the lease.
 *
 * @throws InvalidRequest where taking the run back was begun; InvalidManifest for a manifest that cannot be trusted.
 */
export async function begin(
  ports: ApplyPorts,
  job: Job,
  holder: string,
  signal: AbortSignal,
): Promise<Begun | NotBegun> {
  const { run, actor } = job;
  const { layout } = ports;
  const journal = await openJournal(ports, run, actor, signal);
  const { begun, goingBack } = journalState(journal.entries);
  if (goingBack) throw takenBack(job);
  const isNew = begun === undefined;
  const early = await differences(ports, job, journal, signal);
  if (isNew && early.length > 0) return { stale: early };

  const answer = await takeLease(
    ports,
    { actor, run, holder },
    (manifest) => manifest ?? brought(undefined, job, journal, layout).manifest,
    { signal, before: (stored) => (isNew ? keepManifest(ports, job, stored, signal) : Promise.resolve()) },
  );
  if ('busy' in answer) return answer;
  const { lease } = answer;

  const differs = await differences(ports, job, journal, signal);
  if (isNew) {
    const before = await manifestBefore(ports, job, signal);
    if (differs.length > 0) {
      const nothing: ReadonlySet<string> = new Set();
      const of = { run, actor, holder, layout, before, back: nothing, out: nothing };
      await writeUndone(ports, journalState(journal.entries), of);
      return { stale: differs };
    }
    const { discrepancies } = brought(parsedBefore(before), job, journal, layout);
    await journal.append({ step: 'begun', hadManifest: before !== undefined, reconciled: [...discrepancies] });
  }
  await lease.edit((manifest) => {
    if (manifest.runs.includes(run)) return manifest;
    const { manifest: whole } = brought(manifest, job, journal, layout);
    return { ...whole, runs: [...whole.runs, run] };
  }, signal);
  return { lease, journal, differs };
}

function takenBack({ run, actor }: Job): EvencastError {
  const words = `Run ${run} is being taken back for ${actor}; nothing more of it is carried out. Go on with: evencast rollback ${run}`;
  return new EvencastError('InvalidRequest', words, { actor });
}

/** A manifest brought to the set as the plan found it and this run has changed it since; built where there is none. */
function brought(manifest: Manifest | undefined, job: Job, journal: JournalLog, layout: Layout): Reconciled {
  const { run, actor, basis, inspection } = job;
  const state = journalState(journal.entries);
  const folder = basis.map(({ file, key, sha256, size }) => ({ file, key, sha256, size }));
  const asTheyAre = [...inspection.unreadable.map(({ file }) => file), ...state.additions.keys()];
  const { manifest: whole, discrepancies } = reconcile(actor, manifest, folder, new Set(asTheyAre));
  return { manifest: withChanges(whole, state, { run, actor, layout }), discrepancies };
}
