import type { Generation, Job } from '../../core/apply/job.ts';
import { nextTry, tryIdentity } from '../../core/apply/next-try.ts';
import { isVendorError } from '../../core/errors.ts';
import type { JournalLog } from '../../core/journal/journal-log.ts';
import { journalState, type Try } from '../../core/journal/journal-state.ts';
import type { HeldLease } from '../../core/manifest/lease.ts';
import type { MakeRequest } from '../../core/ports/image-maker.ts';
import type { Patience } from '../../core/ports/judge.ts';
import { keepMade, letIn } from './let-in.ts';
import { purseOf } from './purse.ts';
import { referencesOf } from './references.ts';
import type { GeneratePorts } from './task.ts';

/** What making images works with: the set is ours. */
export interface MakingPorts extends GeneratePorts {
  readonly lease: HeldLease;
  readonly journal: JournalLog;
}

interface Making {
  readonly job: Job;
  readonly ports: MakingPorts;
  readonly patience: Patience;
  readonly references: readonly Uint8Array[];
}

/**
 * Makes images in rounds: every image that is still missing is begun at the vendor, then all that were begun are waited for,
 * checked and let in one after the other; what came to nothing gets a further try in the next round.
 *
 * @throws the first error of a vendor, when all that had been begun has been brought to its end.
 */
export async function makeImages(job: Job, ports: MakingPorts, patience: Patience): Promise<void> {
  const { journal } = ports;
  const making: Making = { job, ports, patience, references: await referencesOf(job, ports, patience.signal) };
  let trouble: unknown;
  const attempt = async (work: () => Promise<unknown>) => {
    try {
      await work();
    } catch (error) {
      if (!isVendorError(error)) throw error;
      trouble ??= error;
    }
  };

  for (;;) {
    for (const change of missing(job, journal)) {
      if (trouble === undefined) await attempt(() => beginTry(change, making));
    }
    const live = missing(job, journal).filter((change) => liveTry(change, journal)?.id !== undefined);
    for (const change of live) await attempt(() => endTry(change, making));
    if (trouble !== undefined) throw trouble;
    if (live.length === 0) return;
  }
}

/** The approved images that have not joined the set. */
function missing({ generate }: Job, { entries }: JournalLog): readonly Generation[] {
  const joined = new Set(
    [...journalState(entries).additions.values()].filter(({ done }) => done).map(({ entry }) => entry.change),
  );
  return generate.filter(({ id }) => !joined.has(id));
}

/** The try of an image that has not ended. */
function liveTry({ id }: Generation, { entries }: JournalLog): Try | undefined {
  const last = journalState(entries).tries.get(id)?.at(-1);
  return last?.ended === undefined ? last : undefined;
}

/** Has the vendor begun: with a try that was written down before and got no answer, or with the next one. */
async function beginTry(change: Generation, making: Making): Promise<void> {
  const { ports, patience } = making;
  patience.signal.throwIfAborted();
  const before = liveTry(change, ports.journal);
  if (before?.id !== undefined) return;
  const live = before ?? (await writeNextTry(change, making));
  if (live === undefined) return;
  const request = requestOf(change, live, making, before?.asked.begun);
  const id = await ports.maker.start(request, patience);
  await ports.journal.append({ step: 'started', requestId: request.requestId, id });
}

/** Writes the next try down before anything is paid; undefined where there is none or no money for it. */
async function writeNextTry(change: Generation, { job, ports, patience }: Making): Promise<Try | undefined> {
  const { journal, maker, clock, lease } = ports;
  const { tries, stopped } = journalState(journal.entries);
  const next = nextTry(change, tries.get(change.id) ?? [], tryRules(job, journal));
  if (next === undefined) return undefined;
  const purse = await purseOf(job, ports);
  if (!purse.affords) {
    if (stopped?.words !== purse.words) await journal.append({ step: 'stopped', why: 'budget', words: purse.words });
    return undefined;
  }
  await lease.ensure(patience.signal);
  await journal.append({
    step: 'try',
    change: change.id,
    ...next,
    ...(await tryIdentity([job.run, job.actor, change.id, next.number])),
    begun: clock.now(),
    maker: maker.name,
    model: maker.model,
    references: [...change.references],
    usd: maker.usdPerImage,
  });
  return liveTry(change, journal);
}

/** Waits for what was begun, keeps a copy at once, and has it checked and let in. */
async function endTry(change: Generation, making: Making): Promise<void> {
  const { job, ports, patience } = making;
  const live = liveTry(change, ports.journal);
  if (live?.id === undefined) return;
  const { requestId } = live.asked;
  if (live.made === undefined) {
    const outcome = await ports.maker.finish(live.id, requestOf(change, live, making, undefined), patience);
    if (outcome.kind !== 'made') {
      const { kind: how, words, usd } = outcome;
      await ports.journal.append({ step: 'ended', requestId, how, words, usd });
      return;
    }
    await keepMade(outcome, requestId, job, ports);
  }
  const made = liveTry(change, ports.journal)?.made;
  if (made !== undefined) await letIn(change, live.asked, made, job, ports, patience);
}

function requestOf(
  change: Generation,
  { asked }: Try,
  { job: { actor }, references }: Making,
  begunBefore: number | undefined,
): MakeRequest {
  const { requestId, promptNumber, prompt, seed } = asked;
  return { requestId, actor, type: change.type, promptNumber, prompt, seed, references, begunBefore };
}

/** What the choice of the next prompt depends on, as things stand. */
function tryRules({ settings, basis, generate, record }: Job, { entries }: JournalLog) {
  const all = [...journalState(entries).tries.values()].flat();
  const uses = new Map<number, number>();
  const use = (number: number | undefined) => number !== undefined && uses.set(number, (uses.get(number) ?? 0) + 1);
  for (const { promptNumber } of [...basis, ...generate]) use(promptNumber);
  for (const { asked } of all) use(asked.promptNumber);
  const ofTemplates = all.filter(({ asked }) => asked.edited !== true);
  const refused = new Set(
    ofTemplates.filter(({ ended }) => ended?.how === 'refused').map(({ asked }) => asked.promptNumber),
  );
  const { prompts, actorName } = settings.generate;
  return { prompts, actorName, tries: record.config.generate.tries, uses, refused };
}
