import { resolve } from 'node:path';
import { EvencastError } from '../../core/errors.ts';
import { usdWords } from '../../core/money/prices.ts';
import { loadConfig } from '../../local/config-file.ts';
import { DEFAULT_OUTPUT } from '../../local/output/default-output.ts';
import { publish } from '../../local/output/publish.ts';
import { type LastPlace, lastPlace } from '../../local/places/last-place.ts';
import { openPlace, type Place } from '../../local/places/open-place.ts';
import { type PastRun, pastRuns, runStatus } from '../../local/run-history.ts';
import { EXIT } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import { printable } from '../render/printable.ts';
import { actorTable, failureLines, totalLines } from '../render/run-summary.ts';
import { styleFor } from '../render/style.ts';
import { tableLines } from '../render/table.ts';

/** Options of the commands that look at what ran. */
export interface PastRunOptions {
  readonly in?: string;
  readonly state?: string;
  readonly config?: string;
  readonly output?: string;
  readonly json?: boolean;
}

/** `evencast runs`: what ran, the newest last. */
export async function runsCommand(options: PastRunOptions, io: Io): Promise<number> {
  const { place } = await placeOf(options, io);
  const runs = await pastRuns(place);
  if (options.json === true) {
    for (const { record, report } of runs)
      io.stdout.write(
        `${JSON.stringify({ run: record.run, startedAt: record.startedAt, actors: record.actors, review: report?.review })}\n`,
      );
    return EXIT.done;
  }
  if (runs.length === 0) {
    io.stdout.write(`No run yet in ${printable(place.store.place, 300)}. Start one with: npx evencast run FOLDER\n`);
    return EXIT.done;
  }
  const style = styleFor(io.stdout, io.env);
  const columns = [
    { title: 'run' },
    { title: 'started' },
    { title: 'mode' },
    { title: 'actors', align: 'right' },
    { title: 'outcome' },
    { title: 'judging cost', align: 'right' },
  ] as const;
  io.stdout.write(`${tableLines(columns, runs.map(runRow), style.dim).join('\n')}\n`);
  return EXIT.done;
}

function runRow({ record, report }: PastRun): readonly string[] {
  const totals = report?.review.totals;
  const outcome =
    totals === undefined
      ? 'not finished'
      : `${totals.balanced} balanced, ${totals.planned} to do, ${totals.failed} failed`;
  return [
    record.run,
    record.startedAt.slice(0, 19).replace('T', ' '),
    record.request.mode,
    String(record.actors),
    outcome,
    totals === undefined ? '' : usdWords(totals.usage.usd),
  ];
}

/** `evencast status [RUN]`: where each actor stands, and what it cost. */
export async function statusCommand(run: string | undefined, options: PastRunOptions, io: Io): Promise<number> {
  const { place, last } = await placeOf(options, io);
  const { record, report, actors } = await runStatus(place, runOf(run, last));
  if (options.json === true) {
    for (const actor of actors) io.stdout.write(`${JSON.stringify(actor)}\n`);
    return EXIT.done;
  }
  const style = styleFor(io.stdout, io.env);
  const totals =
    report === undefined
      ? [style.warn('Not finished: it is still under way, or it was stopped.')]
      : totalLines(report.review.totals, report.budgetUsd, style);
  const heading = `Run ${record.run}, ${record.request.mode}, started ${record.startedAt} over ${printable(record.place, 200)}`;
  io.stdout.write(
    `${[heading, '', ...actorTable(actors, style), '', ...failureLines(actors, style), ...totals].join('\n')}\n`,
  );
  return EXIT.done;
}

/** `evencast report [RUN]`: writes the files for people again. */
export async function reportCommand(run: string | undefined, options: PastRunOptions, io: Io): Promise<number> {
  const { place, last } = await placeOf(options, io);
  const folder = resolve(io.cwd, options.output ?? last?.output ?? DEFAULT_OUTPUT);
  const { report } = await publish(place, runOf(run, last), folder, undefined);
  io.stdout.write(`Report: ${printable(report, 300)}\n`);
  return EXIT.done;
}

function runOf(run: string | undefined, last: LastPlace | undefined): string {
  if (run !== undefined) return run;
  if (last !== undefined) return last.run;
  throw new EvencastError('InvalidRequest', 'Which run? Name one; `evencast runs --in FOLDER` lists them.');
}

/** Where the command looks: `--in`, else where the last run of this working folder worked. */
async function placeOf(
  options: PastRunOptions,
  io: Io,
): Promise<{ readonly place: Place; readonly last: LastPlace | undefined }> {
  const last = await lastPlace(io.cwd);
  const where = options.in ?? last?.where;
  if (where === undefined)
    throw new EvencastError(
      'InvalidRequest',
      'Nothing ran in this folder yet. Say where to look with --in FOLDER or --in s3://bucket/prefix.',
    );
  const { config } = await loadConfig(io.cwd, options.config);
  const sameAsLast = options.in === undefined || options.in === last?.where;
  const state = options.state ?? (sameAsLast ? last?.state : undefined);
  return {
    place: await openPlace(where, io.cwd, config.dataset, state),
    last: sameAsLast ? last : undefined,
  };
}
