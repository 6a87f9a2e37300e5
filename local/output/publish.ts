import { access, constants, mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type * as z from 'zod';
import { asEvencastError, EvencastError, isEvencastError } from '../../core/errors.ts';
import { inFlight } from '../../core/in-flight.ts';
import type { ActorResult } from '../../core/records/actor-result.ts';
import { evaluationSchema, type publishedEvaluationSchema } from '../../core/records/evaluation.ts';
import { inspectionSchema } from '../../core/records/inspection.ts';
import { planRecordSchema } from '../../core/records/plan-record.ts';
import { parseRecord, recordText } from '../../core/records/record-text.ts';
import { reportSchema, runIndexSchema } from '../../core/records/report.ts';
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
 * Writes a finished run's files for people into `folder`: `<actor>_composite.jpg`, `<actor>_evaluation.json` and
 * `report.html`. Files of other actors that are there already stay.
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
  const done = rows.filter(({ status }) => status !== 'failed');
  await ensureFolder(folder);
  for await (const _ of inFlight(done, ACTORS_IN_FLIGHT, (row) =>
    publishActor(place, run, row, join(folder, names.get(row.actor) ?? '')),
  ));

  const details = await loadDetails(store, layout, run, rows);
  const sheetHref = (actor: string) => `${encodeURIComponent(names.get(actor) ?? '')}_composite.jpg`;
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

async function publishActor(
  { store, layout }: Place,
  run: string,
  { actor }: ActorResult,
  base: string,
): Promise<void> {
  const get = async (name: string) => {
    const key = layout.runActor(run, actor, name);
    return { key, body: (await store.get(key)).body };
  };
  const record = async <T extends z.ZodType>(schema: T, name: string) => {
    const { body, key } = await get(name);
    return parseRecord(schema, body, key);
  };
  const { sheets } = await record(inspectionSchema, 'inspection.json');
  for (const sheet of sheets) await writeWhole(`${base}_${sheet}`, (await get(sheet)).body);
  const published: z.infer<typeof publishedEvaluationSchema> = {
    ...(await record(evaluationSchema, 'evaluation.json')),
    plan: (await record(planRecordSchema, 'plan.json')).plan,
  };
  await writeWhole(`${base}_evaluation.json`, recordText(published));
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
