import type { Job } from '../../core/apply/job.ts';
import { TYPE_NAMES } from '../../core/image-type.ts';
import { journalState } from '../../core/journal/journal-state.ts';
import type { PictureFacts } from '../../core/judging/picture-facts.ts';
import type { Verdict } from '../../core/judging/verdict.ts';
import { verdictMemory } from '../../core/judging/verdict-memory.ts';
import type { GenerateChange } from '../../core/plan/change.ts';
import { findCopyOf } from '../../core/plan/copies.ts';
import type { Patience } from '../../core/ports/judge.ts';
import { addSpending } from '../../core/records/spending.ts';
import { sha256Hex } from '../../core/sha256.ts';
import { askAboutOne } from './ask-about-one.ts';
import type { MakingPorts } from './make-images.ts';

/** A made image that may join the set. */
export interface Fit {
  readonly facts: PictureFacts;
  readonly verdict: Verdict;
}

/**
 * Checks a made image as hostile input: whether it is a picture, large enough, no copy of one in the set, and in the judge's
 * eyes of the type asked for and good enough to stay.
 *
 * @returns it with what was found, or why it is not fit, in words.
 */
export async function checkMade(
  image: Uint8Array,
  change: GenerateChange,
  job: Job,
  ports: MakingPorts,
  patience: Patience,
): Promise<Fit | { readonly unfit: string }> {
  const { codec, judge } = ports;
  const facts = await codec.facts(image, { signal: patience.signal, statistics: judge.readsStatistics });
  if ('unreadable' in facts) return { unfit: facts.unreadable };
  const { minEdge } = job.record.config.generate;
  if (Math.min(facts.width, facts.height) < minEdge)
    return { unfit: `${facts.width} x ${facts.height} pixels; the shorter side must have ${minEdge}` };
  const verdict = await verdictOf(image, facts, job, ports, patience);
  if (verdict.type !== change.type)
    return { unfit: `the judge takes it for ${TYPE_NAMES[verdict.type]}, not ${TYPE_NAMES[change.type]}` };
  const { minQuality } = job.settings.target;
  if (verdict.score < minQuality) return { unfit: `scores ${verdict.score}, below the minimum of ${minQuality}` };
  const copyOf = await copiedFile(image, { facts, verdict }, job, ports, patience);
  return copyOf === undefined ? { facts, verdict } : { unfit: `a copy of ${copyOf}, which is in the set` };
}

/** The judge's verdict, remembered so that judging the whole set afterwards does not pay for it again. */
async function verdictOf(
  image: Uint8Array,
  facts: PictureFacts,
  { run, actor }: Job,
  ports: MakingPorts,
  patience: Patience,
): Promise<Verdict> {
  const { store, layout, judge, codec } = ports;
  const sha256 = await sha256Hex(image);
  const memory = verdictMemory(store, layout, judge.signatures, { run, force: false });
  const known = await memory.recall(sha256);
  if (known !== undefined) return known.verdict;
  const paid = (usage: Parameters<typeof addSpending>[4]) => addSpending(store, layout, run, actor, usage);
  const said = await askAboutOne({ actor, image, facts }, { judge, codec, paid }, patience);
  await memory.remember(sha256, said);
  return said.verdict;
}

/** The image of the set that this one is a copy of, the ones that were made before it among them. */
async function copiedFile(
  image: Uint8Array,
  { facts, verdict }: Fit,
  { actor, basis, inspection, settings }: Job,
  { store, layout, codec, journal }: MakingPorts,
  { signal }: Patience,
): Promise<string | undefined> {
  const sizes = new Map(inspection.images.map((each) => [each.file, each.facts]));
  const there = basis.flatMap(({ file, sha256, verdict: said, unsure }) => {
    const of = sizes.get(file);
    return of === undefined ? [] : [{ file, sha256, facts: of, type: said.type, unsure }];
  });
  for (const { entry, done } of journalState(journal.entries).additions.values()) {
    // One that was about to join when the work stopped may be this very image.
    if (!done) continue;
    const { body } = await store.get(layout.image(actor, entry.file), { signal });
    const of = await codec.facts(body, { signal, statistics: false });
    if (!('unreadable' in of))
      there.push({ file: entry.file, sha256: entry.sha256, facts: of, type: entry.type, unsure: false });
  }
  const candidate = { file: '', sha256: await sha256Hex(image), facts, type: verdict.type, unsure: false };
  return findCopyOf(candidate, there, settings.limits.copyBits)?.file;
}
