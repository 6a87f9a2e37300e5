import { describe, expect, test } from 'vitest';
import type { Inspection } from '../../core/records/inspection.ts';
import {
  addFiles,
  cast,
  inspectionOf,
  keys,
  looked,
  prepareRun,
  type TaskWorld,
  taskWorld,
  text,
  work,
} from '../support/task-world.ts';
import { pictureText, readSheet } from '../support/text-codec.ts';

const BASE = 'balancing/runs/r1/actors/ada/';

const good = (shows: string) => pictureText('photorealistic', 7, shows);

const shown = async (world: TaskWorld, name: string) => readSheet((await world.store.get(`${BASE}${name}`)).body);

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
    const content = (label: string | undefined) => {
      const file = inspection.images.find((image) => image.label === label)?.file ?? '';
      return text(world, `custom-actors/ada/training_data/${file}`);
    };
    for (const [label, picture] of await shown(world, 'composite.jpg')) expect(await content(label)).toBe(picture);
    for (const { name, cells, canary } of inspection.pages) {
      const sheet = await shown(world, name);
      expect([...sheet.keys()]).toEqual(cells.map(({ label }) => label));
      for (const { label, image } of cells.filter((cell) => cell.image !== undefined))
        expect(await content(image)).toBe(sheet.get(label));
      expect(sheet.get(canary.label)).toMatch(new RegExp(`^${canary.type} 9 0.9 canary`));
    }
  });

  test.each([
    [1, [1]],
    [9, [9]],
    [10, [9, 1]],
    [25, [9, 9, 7]],
  ])('the judge gets %i images on sheets of at most ten cells, one of them the canary: %j', async (count, sizes) => {
    const { inspection } = await looked(cast(count, 0, 0));
    expect(inspection.pages.map(({ cells }) => cells.length - 1)).toEqual(sizes);
    const images = inspection.pages.flatMap(({ cells }) => cells.flatMap(({ image }) => image ?? []));
    expect(images.toSorted()).toEqual(inspection.images.map(({ label }) => label));
  });

  test('the same content under two names is drawn for the judge once', async () => {
    const { inspection } = await looked({ 'a.png': good('x'), 'b.png': good('x'), 'c.png': good('y') });
    const images = inspection.pages.flatMap(({ cells }) => cells.flatMap(({ image }) => image ?? []));
    expect(images.toSorted()).toEqual(['01', '03']);
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
    expect(inspection.pages.map(({ name }) => name)).toEqual(['composite-1.jpg']);
    expect(inspection.pages[0]?.cells.flatMap(({ image }) => image ?? [])).toEqual([added]);
    expect(inspection.images).toHaveLength(21);
  });

  test('is drawn again where everything is to be judged again', async () => {
    const world = taskWorld();
    await addFiles(world, 'ada', cast(5, 0, 0));
    await prepareRun(world);
    await work(world, 'ada', 'evaluate');
    await prepareRun(world, 'r2', { force: true });
    await work(world, 'ada', 'composite', 'r2');
    expect((await inspectionOf(world, 'r2')).pages[0]?.cells).toHaveLength(6);
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

describe('the images alone, for a judge that may be shown them so', () => {
  const views = ({ images }: Inspection) => images.filter(({ view }) => view !== undefined).map(({ file }) => file);
  const files = cast(2, 0, 0);
  const names = Object.keys(files);

  test.each(['composite', 'image', 'composite+recheck'] as const)('are drawn of what is new (%s)', async (protocol) => {
    const { world, inspection } = await looked(files, taskWorld({ judge: { protocol } }));
    expect(views(inspection)).toEqual(names);
    for (const { file, view } of inspection.images)
      expect(await text(world, `${BASE}${view}`)).toBe(await text(world, `custom-actors/ada/training_data/${file}`));
  });

  test.each([
    ['composite', []],
    ['image', []],
    ['composite+recheck', names],
  ] as const)(
    'are drawn again of what was seen on a sheet only, where it may have to be shown: %s',
    async (protocol, again) => {
      const { world } = await looked(files, taskWorld({ config: { judge: { recheckShare: 0 } }, judge: { protocol } }));
      await work(world, 'ada', 'evaluate');
      await prepareRun(world, 'r2');
      await work(world, 'ada', 'composite', 'r2');
      expect(views(await inspectionOf(world, 'r2'))).toEqual(again);
    },
  );

  test('are not drawn for a judge that looks at no pictures', async () => {
    const { world, inspection } = await looked(files, taskWorld({ judge: { sheetCells: undefined } }));
    expect(views(inspection)).toEqual([]);
    expect((await keys(world)).filter((key) => key.includes('view-'))).toEqual([]);
  });

  test('lie among the records of the run, never in the set', async () => {
    const { world } = await looked(files);
    for (const key of (await keys(world)).filter((each) => each.includes('view-')))
      expect(key.startsWith(BASE)).toBe(true);
  });
});
