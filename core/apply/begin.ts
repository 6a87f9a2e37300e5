import { isEvencastError } from '../errors.ts';
import { type JournalLog, openJournal } from '../journal/journal-log.ts';
import { type HeldLease, takeLease } from '../manifest/lease.ts';
import type { StoredManifest } from '../manifest/manifest-file.ts';
import { reconcile } from '../manifest/reconcile.ts';
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

/** The record that holds the manifest's text from before the run, for putting it back to the byte. */
export const MANIFEST_BEFORE = 'manifest-before.json';

/**
 * Begins to change a set, or goes on with it: compares it with the plan, takes the lease, keeps the manifest as it was,
 * compares again now that nobody else changes it, and enters the run into the manifest. Until that last step nothing of
 * the set or its manifest is changed but the lease.
 */
export async function begin(
  ports: ApplyPorts,
  job: Job,
  holder: string,
  signal: AbortSignal,
): Promise<Begun | NotBegun> {
  const { run, actor } = job;
  const journal = await openJournal(ports, run, actor, signal);
  const isNew = journal.entries.length === 0;
  const early = await differences(ports, job, journal, signal);
  if (isNew && early.length > 0) return { stale: early };

  const folder = job.basis.map(({ file, key, sha256, size }) => ({ file, key, sha256, size }));
  const unreadable = new Set(job.inspection.unreadable.map(({ file }) => file));
  const reconciled = (manifest: Manifest | undefined) => reconcile(actor, manifest, folder, unreadable);
  const answer = await takeLease(
    ports,
    { actor, run, holder },
    (manifest) => manifest ?? reconciled(undefined).manifest,
    { signal, before: (stored) => (isNew ? keepManifest(ports, job, stored, signal) : Promise.resolve()) },
  );
  if ('busy' in answer) return answer;
  const { lease } = answer;

  const differs = await differences(ports, job, journal, signal);
  if (isNew && differs.length > 0) {
    await lease.edit((manifest) => manifest, signal, true);
    return { stale: differs };
  }
  if (isNew) {
    const before = await manifestBefore(ports, job, signal);
    const { discrepancies } = reconciled(before);
    await journal.append({ step: 'begun', hadManifest: before !== undefined, reconciled: [...discrepancies] });
  }
  await lease.edit((manifest) => {
    if (manifest.runs.includes(run)) return manifest;
    const { manifest: whole } = reconciled(manifest);
    return { ...whole, runs: [...whole.runs, run] };
  }, signal);
  return { lease, journal, differs };
}

/** Keeps the manifest's text; one that this very run had already laid its lease on was kept before. */
async function keepManifest(
  { store, layout }: ApplyPorts,
  { run, actor }: Job,
  stored: StoredManifest | undefined,
  signal: AbortSignal,
): Promise<void> {
  if (stored === undefined || stored.manifest.lease?.run === run) return;
  const key = layout.runActor(run, actor, MANIFEST_BEFORE);
  await store.put(key, stored.text, { contentType: 'application/json', signal });
}

async function manifestBefore(
  { store, layout }: ApplyPorts,
  { run, actor }: Job,
  signal: AbortSignal,
): Promise<Manifest | undefined> {
  try {
    const { body } = await store.get(layout.runActor(run, actor, MANIFEST_BEFORE), { signal });
    // Kept from a manifest that had been read and found good.
    return JSON.parse(new TextDecoder().decode(body)) as Manifest;
  } catch (error) {
    if (isEvencastError(error, 'NotFound')) return undefined;
    throw error;
  }
}
