import { begin } from '../../core/apply/begin.ts';
import { type ApplyPorts, type Job, listedSet, loadJob, wantedSize } from '../../core/apply/job.ts';
import { hasMoved, moveOnce } from '../../core/apply/move-once.ts';
import { type HeldBecause, holdsBack, isExcess } from '../../core/apply/retire-choice.ts';
import { applyInputSchema, type Generated } from '../../core/contract.ts';
import { EvencastError } from '../../core/errors.ts';
import type { JournalLog } from '../../core/journal/journal-log.ts';
import { journalState } from '../../core/journal/journal-state.ts';
import type { HeldLease } from '../../core/manifest/lease.ts';
import { writeChanges } from '../../core/manifest/write-changes.ts';
import type { RetireChange } from '../../core/plan/change.ts';

/**
 * Takes the approved images of one actor out of the set, each to a place from which it can be put back. Runs after the new
 * images have joined, and only as far as floor and target allow with what really joined.
 */
export async function retire(input: unknown, ports: ApplyPorts, signal: AbortSignal): Promise<Generated> {
  const parsed = applyInputSchema.parse(input);
  const job = await loadJob(ports, parsed, signal);
  const begun = await begin(ports, job, parsed.execution, signal);
  if (!('journal' in begun)) throw interrupted(job);
  const { lease, journal, differs } = begun;
  const retiring = { ...ports, lease, journal, isOurs: differs.length === 0 };
  for (const change of job.retire) {
    signal.throwIfAborted();
    if (journalState(journal.entries).retirements.get(change.file)?.done !== true)
      await retireOne(change, job, retiring, signal);
  }
  await writeChanges({ ...job, layout: ports.layout }, lease, journal);
  return { goOn: true };
}

interface RetiringPorts extends ApplyPorts {
  readonly lease: HeldLease;
  readonly journal: JournalLog;
  /** Whether nobody but this run has changed the set since the plan was made. */
  readonly isOurs: boolean;
}

async function retireOne(change: RetireChange, job: Job, ports: RetiringPorts, signal: AbortSignal): Promise<void> {
  const { store, layout, journal } = ports;
  const { file, id } = change;
  const image = job.basis.find((each) => each.file === file);
  if (image === undefined) throw new EvencastError('Internal', `The plan retires ${file}, which it does not rest on.`);
  const { sha256, size } = image;
  const entry = { change: id, file, sha256, size };
  const moving = { from: layout.image(job.actor, file), to: layout.retired(job.run, job.actor, file), sha256 };
  const isBegun = journalState(journal.entries).retirements.has(file);
  if (isBegun && (await hasMoved(store, moving, signal))) return journal.append({ step: 'retired', ...entry });

  const because = ports.isOurs ? await heldBy(change, job, ports, signal) : 'changed';
  if (because !== undefined) return hold(change, because, journal);
  await journal.append({ step: 'retiring', ...entry });
  if ((await moveOnce(store, moving, signal)) === 'done') await journal.append({ step: 'retired', ...entry });
  else await hold(change, 'changed', journal);
}

/** What keeps an image in the set as things stand, pins that were set since the plan among it. */
async function heldBy(
  change: RetireChange,
  job: Job,
  ports: RetiringPorts,
  signal: AbortSignal,
): Promise<HeldBecause | undefined> {
  const manifest = await ports.lease.edit((now) => now, signal);
  const pinned = new Set(manifest.images.filter((image) => image.pinned).map((image) => image.file));
  const files = new Set((await listedSet(ports, job, signal)).map((image) => image.file));
  const leaving = new Set(job.retire.filter((each) => !isExcess(each)).map((each) => each.file));
  const { floor } = job.settings.target;
  return holdsBack(change, { files, pinned, leaving, floor, wanted: wantedSize(job) });
}

/** Says once why an approved image stays. */
async function hold({ id, file }: RetireChange, because: HeldBecause, journal: JournalLog): Promise<void> {
  if (journalState(journal.entries).held.get(id)?.because !== because)
    await journal.append({ step: 'held', change: id, file, because });
}

function interrupted({ actor }: Job): EvencastError {
  const words = `The set of ${actor} was changed by somebody while this run worked on it; nothing more was touched.`;
  return new EvencastError('LeaseLost', `${words} See: evencast status`, { actor });
}
