import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { memoryObjectStore } from '../../../adapters/memory/object-store.ts';
import { BUCKET_LAYOUT, layoutOf } from '../../../core/layout.ts';
import { NOTHING_APPLIED } from '../../../core/records/applied.ts';
import { publishedEvaluationSchema } from '../../../core/records/evaluation.ts';
import type { Inspection } from '../../../core/records/inspection.ts';
import { recordText } from '../../../core/records/record-text.ts';
import { publish } from '../../../local/output/publish.ts';
import { acted, actedInput } from '../../core/report/page/acted-world.ts';
import { failed, type WorldActor } from '../../core/report/page/page-world.ts';

const layout = layoutOf(BUCKET_LAYOUT);
let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'publish-'));
});
afterEach(() => rm(folder, { recursive: true }));

const inspection = (actor: string, sheets: readonly string[]): Inspection => {
  return { schema: 1, actor, images: [], unreadable: [], ignored: [], sheets: [...sheets], pages: [] };
};

/** A store with the records of a run over these actors, each with two sheets after and one before. */
async function placeOf(actors: readonly WorldActor[]) {
  const store = memoryObjectStore();
  const { report, rows } = actedInput(actors, {}, [failed('nobody')]);
  await store.put(layout.run('run-1', 'report.json'), recordText(report));
  await store.put(layout.run('run-1', 'index.json'), recordText({ schema: 1, run: 'run-1', actors: rows }));
  for (const { row, details } of actors) {
    const put = (name: string, body: string) => store.put(layout.runActor('run-1', row.actor, name), body);
    const plan = { schema: 1, run: 'run-1', plan: details.plan, basis: [], hash: 'h' };
    await put('plan.json', recordText(plan));
    await put('evaluation.json', recordText(details.evaluation));
    await put('inspection.json', recordText(inspection(row.actor, ['composite.jpg'])));
    await put('composite.jpg', 'before');
    await put('after-evaluation.json', recordText(details.after?.evaluation));
    await put('after-inspection.json', recordText(inspection(row.actor, ['composite.jpg', 'composite-part-2.jpg'])));
    await put('after-composite.jpg', 'after');
    await put('after-composite-part-2.jpg', 'after, second part');
  }
  return { store, layout };
}

const text = (name: string) => readFile(join(folder, name), 'utf8');

test('a set that was changed has its sheets before and after, and what was done in its evaluation', async () => {
  const ada = acted('ada');
  const { report } = await publish(await placeOf([ada]), 'run-1', folder, undefined);
  expect((await readdir(folder)).sort()).toEqual([
    'ada_composite.jpg',
    'ada_composite_after-part-2.jpg',
    'ada_composite_after.jpg',
    'ada_evaluation.json',
    'report.html',
  ]);
  expect([await text('ada_composite.jpg'), await text('ada_composite_after.jpg')]).toEqual(['before', 'after']);
  const published = publishedEvaluationSchema.parse(JSON.parse(await text('ada_evaluation.json')));
  expect(published.applied).toEqual(ada.row.applied);
  expect(published.after).toEqual(ada.details.after?.evaluation);
  expect(await readFile(report, 'utf8')).toContain('href="./ada_composite_after.jpg"');
});

test('a set that was not touched or was taken back has no sheet after, not even an old one', async () => {
  const stale = acted('ada', () => ({ ...NOTHING_APPLIED, outcome: 'stale' }));
  await writeFile(join(folder, 'ada_composite_after.jpg'), 'of an earlier run');
  await publish(await placeOf([stale, acted('bo', () => ({ outcome: 'rolled-back' }))]), 'run-1', folder, undefined);
  expect((await readdir(folder)).filter((name) => name.includes('after'))).toEqual([]);
  const published = publishedEvaluationSchema.parse(JSON.parse(await text('ada_evaluation.json')));
  expect([published.applied?.outcome, published.after]).toEqual(['stale', undefined]);
});
