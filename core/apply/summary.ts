import type { ByType } from '../image-type.ts';
import { type JournalState, spentOnMaking, type Try } from '../journal/journal-state.ts';
import { roundUsd } from '../money/prices.ts';
import type { GenerateChange } from '../plan/change.ts';
import { type Applied, type LedgerEntry, type Missing, NOTHING_APPLIED } from '../records/applied.ts';
import type { Difference } from './compare-set.ts';
import type { Job } from './job.ts';

/** What a run has done to a set so far, from its journal alone. */
export function doneSoFar(state: JournalState): Pick<Applied, 'added' | 'retired' | 'held' | 'ledger' | 'usd'> {
  const tries = new Map([...state.tries.values()].flat().map((each) => [each.asked.requestId, each]));
  const entries = [...state.additions.values()].filter(({ done }) => done).map(({ entry }) => entry);
  const joined = new Set(entries.map(({ requestId }) => requestId));
  const added = entries.map(({ file, type, score, requestId }) => {
    const asked = tries.get(requestId)?.asked;
    return { file, type, score, promptNumber: asked?.promptNumber ?? 1, standIn: asked?.maker === 'offline' };
  });
  return {
    added,
    retired: [...state.retirements].filter(([, { done }]) => done).map(([file]) => file),
    held: [...state.held.values()].map(({ file, because }) => ({ file, because })),
    ledger: [...tries.values()].map((each) => ledgerEntry(each, joined)),
    usd: roundUsd(spentOnMaking(state)),
  };
}

/** What a run has done to a set in the end, what is missing of what was approved, and why: for result and report. */
export function summaryOf(
  job: Job,
  state: JournalState,
  counts: ByType<number>,
  differs: readonly Difference[],
): Applied {
  const done = doneSoFar(state);
  const joined = new Set([...state.additions.values()].filter((each) => each.done).map(({ entry }) => entry.change));
  const missing = job.generate
    .filter(({ id }) => !joined.has(id))
    .map((change) => missingOf(change, job, state, differs));
  return {
    ...NOTHING_APPLIED,
    ...done,
    outcome: missing.length === 0 && done.held.length === 0 ? 'applied' : 'partly',
    open: differs.length === 0 && missing.some(({ why }) => why !== 'tried'),
    missing,
    counts,
    differs: [...differs],
    reconciled: [...(state.begun?.reconciled ?? [])],
  };
}

function missingOf(
  { id, type }: GenerateChange,
  { record }: Job,
  { tries, stopped }: JournalState,
  differs: readonly Difference[],
): Missing {
  const before = tries.get(id) ?? [];
  const ended = before.filter((each) => each.ended !== undefined);
  const words = ended.at(-1)?.ended?.words ?? '';
  if (ended.length >= record.config.generate.tries) return { change: id, type, why: 'tried', words };
  if (differs.length > 0) return { change: id, type, why: 'stopped', words: CHANGED };
  if (stopped !== undefined)
    return { change: id, type, why: stopped.why === 'budget' ? 'budget' : 'stopped', words: stopped.words };
  return { change: id, type, why: 'tried', words: words === '' ? NO_PROMPT : words };
}

const CHANGED = 'the set was changed by somebody while the run worked on it';
const NO_PROMPT = 'the vendor refuses every prompt of its type that is left';

function ledgerEntry({ asked, made, ended }: Try, joined: ReadonlySet<string>): LedgerEntry {
  const { change, number, promptNumber, model, requestId } = asked;
  const outcome = ended?.how ?? (joined.has(requestId) ? 'added' : 'under way');
  const usd = made?.usd ?? ended?.usd ?? asked.usd;
  return { change, number, promptNumber, model, outcome, words: ended?.words ?? '', usd };
}
