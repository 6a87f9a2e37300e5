import type { Approval } from '../approval/approval.ts';
import { readApproval } from '../approval/decide.ts';
import type { Moment } from '../contract.ts';
import type { Layout } from '../layout.ts';
import type { ObjectStore } from '../ports/object-store.ts';
import { actorResults } from '../records/actor-results.ts';
import { momentName } from '../records/moment.ts';
import { parseRecord, recordText } from '../records/record-text.ts';
import type { Report, Review, RunIndex, RunState, RunTotals } from '../records/report.ts';
import { type RunRecord, runRecordSchema } from '../records/run-record.ts';
import { loadDetails } from './load-page.ts';
import { reportPage } from './page/report-page.ts';
import { reviewOf } from './review-of.ts';
import { byNeed } from './totals.ts';

/**
 * Writes down how a run stands: `index.json` (a row per actor), `report.html` (for people) and `report.json`, in this order:
 * whoever finds report.json finds the others.
 */
export async function writeReport(
  { store, layout }: { readonly store: ObjectStore; readonly layout: Layout },
  run: string,
  signal: AbortSignal,
): Promise<Review> {
  const runKey = layout.run(run, 'run.json');
  const record = parseRecord(runRecordSchema, (await store.get(runKey, { signal })).body, runKey);
  const results = await Array.fromAsync(actorResults(store, layout, run, signal));
  const review = await reviewOf(results);
  const approval = await readApproval({ store, layout }, run, signal);
  const rows = results.sort(byNeed);

  const index: RunIndex = { schema: 1, run, actors: rows };
  const summary = reportOf(record, review, approval);
  const details = await loadDetails(store, layout, run, rows, signal);
  const sheetHref = (actor: string, moment: Moment) =>
    `actors/${encodeURIComponent(actor.toWellFormed())}/${momentName(moment, 'composite.jpg')}`;
  const page = reportPage({ report: summary, rows, details, sheetHref, nextCommand: undefined });
  await store.put(layout.run(run, 'index.json'), JSON.stringify(index), { contentType: 'application/json', signal });
  await store.put(layout.run(run, 'report.html'), page, { contentType: 'text/html; charset=utf-8', signal });
  const options = { contentType: 'application/json', signal };
  await store.put(layout.run(run, 'report.json'), recordText(summary), options);
  return review;
}

function reportOf(record: RunRecord, review: Review, approval: Approval | undefined): Report {
  const { run, startedAt, place, request, judge, config, maker } = record;
  const [preferred] = judge.signatures;
  return {
    schema: 1,
    run,
    startedAt,
    place,
    mode: request.mode === 'execute' ? 'execute' : 'dry-run',
    state: runStateOf(review.totals, approval),
    maker,
    judge: { name: preferred?.name ?? '', model: preferred?.model ?? '', why: judge.why },
    budgetUsd: config.limits.budgetUsd,
    review,
    ...(approval === undefined ? {} : { approval: withoutToken(approval) }),
  };
}

/** Where a run stands, from how its actors came out and how it was decided. */
export function runStateOf({ outcomes, open }: RunTotals, approval: Approval | undefined): RunState {
  if (approval === undefined) return 'planned';
  if (approval.state !== 'approved') return approval.state === 'pending' ? 'waiting' : approval.state;
  if (outcomes['rolled-back'] > 0 && outcomes.applied + outcomes.partly === 0) return 'rolled-back';
  const trouble = outcomes.partly + outcomes.stale + outcomes.busy + outcomes.failed;
  return trouble + open > 0 ? 'partly' : 'applied';
}

/** A token ends the wait of a state machine and is nobody's to read. */
function withoutToken({ token: _, schema: __, ...rest }: Approval): Omit<Approval, 'token' | 'schema'> {
  return rest;
}
