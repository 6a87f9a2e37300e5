import type { Job } from '../../core/apply/job.ts';
import { contentTypeOf, madeFileName } from '../../core/apply/next-try.ts';
import { EvencastError, isEvencastError } from '../../core/errors.ts';
import type { EntryOf } from '../../core/journal/journal.ts';
import { journalState, type Try } from '../../core/journal/journal-state.ts';
import { withChanges } from '../../core/manifest/with-changes.ts';
import type { GenerateChange } from '../../core/plan/change.ts';
import type { MakeOutcome } from '../../core/ports/image-maker.ts';
import type { Patience } from '../../core/ports/judge.ts';
import { sha256Hex } from '../../core/sha256.ts';
import { checkMade } from './check-made.ts';
import type { MakingPorts } from './make-images.ts';

/** Keeps a made image among the run's records before anything else is done: vendors delete theirs after an hour. */
export async function keepMade(
  { image, usd }: Extract<MakeOutcome, { kind: 'made' }>,
  requestId: string,
  { run, actor }: Job,
  { store, layout, journal }: MakingPorts,
): Promise<void> {
  const name = `made-${requestId}`;
  await store.put(layout.runActor(run, actor, name), image, { contentType: 'application/octet-stream' });
  await journal.append({ step: 'made', requestId, name, sha256: await sha256Hex(image), size: image.byteLength, usd });
}

/** Checks a kept image, and adds it to the set where it is fit; else the try has come to nothing. */
export async function letIn(
  change: GenerateChange,
  asked: Try['asked'],
  made: EntryOf<'made'>,
  job: Job,
  ports: MakingPorts,
  patience: Patience,
): Promise<void> {
  const { store, layout, journal, maker } = ports;
  const { requestId, sha256, size, usd } = made;
  const { body } = await store.get(layout.runActor(job.run, job.actor, made.name), { signal: patience.signal });
  const begun = beganToJoin(requestId, journal);
  // It may be in the set already, and is not judged anew then.
  if (begun !== undefined) return join(body, begun, job, ports);

  const answer = await checkMade(body, change, job, ports, patience);
  if ('unfit' in answer) {
    await journal.append({ step: 'ended', requestId, how: 'rejected', words: answer.unfit, usd });
    return;
  }
  const { facts, verdict } = answer;
  const file = madeFileName({ standIn: maker.standIn, promptNumber: asked.promptNumber, requestId }, facts.format);
  const { id, type } = change;
  await join(body, { requestId, change: id, file, sha256, size, type, score: verdict.score }, job, ports);
}

type Joining = Omit<EntryOf<'adding' | 'added'>, 'at' | 'step'>;

/** What was about to join the set when the work stopped. */
function beganToJoin(requestId: string, { entries }: MakingPorts['journal']): Joining | undefined {
  const additions = [...journalState(entries).additions.values()];
  const found = additions.find(({ entry, done }) => entry.requestId === requestId && !done)?.entry;
  if (found === undefined) return undefined;
  const { at: _, step: __, ...joining } = found;
  return joining;
}

/**
 * Adds an image to the set. The manifest names it before it is there: should the work stop in between, nobody takes it for an
 * upload, and so for a photograph that others may be made after.
 */
async function join(
  image: Uint8Array,
  joining: Joining,
  { run, actor }: Job,
  { store, layout, journal, lease }: MakingPorts,
): Promise<void> {
  await journal.append({ step: 'adding', ...joining });
  await lease.edit((manifest) => withChanges(manifest, journalState(journal.entries), { run, actor, layout }, 'begun'));
  await putOnce(store, layout.image(actor, joining.file), image, joining.sha256, actor);
  await journal.append({ step: 'added', ...joining });
}

/** Puts an image where none is; one of the same content is this very image, put before a crash. */
async function putOnce(
  store: MakingPorts['store'],
  key: string,
  image: Uint8Array,
  sha256: string,
  actor: string,
): Promise<void> {
  try {
    await store.put(key, image, { ifAbsent: true, contentType: contentTypeOf(key) });
  } catch (error) {
    if (!isEvencastError(error, 'Conflict')) throw error;
    if ((await sha256Hex((await store.get(key)).body)) === sha256) return;
    const words = `Somebody put another image under the name of a generated one: ${key}. Rename it and run: evencast resume`;
    throw new EvencastError('InvalidRequest', words, { actor, image: key, cause: error });
  }
}
