import { type RunOutput, reportInputSchema } from '../../core/contract.ts';
import type { Layout } from '../../core/layout.ts';
import type { ObjectStore } from '../../core/ports/object-store.ts';
import { actorResults } from '../../core/records/actor-results.ts';
import { parseRecord, recordText } from '../../core/records/record-text.ts';
import type { Report, Review, RunIndex } from '../../core/records/report.ts';
import { type RunRecord, runRecordSchema } from '../../core/records/run-record.ts';
import { loadDetails } from '../../core/report/load-page.ts';
import { reportPage } from '../../core/report/page/report-page.ts';
import { byNeed } from '../../core/report/totals.ts';

/** What Report works with. */
export interface ReportPorts {
  readonly store: ObjectStore;
  readonly layout: Layout;
}

/** Writes down how the run came out: `index.json` (a row per actor), `report.html` (for people) and `report.json`. */
export async function report(input: unknown, { store, layout }: ReportPorts, signal: AbortSignal): Promise<RunOutput> {
  const { run, review } = reportInputSchema.parse(input);
  const runKey = layout.run(run, 'run.json');
  const record = parseRecord(runRecordSchema, (await store.get(runKey, { signal })).body, runKey);
  const rows = (await Array.fromAsync(actorResults(store, layout, run, signal))).sort(byNeed);

  const index: RunIndex = { schema: 1, run, actors: rows };
  const summary = reportOf(record, review);
  const details = await loadDetails(store, layout, run, rows, signal);
  const sheetHref = (actor: string) => `actors/${encodeURIComponent(actor.toWellFormed())}/composite.jpg`;
  const page = reportPage({ report: summary, rows, details, sheetHref, nextCommand: undefined });
  await store.put(layout.run(run, 'index.json'), JSON.stringify(index), { contentType: 'application/json', signal });
  await store.put(layout.run(run, 'report.html'), page, { contentType: 'text/html; charset=utf-8', signal });
  // Last: whoever finds report.json finds a finished run.
  await store.put(layout.run(run, 'report.json'), recordText(summary), { contentType: 'application/json', signal });
  return { run, review };
}

function reportOf({ run, startedAt, place, request, judge, config }: RunRecord, review: Review): Report {
  const [preferred] = judge.signatures;
  return {
    schema: 1,
    run,
    startedAt,
    place,
    mode: request.mode,
    judge: { name: preferred?.name ?? '', model: preferred?.model ?? '', why: judge.why },
    budgetUsd: config.limits.budgetUsd,
    review,
  };
}
