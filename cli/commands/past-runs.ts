import { resolve } from 'node:path';
import { usdWords } from '../../core/money/prices.ts';
import { type PastRun, pastRuns, runStatus } from '../../core/records/run-history.ts';
import { DEFAULT_OUTPUT } from '../../local/output/default-output.ts';
import { publish } from '../../local/output/publish.ts';
import { editedLines } from '../approval/edited-lines.ts';
import { EXIT } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import { printable } from '../render/printable.ts';
import { actorTable, failureLines, totalLines } from '../render/run-summary.ts';
import { styleFor } from '../render/style.ts';
import { tableLines } from '../render/table.ts';
import { standingLines } from './standing.ts';
import { runOf, type WhereOptions, whereOf } from './where.ts';

/** Options of the commands that look at what ran. */
export interface PastRunOptions extends WhereOptions {
  readonly output?: string;
  readonly json?: boolean;
}

/** `evencast runs`: what ran, the newest last. */
export async function runsCommand(options: PastRunOptions, io: Io): Promise<number> {
  const { place } = await whereOf(options, io);
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
    { title: 'cost', align: 'right' },
  ] as const;
  io.stdout.write(`${tableLines(columns, runs.map(runRow), style.dim).join('\n')}\n`);
  return EXIT.done;
}

function runRow({ record, report }: PastRun): readonly string[] {
  const totals = report?.review.totals;
  const outcome =
    totals === undefined
      ? 'not finished'
      : `${totals.balanced} balanced, ${totals.planned} ${report?.mode === 'execute' ? `planned: ${report.state}` : 'to do'}, ${totals.failed} failed`;
  return [
    record.run,
    record.startedAt.slice(0, 19).replace('T', ' '),
    record.request.mode,
    String(record.actors),
    outcome,
    totals === undefined ? '' : usdWords(totals.usage.usd + totals.makingUsd),
  ];
}

/** `evencast status [RUN]`: where each actor stands, and what it cost. */
export async function statusCommand(run: string | undefined, options: PastRunOptions, io: Io): Promise<number> {
  const { place, last } = await whereOf(options, io);
  const status = await runStatus(place, runOf(run, last));
  const { record, report, actors } = status;
  if (options.json === true) {
    for (const actor of actors) io.stdout.write(`${JSON.stringify(actor)}\n`);
    return EXIT.done;
  }
  const style = styleFor(io.stdout, io.env);
  const totals = report === undefined ? [] : totalLines(report.review.totals, report.budgetUsd, style, report.state);
  const standing = (await standingLines(place, status, options.stack !== undefined, io)).map(style.warn);
  const heading = `Run ${record.run}, ${record.request.mode}, started ${record.startedAt} over ${printable(record.place, 200)}`;
  const edited = await editedLines(place, record.run, style);
  const lines = [
    heading,
    '',
    ...actorTable(actors, style),
    '',
    ...failureLines(actors, style),
    ...totals,
    ...standing,
    ...edited,
  ];
  io.stdout.write(`${lines.join('\n')}\n`);
  return EXIT.done;
}

/** `evencast report [RUN]`: writes the files for people again. */
export async function reportCommand(run: string | undefined, options: PastRunOptions, io: Io): Promise<number> {
  const { place, last } = await whereOf(options, io);
  const folder = resolve(io.cwd, options.output ?? last?.output ?? DEFAULT_OUTPUT);
  const { report } = await publish(place, runOf(run, last), folder, undefined);
  io.stdout.write(`Report: ${printable(report, 300)}\n`);
  return EXIT.done;
}
