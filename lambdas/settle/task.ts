import { recordApplied } from '../../core/apply/applied-result.ts';
import { begin } from '../../core/apply/begin.ts';
import { type ApplyPorts, loadJob } from '../../core/apply/job.ts';
import { summaryOf } from '../../core/apply/summary.ts';
import { type ActorOutput, applyInputSchema } from '../../core/contract.ts';
import { EvencastError } from '../../core/errors.ts';
import type { ByType } from '../../core/image-type.ts';
import { journalState } from '../../core/journal/journal-state.ts';
import { readManifest } from '../../core/manifest/manifest-file.ts';
import { readNotes } from '../../core/notes/notes-file.ts';
import { distributionOf } from '../../core/plan/target.ts';
import { type Evaluation, evaluationSchema } from '../../core/records/evaluation.ts';
import type { Manifest } from '../../core/records/manifest.ts';
import { momentName } from '../../core/records/moment.ts';
import type { Notes } from '../../core/records/notes.ts';
import { parseRecord } from '../../core/records/record-text.ts';

/**
 * Ends the work on one actor: the manifest says what was judged, the lease is given back, and the result says what really
 * happened and what is still missing.
 */
export async function settle(input: unknown, ports: ApplyPorts, signal: AbortSignal): Promise<ActorOutput> {
  const parsed = applyInputSchema.parse(input);
  const job = await loadJob(ports, parsed, signal);
  const { run, actor } = job;
  const { store, layout } = ports;
  const begun = await begin(ports, job, parsed.execution, signal);
  if (!('journal' in begun))
    throw new EvencastError('LeaseLost', `Another run works on ${actor}. See: evencast status ${run}`, { actor });
  const { lease, journal, differs } = begun;
  const key = layout.runActor(run, actor, momentName('after', 'evaluation.json'));
  const evaluation = parseRecord(evaluationSchema, (await store.get(key, { signal })).body, key);

  const notes = await readNotes(ports, actor, signal);
  const known = (await readManifest(ports, actor, signal))?.manifest;
  const applied = summaryOf(job, journalState(journal.entries), countsOf(evaluation, known, notes), differs);
  await lease.edit((manifest) => withVerdicts(manifest, evaluation, notes), signal, true);
  await journal.append({ step: 'settled', open: applied.open });
  await recordApplied(ports, run, actor, () => applied, signal);
  return { run, actor };
}

/** Images per type, as people corrected them. */
function countsOf({ images }: Evaluation, manifest: Manifest | undefined, notes: Notes | undefined): ByType<number> {
  const content = new Map(manifest?.images.map(({ file, sha256 }) => [file, sha256]));
  return distributionOf(images.map(({ file, type }) => notes?.images[content.get(file) ?? '']?.type?.type ?? type))
    .counts;
}

/** The manifest with what the judge says of each image, as people corrected it. */
function withVerdicts(manifest: Manifest, { images }: Evaluation, notes: Notes | undefined): Manifest {
  const said = new Map(images.map((image) => [image.file, image]));
  const judged = manifest.images.map((image) => {
    const words = said.get(image.file);
    if (words === undefined) return image;
    return { ...image, type: notes?.images[image.sha256]?.type?.type ?? words.type, score: words.score };
  });
  return { ...manifest, images: judged };
}
