import { describe, expect, test } from 'vitest';
import { MAX_IMAGE_BYTES } from '../../core/image-files.ts';
import { composite } from '../../lambdas/composite/task.ts';
import {
  addFiles,
  cast,
  inspectionOf,
  keys,
  looked,
  PATIENCE,
  prepareRun,
  taskWorld,
  withFullDisk,
  work,
} from '../support/task-world.ts';
import { pictureText } from '../support/text-codec.ts';

const BASE = 'balancing/runs/r1/actors/ada/';

const good = (shows: string) => pictureText('photorealistic', 7, shows);

describe('what is found in a set', () => {
  test('labels are consecutive over the readable images, in order of their names', async () => {
    const { inspection } = await looked({
      'b.png': good('b'),
      'a.png': 'garbage',
      'c.png': good('c'),
      'B.jpg': good('B'),
    });
    expect(inspection.images.map(({ file, label }) => [label, file])).toEqual([
      ['01', 'B.jpg'],
      ['02', 'b.png'],
      ['03', 'c.png'],
    ]);
    expect(inspection.unreadable).toEqual([
      { file: 'a.png', size: 7, version: expect.any(String), reason: 'not an image (text)' },
    ]);
  });

  test('each image has what a plan rests on: size, version and hash of the very bytes that were read', async () => {
    const { world, inspection } = await looked({ 'a.png': good('a') });
    const { size, version } = await world.store.get('custom-actors/ada/training_data/a.png');
    expect(inspection.images[0]).toMatchObject({
      size,
      version,
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      facts: { width: 100, format: 'png' },
    });
  });

  test('the same bytes under two names have one hash', async () => {
    const { inspection } = await looked({ 'a.png': good('x'), 'b.png': good('x'), 'c.png': good('y') });
    const [a, b, c] = inspection.images.map(({ sha256 }) => sha256);
    expect(a).toBe(b);
    expect(c).not.toBe(a);
  });

  test('pictures of other formats are reported with what to do, other files are set aside, hidden ones too', async () => {
    const { inspection } = await looked({
      'a.gif': 'GIF89a',
      'b.heic': 'x',
      'c.txt': 'a caption',
      '.DS_Store': 'x',
      '._d.png': 'x',
      'd.png': good('d'),
    });
    expect(inspection.unreadable.map(({ file, reason }) => [file, reason])).toEqual([
      ['a.gif', 'only JPEG, PNG and WebP are read; convert it'],
      ['b.heic', 'only JPEG, PNG and WebP are read; convert it'],
    ]);
    expect(inspection.ignored).toEqual(['.DS_Store', '._d.png', 'c.txt']);
    expect(inspection.images.map(({ file }) => file)).toEqual(['d.png']);
  });

  test('a file above the size limit is reported with both sizes and never loaded', async () => {
    const world = taskWorld();
    const real = world.store;
    const store: typeof real = {
      ...real,
      async *list(prefix, options) {
        for await (const info of real.list(prefix, options))
          yield info.key.endsWith('huge.png') ? { ...info, size: MAX_IMAGE_BYTES + 2 ** 20 } : info;
      },
      get: async (key, options) =>
        key.endsWith('huge.png') ? Promise.reject(new Error('loaded')) : real.get(key, options),
    };
    const { inspection } = await looked({ 'huge.png': good('x'), 'ok.png': good('y') }, { ...world, store });
    expect(inspection.unreadable.map(({ file, reason }) => [file, reason])).toEqual([
      ['huge.png', '101 MB, above the limit of 100 MB'],
    ]);
    expect(inspection.images.map(({ file }) => file)).toEqual(['ok.png']);
  });

  test('folders inside an actor’s folder belong to somebody else', async () => {
    const { inspection } = await looked({ 'a.png': good('a'), 'backup/b.png': good('b'), 'x/y/z.png': good('z') });
    expect(inspection.images.map(({ file }) => file)).toEqual(['a.png']);
    expect([...inspection.ignored, ...inspection.unreadable]).toEqual([]);
  });

  test('names with any Unicode, quotes and percent signs come through', async () => {
    const names = ['ä😀.png', 'a%20b.png', 'quote"\'.png', ' leading.png', '日本.png'];
    const { inspection } = await looked(Object.fromEntries(names.map((name) => [name, good(name)])));
    expect(inspection.images.map(({ file }) => file)).toEqual([...names].sort());
  });

  test('an empty set, and one of broken files alone, have no sheet and are no failure', async () => {
    const empty = await looked({});
    expect(empty.inspection).toMatchObject({ images: [], unreadable: [], sheets: [], pages: [] });
    const broken = await looked({ 'a.png': 'x' });
    expect(broken.inspection).toMatchObject({ images: [], sheets: [], pages: [], unreadable: [{ file: 'a.png' }] });
    expect(await keys(broken.world)).not.toContain(`${BASE}composite.jpg`);
  });
});

describe('what can go wrong', () => {
  test('a full disk is said as such and leaves no inspection that the next step would trust', async () => {
    const world = taskWorld();
    await addFiles(world, 'ada', cast(3, 0, 0));
    await prepareRun(world);
    const full = withFullDisk(world, (key) => key.endsWith('composite.jpg'));
    await expect(work(full, 'ada', 'composite')).rejects.toMatchObject({ name: 'OutOfSpace' });
    expect(await keys(world)).not.toContain(`${BASE}inspection.json`);
  });

  test('a run that was stopped stops here', async () => {
    const world = taskWorld();
    await addFiles(world, 'ada', cast(3, 0, 0));
    await prepareRun(world);
    await expect(composite({ run: 'r1', actor: 'ada' }, world, AbortSignal.abort())).rejects.toThrow();
    expect(await keys(world)).not.toContain(`${BASE}inspection.json`);
  });

  test('a damaged run record is said to be damaged', async () => {
    const world = taskWorld();
    await world.store.put('balancing/runs/r1/run.json', '{');
    await expect(composite({ run: 'r1', actor: 'ada' }, world, PATIENCE.signal)).rejects.toMatchObject({
      name: 'RecordCorrupt',
      message: 'The record balancing/runs/r1/run.json is damaged (it is no JSON). Start a new run.',
    });
  });

  test('Step Functions may call it twice: the second time gives the same', async () => {
    const { world, inspection } = await looked(cast(12, 4, 3));
    await work(world, 'ada', 'composite');
    expect(await inspectionOf(world)).toEqual(inspection);
  });
});
