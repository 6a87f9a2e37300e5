import { recordApplied } from '../../core/apply/applied-result.ts';
import type { ApplyPorts } from '../../core/apply/job.ts';
import { rollBackImages } from '../../core/apply/roll-back-images.ts';
import { doneSoFar } from '../../core/apply/summary.ts';
import { type ActorOutput, rollBackInputSchema } from '../../core/contract.ts';
import { EvencastError, isEvencastError } from '../../core/errors.ts';
import { type JournalLog, openJournal } from '../../core/journal/journal-log.ts';
import { type JournalState, journalState } from '../../core/journal/journal-state.ts';
import { takeLease } from '../../core/manifest/lease.ts';
import { manifestBefore } from '../../core/manifest/manifest-before.ts';
import { readManifest } from '../../core/manifest/manifest-file.ts';
import { writeUndone } from '../../core/manifest/undo-changes.ts';
import { type Applied, NOTHING_APPLIED } from '../../core/records/applied.ts';
import { checkFollowers } from './followers.ts';

/** One run, one set, and who takes the one back from the other. */
interface Taking {
  readonly run: string;
  readonly actor: string;
  readonly holder: string;
}

type RollBackPorts = ApplyPorts & { readonly journal: JournalLog };

/**
 * Takes a run back for one actor: images, then the manifest, each with an entry before and after. An actor whose set the run
 * never changed is left alone. Again where something could not be put back: somebody may have made room for it since.
 *
 * @throws InvalidRequest where a later run changed the same images, with the order to roll back in; LeaseLost where a run
 * works on the set at this moment.
 */
export async function rollBack(input: unknown, ports: ApplyPorts, signal: AbortSignal): Promise<ActorOutput> {
  const { run, actor, execution: holder } = rollBackInputSchema.parse(input);
  const journal = await openJournal(ports, run, actor, signal);
  if (journal.entries.length === 0 && !(await hasLease(run, actor, ports, signal))) return { run, actor };
  if (!isTakenBack(journalState(journal.entries)))
    await takeBack({ run, actor, holder }, { ...ports, journal }, signal);
  const state = journalState(journal.entries);
  const cannot = state.cannot.map(({ file, words }) => ({ file, words }));
  const taken: Applied = {
    ...NOTHING_APPLIED,
    ...doneSoFar(state),
    outcome: 'rolled-back',
    open: false,
    cannot,
  };
  await recordApplied(ports, run, actor, () => taken, signal);
  return { run, actor };
}

function isTakenBack({ rolledBack, cannot }: JournalState): boolean {
  return rolledBack && cannot.length === 0;
}

/** Whether the run died between laying its lease on the manifest and writing the first entry of its journal. */
async function hasLease(run: string, actor: string, ports: ApplyPorts, signal: AbortSignal): Promise<boolean> {
  try {
    return (await readManifest(ports, actor, signal))?.manifest.lease?.run === run;
  } catch (error) {
    // Nothing of this run stands in a manifest that it never wrote.
    if (isEvencastError(error, 'InvalidManifest')) return false;
    throw error;
  }
}

async function takeBack(taking: Taking, ports: RollBackPorts, signal: AbortSignal): Promise<void> {
  const { run, actor, holder } = taking;
  const { journal } = ports;
  const state = journalState(journal.entries);
  await checkFollowers({ run, actor }, state, ports, signal);
  const answer = await takeLease(ports, { actor, run, holder }, (manifest) => {
    return manifest ?? { schema: 1, actor, images: [], runs: [run] };
  });
  if ('busy' in answer) {
    const words = `Run ${answer.busy.run} is working on ${actor}; nothing was taken back. Roll back again when it is done.`;
    throw new EvencastError('LeaseLost', words, { actor });
  }
  const { lease } = answer;
  try {
    // Again, now that nobody else can begin: a run may have followed in between.
    await checkFollowers({ run, actor }, state, ports, signal);
  } catch (error) {
    await lease.edit((manifest) => manifest, signal, true);
    throw error;
  }
  if (!state.goingBack) await journal.append({ step: 'rolling-back' });
  await rollBackImages({ run, actor, lease, journal }, ports, signal);
  await undoManifest(taking, ports, signal);
  await journal.append({ step: 'rolled-back' });
}

async function undoManifest({ run, actor, holder }: Taking, ports: RollBackPorts, signal: AbortSignal): Promise<void> {
  const { journal, layout } = ports;
  const { undone, retirements, additions, begun } = journalState(journal.entries);
  const back = new Set([...undone].filter((file) => retirements.has(file)));
  const out = new Set([...undone].filter((file) => additions.has(file)));
  const before = begun?.hadManifest === false ? undefined : await manifestBefore(ports, { run, actor }, signal);
  await journal.append({ step: 'manifest' });
  await writeUndone(ports, journalState(journal.entries), { run, actor, holder, layout, before, back, out });
  await journal.append({ step: 'manifest-written' });
}
