import { access, constants, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type * as z from 'zod';
import type { Moment } from '../../core/contract.ts';
import { asEvencastError, EvencastError, isEvencastError } from '../../core/errors.ts';
import { inFlight } from '../../core/in-flight.ts';
import type { PlannedResult } from '../../core/records/actor-result.ts';
import { evaluationSchema, type publishedEvaluationSchema } from '../../core/records/evaluation.ts';
import { inspectionSchema } from '../../core/records/inspection.ts';
import { momentName } from '../../core/records/moment.ts';
import { planRecordSchema } from '../../core/records/plan-record.ts';
import { parseRecord, recordText } from '../../core/records/record-text.ts';
import { reportSchema, runIndexSchema } from '../../core/records/report.ts';
import { withCorrections } from '../../core/records/with-corrections.ts';
import { loadDetails } from '../../core/report/load-page.ts';
import { reportPage } from '../../core/report/page/report-page.ts';
import type { Place } from '../places/open-place.ts';
import { outputNames } from './file-names.ts';

/** Actors whose files are copied at a time. */
const ACTORS_IN_FLIGHT = 4;

/** Where the files for people went. */
export interface Published {
  readonly folder: string;
  readonly report: string;
}

/**
 * Writes a finished run's files for people into `folder`: `<actor>_composite.jpg`, where a plan was carried out
 * `<actor>_composite_after.jpg`, `<actor>_evaluation.json` and `report.html`. Files of other actors that are there already stay.
 *
 * @throws NotFound where the run is not there or not finished; AccessDenied or OutOfSpace where the folder cannot be written.
 */
export async function publish(
  place: Place,
  run: string,
  folder: string,
  nextCommand: string | undefined,
): Promise<Published> {
  const { store, layout } = place;
  const read = async <T extends z.ZodType>(schema: T, key: string) =>
    parseRecord(schema, (await store.get(key)).body, key);
  const report = await read(reportSchema, layout.run(run, 'report.json')).catch((error: unknown) => {
    if (!isEvencastError(error, 'NotFound')) throw error;
    throw new EvencastError(
      'NotFound',
      `Run ${run} has no report in ${store.place}: it is not there, or it did not finish. See: evencast runs`,
      { cause: error },
    );
  });
  const { actors: rows } = await read(runIndexSchema, layout.run(run, 'index.json'));
  const names = outputNames(rows.map(({ actor }) => actor));
  const done = rows.filter((row) => row.status !== 'failed');
  await ensureFolder(folder);
  for await (const _ of inFlight(done, ACTORS_IN_FLIGHT, (row) =>
    publishActor(place, run, row, join(folder, names.get(row.actor) ?? '')),
  ));

  const details = await loadDetails(store, layout, run, rows);
  const sheetHref = (actor: string, moment: Moment) =>
    `${encodeURIComponent(names.get(actor) ?? '')}_${sheetName('composite.jpg', moment)}`;
  const path = join(folder, 'report.html');
  await writeWhole(path, reportPage({ report, rows, details, sheetHref, nextCommand }));
  return { folder, report: path };
}

/** Makes the folder for the files for people, or says that it cannot be written to. */
export async function ensureFolder(folder: string): Promise<void> {
  await writing(folder, async () => {
    await mkdir(folder, { recursive: true });
    await access(folder, constants.W_OK);
  });
}

/** What a sheet is called behind the actor's name: `composite.jpg`, `composite_after.jpg`, `composite_after-part-2.jpg`. */
function sheetName(sheet: string, moment: Moment): string {
  return moment === 'before' ? sheet : sheet.replace('composite', 'composite_after');
}

/** Reads the records of one actor of a run. */
function recordsOf({ store, layout }: Place, run: string, actor: string) {
  const get = async (name: string) => {
    const key = layout.runActor(run, actor, name);
    return { key, body: (await store.get(key)).body };
  };
  const record = async <T extends z.ZodType>(schema: T, name: string) => {
    const { body, key } = await get(name);
    return parseRecord(schema, body, key);
  };
  return { get, record };
}

async function publishActor(place: Place, run: string, row: PlannedResult, base: string): Promise<void> {
  const records = recordsOf(place, run, row.actor);
  const { record } = records;
  await publishSheets(records, 'before', base);
  const after = wasLookedAtAgain(row)
    ? await record(evaluationSchema, momentName('after', 'evaluation.json'))
    : undefined;
  if (after === undefined) await removeSheets(base);
  else await publishSheets(records, 'after', base);
  const { plan, basis } = await record(planRecordSchema, 'plan.json');
  const published: z.infer<typeof publishedEvaluationSchema> = {
    ...withCorrections(await record(evaluationSchema, 'evaluation.json'), basis),
    plan,
    ...(row.applied === undefined ? {} : { applied: row.applied }),
    ...(after === undefined ? {} : { after: withCorrections(after, basis) }),
  };
  await writeWhole(`${base}_evaluation.json`, recordText(published));
}

/** Of a set that was taken back or not touched, the sheet from before says how it is. */
function wasLookedAtAgain({ applied }: PlannedResult): boolean {
  return applied?.outcome === 'applied' || applied?.outcome === 'partly';
}

async function publishSheets(
  { get, record }: ReturnType<typeof recordsOf>,
  moment: Moment,
  base: string,
): Promise<void> {
  const { sheets } = await record(inspectionSchema, momentName(moment, 'inspection.json'));
  for (const sheet of sheets)
    await writeWhole(`${base}_${sheetName(sheet, moment)}`, (await get(momentName(moment, sheet))).body);
}

/** A sheet that an earlier run of the same actor left must not pass for one of this run. */
async function removeSheets(base: string): Promise<void> {
  await writing(base, () => rm(`${base}_${sheetName('composite.jpg', 'after')}`, { force: true }));
}

/** Under another name first, so that nobody opens half a file. */
async function writeWhole(path: string, body: Uint8Array | string): Promise<void> {
  await writing(path, async () => {
    await writeFile(`${path}.part`, body);
    await rename(`${path}.part`, path);
  });
}

async function writing(path: string, write: () => Promise<unknown>): Promise<void> {
  try {
    await write();
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
    if (code === 'ENOSPC' || code === 'EDQUOT')
      throw new EvencastError('OutOfSpace', `No room left to write ${path}. Free some and run: evencast report`, {
        cause,
      });
    if (code !== '')
      throw new EvencastError('AccessDenied', `Cannot write ${path} (${code}). Name another folder with --output.`, {
        cause,
      });
    throw asEvencastError(cause);
  }
}
