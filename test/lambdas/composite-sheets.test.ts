import { describe, expect, test } from 'vitest';
import type { Inspection } from '../../core/records/inspection.ts';
import {
  addFiles,
  cast,
  inspectionOf,
  keys,
  looked,
  prepareRun,
  taskWorld,
  text,
  work,
} from '../support/task-world.ts';
import { pictureText, readSheet } from '../support/text-codec.ts';

const BASE = 'balancing/runs/r1/actors/ada/';

const good = (shows: string) => pictureText('photorealistic', 7, shows);

describe('the sheets', () => {
  test('people get the whole set on one sheet with a small preview', async () => {
    const { world, inspection } = await looked(cast(13, 4, 3));
    expect(inspection.sheets).toEqual(['composite.jpg']);
    const sheet = readSheet((await world.store.get(`${BASE}composite.jpg`)).body);
    expect([...sheet.keys()]).toEqual(inspection.images.map(({ label }) => label));
    expect(await text(world, `${BASE}preview.webp`)).toMatch(/^0\.5 of\n01\|/);
  });

  test('every label stands under its own image, though a broken file lies between', async () => {
    const { world, inspection } = await looked({ ...cast(12, 0, 0), 'photorealistic-005.png': 'broken' });
    for (const name of [...inspection.sheets, ...inspection.pages.map((page) => page.name)]) {
      for (const [label, picture] of readSheet((await world.store.get(`${BASE}${name}`)).body)) {
        const file = inspection.images.find((image) => image.label === label)?.file ?? '';
        expect(await text(world, `custom-actors/ada/training_data/${file}`)).toBe(picture);
      }
    }
  });

  test.each([
    [1, [1]],
    [10, [10]],
    [11, [10, 1]],
    [25, [10, 10, 5]],
  ])('the judge gets %i images on pages of at most ten: %j', async (count, sizes) => {
    const { world, inspection } = await looked(cast(count, 0, 0));
    expect(inspection.pages.map(({ labels }) => labels.length)).toEqual(sizes);
    expect(inspection.pages.flatMap(({ labels }) => labels)).toEqual(inspection.images.map(({ label }) => label));
    for (const { name, labels } of inspection.pages)
      expect([...readSheet((await world.store.get(`${BASE}${name}`)).body).keys()]).toEqual(labels);
  });

  test('a judge that needs no sheets gets none', async () => {
    const { world, inspection } = await looked(cast(13, 4, 3), taskWorld({ judge: { sheetCells: undefined } }));
    expect(inspection.pages).toEqual([]);
    expect((await keys(world)).filter((key) => /composite-\d/.test(key))).toEqual([]);
  });

  test.each([
    [500, ['composite.jpg']],
    [501, ['composite.jpg', 'composite-part-2.jpg']],
    [1203, ['composite.jpg', 'composite-part-2.jpg', 'composite-part-3.jpg']],
  ])('a set of %i is drawn on %j', async (count, sheets) => {
    const { world, inspection } = await looked(cast(count, 0, 0), taskWorld({ judge: { sheetCells: undefined } }));
    expect(inspection.sheets).toEqual(sheets);
    const cells = await Promise.all(
      sheets.map(async (name) => readSheet((await world.store.get(`${BASE}${name}`)).body).size),
    );
    expect(cells.reduce((sum, size) => sum + size, 0)).toBe(count);
    expect(Math.max(...cells)).toBeLessThanOrEqual(500);
  });
});

describe('an image that was judged before', () => {
  test('is not drawn for the judge again, but people still see it', async () => {
    const world = taskWorld();
    await addFiles(world, 'ada', cast(13, 4, 3));
    await prepareRun(world);
    await work(world, 'ada', 'evaluate');
    await addFiles(world, 'ada', { 'new.png': good('new') });
    await prepareRun(world, 'r2');
    await work(world, 'ada', 'composite', 'r2');
    const inspection = await inspectionOf(world, 'r2');
    const added = inspection.images.find(({ file }) => file === 'new.png')?.label;
    expect(inspection.pages).toEqual([{ name: 'composite-1.jpg', labels: [added] }]);
    expect(inspection.images).toHaveLength(21);
  });

  test('is drawn again where everything is to be judged again', async () => {
    const world = taskWorld();
    await addFiles(world, 'ada', cast(5, 0, 0));
    await prepareRun(world);
    await work(world, 'ada', 'evaluate');
    await prepareRun(world, 'r2', { force: true });
    await work(world, 'ada', 'composite', 'r2');
    expect((await inspectionOf(world, 'r2')).pages[0]?.labels).toHaveLength(5);
  });
});

describe('the pixel statistics, which take most of the time', () => {
  const measured = (inspection: Inspection) =>
    inspection.images.filter(({ facts }) => Object.keys(facts.statistics).length > 0).map(({ file }) => file);

  test('are taken for a judge that reads them, of what it has not judged yet', async () => {
    const { world, inspection } = await looked(cast(2, 0, 0), taskWorld({ judge: { sheetCells: undefined } }));
    expect(measured(inspection)).toHaveLength(2);
    await work(world, 'ada', 'evaluate');
    await addFiles(world, 'ada', { 'new.png': good('new') });
    await prepareRun(world, 'r2');
    await work(world, 'ada', 'evaluate', 'r2');
    expect(measured(await inspectionOf(world, 'r2'))).toEqual(['new.png']);
  });

  test('are not taken for one that looks at sheets', async () => {
    expect(measured((await looked(cast(2, 0, 0))).inspection)).toEqual([]);
  });
});
