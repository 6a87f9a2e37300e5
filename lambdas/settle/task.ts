import { recordApplied } from '../../core/apply/applied-result.ts';
import { begin } from '../../core/apply/begin.ts';
import { type ApplyPorts, loadJob } from '../../core/apply/job.ts';
import { summaryOf } from '../../core/apply/summary.ts';
import { type ActorOutput, applyInputSchema } from '../../core/contract.ts';
import { EvencastError } from '../../core/errors.ts';
import { journalState } from '../../core/journal/journal-state.ts';
import { type Evaluation, evaluationSchema } from '../../core/records/evaluation.ts';
import type { Manifest } from '../../core/records/manifest.ts';
import { momentName } from '../../core/records/moment.ts';
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

  const applied = summaryOf(job, journalState(journal.entries), evaluation.distribution.counts, differs);
  await lease.edit((manifest) => withVerdicts(manifest, evaluation), signal, true);
  await journal.append({ step: 'settled', open: applied.open });
  await recordApplied(ports, run, actor, () => applied, signal);
  return { run, actor };
}

/** The manifest with what the judge says of each image. */
function withVerdicts(manifest: Manifest, { images }: Evaluation): Manifest {
  const said = new Map(images.map((image) => [image.file, image]));
  const judged = manifest.images.map((image) => {
    const words = said.get(image.file);
    return words === undefined ? image : { ...image, type: words.type, score: words.score };
  });
  return { ...manifest, images: judged };
}
