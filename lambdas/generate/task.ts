import { recordApplied } from '../../core/apply/applied-result.ts';
import { begin, type NotBegun } from '../../core/apply/begin.ts';
import { type ApplyPorts, type Job, loadJob } from '../../core/apply/job.ts';
import { applyInputSchema, type Generated } from '../../core/contract.ts';
import { isVendorError } from '../../core/errors.ts';
import { writeChanges } from '../../core/manifest/write-changes.ts';
import type { ImageCodec } from '../../core/ports/image-codec.ts';
import type { ImageMaker } from '../../core/ports/image-maker.ts';
import type { Judge, Patience } from '../../core/ports/judge.ts';
import { type Applied, NOTHING_APPLIED } from '../../core/records/applied.ts';
import { makeImages } from './make-images.ts';

/** What Generate works with. */
export interface GeneratePorts extends ApplyPorts {
  readonly codec: ImageCodec;
  readonly judge: Judge;
  readonly maker: ImageMaker;
}

/**
 * Makes the approved images of one actor and lets those that are fit join the set. Runs first, before anything is retired.
 * Trying it again goes on where the journal ends: what was paid for is not paid for again.
 *
 * Errors: those of the maker and the judge, after everything that was begun has been brought to its end.
 */
export async function generate(input: unknown, ports: GeneratePorts, patience: Patience): Promise<Generated> {
  const parsed = applyInputSchema.parse(input);
  const { signal } = patience;
  const job = await loadJob(ports, parsed, signal);
  const begun = await begin(ports, job, parsed.execution, signal);
  if (!('journal' in begun)) {
    // The same run at work in another process records how it goes itself.
    if (!('busy' in begun && begun.busy.run === job.run))
      await recordApplied(ports, job.run, job.actor, () => notTouched(job, begun), signal);
    return { goOn: false };
  }
  const { lease, journal, differs } = begun;
  const enter = () => writeChanges({ ...job, layout: ports.layout }, lease, journal);
  try {
    if (differs.length === 0) await makeImages(job, { ...ports, lease, journal }, patience);
  } catch (error) {
    // What has joined is entered, though not all of it could be made.
    if (isVendorError(error)) await enter();
    throw error;
  }
  await enter();
  return { goOn: true };
}

function notTouched({ actor }: Job, why: NotBegun): Applied {
  if ('busy' in why) {
    const words = `Run ${why.busy.run} is working on ${actor}; nothing was touched. Resume this run when that one is done.`;
    return { ...NOTHING_APPLIED, outcome: 'busy', open: true, words };
  }
  const words = `The set of ${actor} is not what the plan rests on any more; nothing was touched. Start a new run for it.`;
  return { ...NOTHING_APPLIED, outcome: 'stale', open: false, words, differs: [...why.stale] };
}
