import { recordApplied } from '../../core/apply/applied-result.ts';
import { MANIFEST_BEFORE } from '../../core/apply/begin.ts';
import type { ApplyPorts } from '../../core/apply/job.ts';
import { rollBackImages } from '../../core/apply/roll-back-images.ts';
import { doneSoFar } from '../../core/apply/summary.ts';
import { type ActorOutput, rollBackInputSchema } from '../../core/contract.ts';
import { EvencastError, isEvencastError } from '../../core/errors.ts';
import { type JournalLog, openJournal } from '../../core/journal/journal-log.ts';
import { journalState } from '../../core/journal/journal-state.ts';
import { takeLease } from '../../core/manifest/lease.ts';
import { writeUndone } from '../../core/manifest/undo-changes.ts';
import { type Applied, NOTHING_APPLIED } from '../../core/records/applied.ts';
import { checkFollowers } from './followers.ts';

/**
 * Takes a run back for one actor: images, then the manifest, each with an entry before and after. An actor whose set the run
 * never changed is left alone.
 *
 * @throws InvalidRequest where a later run changed the same images, with the order to roll back in; LeaseLost where a run
 * works on the set at this moment.
 */
export async function rollBack(input: unknown, ports: ApplyPorts, signal: AbortSignal): Promise<ActorOutput> {
  const { run, actor, execution } = rollBackInputSchema.parse(input);
  const journal = await openJournal(ports, run, actor, signal);
  if (journal.entries.length === 0) return { run, actor };
  if (!journalState(journal.entries).rolledBack) await takeBack(run, actor, execution, { ...ports, journal }, signal);
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

async function takeBack(
  run: string,
  actor: string,
  holder: string,
  ports: ApplyPorts & { readonly journal: JournalLog },
  signal: AbortSignal,
): Promise<void> {
  const { journal } = ports;
  await checkFollowers({ run, actor }, journalState(journal.entries), ports, signal);
  const answer = await takeLease(ports, { actor, run, holder }, (manifest) => {
    return manifest ?? { schema: 1, actor, images: [], runs: [run] };
  });
  if ('busy' in answer) {
    const words = `Run ${answer.busy.run} is working on ${actor}; nothing was taken back. Roll back again when it is done.`;
    throw new EvencastError('LeaseLost', words, { actor });
  }
  await rollBackImages({ run, actor, lease: answer.lease, journal }, ports, signal);
  await undoManifest(run, actor, journal, ports, signal);
  await journal.append({ step: 'rolled-back' });
}

async function undoManifest(
  run: string,
  actor: string,
  journal: JournalLog,
  ports: ApplyPorts,
  signal: AbortSignal,
): Promise<void> {
  const { undone, retirements, additions, begun } = journalState(journal.entries);
  const back = new Set([...undone].filter((file) => retirements.has(file)));
  const out = new Set([...undone].filter((file) => additions.has(file)));
  const before = begun?.hadManifest === false ? undefined : await manifestBefore(run, actor, ports, signal);
  const of = { run, actor, layout: ports.layout, before, back, out };
  await journal.append({ step: 'manifest' });
  await writeUndone(ports, journalState(journal.entries), of);
  await journal.append({ step: 'manifest-written' });
}

async function manifestBefore(
  run: string,
  actor: string,
  { store, layout }: ApplyPorts,
  signal: AbortSignal,
): Promise<string | undefined> {
  try {
    return new TextDecoder().decode((await store.get(layout.runActor(run, actor, MANIFEST_BEFORE), { signal })).body);
  } catch (error) {
    if (isEvencastError(error, 'NotFound')) return undefined;
    throw error;
  }
}
