import { expect, test } from 'vitest';
import { memoryObjectStore } from '../../../adapters/memory/object-store.ts';
import { BUCKET_LAYOUT, layoutOf } from '../../../core/layout.ts';
import { NOTHING_APPLIED } from '../../../core/records/applied.ts';
import { recordText } from '../../../core/records/record-text.ts';
import { loadDetails } from '../../../core/report/load-page.ts';
import { acted } from './page/acted-world.ts';
import { failed, fullSet, planned, type WorldActor } from './page/page-world.ts';

const layout = layoutOf(BUCKET_LAYOUT);

async function worldOf(actors: readonly WorldActor[]) {
  const store = memoryObjectStore();
  for (const { row, details } of actors) {
    const put = (name: string, body: string | Uint8Array) => store.put(layout.runActor('r', row.actor, name), body);
    await put('plan.json', recordText({ schema: 1, run: 'r', plan: details.plan, basis: [], hash: 'h' }));
    await put('evaluation.json', recordText(details.evaluation));
    if (details.preview !== undefined) await put('preview.webp', details.preview);
    if (details.after === undefined) continue;
    await put('after-evaluation.json', recordText(details.after.evaluation));
    if (details.after.preview !== undefined) await put('after-preview.webp', details.after.preview);
  }
  return store;
}

const load = async (actors: readonly WorldActor[]) =>
  loadDetails(await worldOf(actors), layout, 'r', [failed('x'), ...actors.map(({ row }) => row)]);

test('what was looked at once more is read where it is there', async () => {
  const [ada, bo] = [acted('ada'), planned('bo', fullSet())];
  const details = await load([ada, bo]);
  expect(details.get('ada')?.after).toEqual(ada.details.after);
  expect(details.get('bo')?.after).toBeUndefined();
  expect([...details.keys()]).toEqual(['ada', 'bo']);
});

test('of a set that was not touched, or whose records are gone, nothing after is claimed', async () => {
  const stale = acted('ada', () => ({ ...NOTHING_APPLIED, outcome: 'stale' }));
  const { row, details } = acted('bo');
  const loaded = await load([stale, { row, details: { ...details, after: undefined } }]);
  expect(loaded.get('ada')?.after).toBeUndefined();
  expect(loaded.get('bo')?.after).toBeUndefined();
});

test('previews before and after share one room, and what is told in words stays', async () => {
  const heavy = new Uint8Array(13 * 2 ** 20);
  const big = (actor: string): WorldActor => {
    const { row, details } = acted(actor);
    const after = details.after === undefined ? undefined : { ...details.after, preview: heavy };
    return { row, details: { ...details, preview: heavy, after } };
  };
  const details = await load([big('ada'), big('bo')]);
  const has = (actor: string) =>
    [details.get(actor)?.preview, details.get(actor)?.after?.preview].map((each) => each !== undefined);
  expect([has('ada'), has('bo')]).toEqual([
    [true, true],
    [false, false],
  ]);
  expect(details.get('bo')?.after?.evaluation.images.length).toBeGreaterThan(0);
});
