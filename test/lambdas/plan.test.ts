import { describe, expect, test } from 'vitest';
import type { ConfigInput } from '../../core/config/config.ts';
import { plannedResultSchema } from '../../core/records/actor-result.ts';
import { inspectionSchema } from '../../core/records/inspection.ts';
import { planRecordSchema } from '../../core/records/plan-record.ts';
import { plan } from '../../lambdas/plan/task.ts';
import {
  addFiles,
  cast,
  keys,
  PATIENCE,
  prepareRun,
  record,
  type TaskWorld,
  taskWorld,
  withFullDisk,
  work,
} from '../support/task-world.ts';
import { pictureText } from '../support/text-codec.ts';

const BASE = 'balancing/runs/r1/actors/ada/';
const MANIFEST = 'balancing/actors/ada/manifest.json';

const planOf = (world: TaskWorld, run = 'r1') =>
  record(world, planRecordSchema, world.layout.runActor(run, 'ada', 'plan.json'));
const resultOf = (world: TaskWorld, run = 'r1') =>
  record(world, plannedResultSchema, world.layout.runActor(run, 'ada', 'result.json'));

/** A world in which ada's set was judged. */
async function judged(files: Readonly<Record<string, string>>, config: ConfigInput = {}): Promise<TaskWorld> {
  const world = taskWorld({ config });
  await addFiles(world, 'ada', files);
  await prepareRun(world);
  await work(world, 'ada', 'evaluate');
  return world;
}

const planned = async (world: TaskWorld) => {
  await plan({ run: 'r1', actor: 'ada' }, world, PATIENCE.signal);
  return (await planOf(world)).plan;
};

/** A manifest with one entry about a file, its hash taken from the inspection. */
async function manifest(world: TaskWorld, file: string, of: object): Promise<string> {
  const { images } = await record(world, inspectionSchema, `${BASE}inspection.json`);
  const sha256 = images.find((image) => image.file === file)?.sha256 ?? '';
  return JSON.stringify({ schema: 1, actor: 'ada', images: [{ file, sha256, ...of }] });
}

describe('a set is planned', () => {
  test('18/1/1 photographs: five leave, five drawings are made, and the row says so', async () => {
    const world = await judged({ ...cast(18, 1, 1), 'broken.png': 'x' });
    const { changes } = await planned(world);
    expect(changes.map(({ kind, type }) => `${kind} ${type}`)).toEqual([
      ...Array(5).fill('retire photorealistic'),
      ...Array(3).fill('generate bw_stylized'),
      ...Array(2).fill('generate color_stylized'),
    ]);
    expect(await resultOf(world)).toEqual({
      schema: 1,
      actor: 'ada',
      status: 'planned',
      at: '2026-11-01T12:00:00.000Z',
      before: { photorealistic: 18, bw_stylized: 1, color_stylized: 1 },
      target: { photorealistic: 13, bw_stylized: 4, color_stylized: 3 },
      after: { photorealistic: 13, bw_stylized: 4, color_stylized: 3 },
      meanScore: 7,
      retire: 5,
      generate: 5,
      reasons: { excess: 5, 'missing/bw_stylized': 3, 'missing/color_stylized': 2 },
      usd: 0.25,
      findings: ['off-target'],
      unreadable: 1,
      unsure: 0,
      usage: { calls: 3, inputTokens: 3000, outputTokens: 300, usd: 0.03 },
      planHash: (await planOf(world)).hash,
    });
  });

  test('a second time in the same run keeps its place among what happened', async () => {
    const world = await judged(cast(18, 1, 1));
    await planned(world);
    await world.clock.sleep(60_000);
    await planned(world);
    expect((await resultOf(world)).at).toBe('2026-11-01T12:00:00.000Z');
  });

  test('a balanced set is called balanced and has nothing to do', async () => {
    const world = await judged(cast(13, 4, 3));
    expect((await planned(world)).changes).toEqual([]);
    expect(await resultOf(world)).toMatchObject({ status: 'balanced', retire: 0, generate: 0, usd: 0 });
  });

  test('an empty set has a mean score of nothing and a whole set to make', async () => {
    const world = await judged({ 'a.png': 'broken' });
    await planned(world);
    expect(await resultOf(world)).toMatchObject({
      meanScore: 0,
      retire: 0,
      generate: 20,
      usd: 1,
      findings: ['off-target', 'no-references'],
    });
  });

  test('the row names the actor’s group, and the group’s target holds', async () => {
    const world = await judged(cast(13, 4, 3), { groups: { leads: { actors: ['ada'], target: { total: 40 } } } });
    await planned(world);
    expect(await resultOf(world)).toMatchObject({
      group: 'leads',
      target: { photorealistic: 26, bw_stylized: 8, color_stylized: 6 },
    });
  });

  test('copies of one picture are found, and images judged unsure stay and are counted', async () => {
    const shown = pictureText('photorealistic', 7, 'ada photorealistic 0');
    const world = await judged({
      ...cast(13, 3, 3),
      'copy.png': shown,
      'near.png': shown.replace(' 7 ', ' 6 '),
      'doubt.png': pictureText('bw_stylized', 1, 'fog', 0.2),
    });
    const { changes, withheld } = await planned(world);
    expect(changes.map((change) => (change.kind === 'retire' ? [change.file, change.reason.code] : []))).toEqual([
      ['photorealistic-000.png', 'exact-copy'],
      ['near.png', 'near-copy'],
    ]);
    expect(withheld).toMatchObject([{ file: 'doubt.png', because: 'unsure' }]);
    expect(await resultOf(world)).toMatchObject({ unsure: 1, retire: 2 });
  });

  test('planning twice gives the same hash, a changed score or config another', async () => {
    const world = await judged(cast(18, 1, 1));
    await planned(world);
    const first = (await planOf(world)).hash;
    await planned(world);
    expect((await planOf(world)).hash).toBe(first);
    const other = await judged({
      ...cast(18, 1, 1),
      'photorealistic-000.png': pictureText('photorealistic', 8, 'ada photorealistic 0'),
    });
    await planned(other);
    expect((await planOf(other)).hash).not.toBe(first);
  });
});

describe('what the manifest says of a set', () => {
  test('a pinned image stays', async () => {
    const world = await judged({ ...cast(12, 4, 3), 'bad.png': pictureText('photorealistic', 1, 'bad') });
    expect((await planned(world)).changes).toMatchObject([{ kind: 'retire', file: 'bad.png' }, { kind: 'generate' }]);
    await world.store.put(MANIFEST, await manifest(world, 'bad.png', { pinned: true }));
    expect(await planned(world)).toMatchObject({ changes: [], withheld: [{ file: 'bad.png', because: 'pinned' }] });
  });

  test('an image that a run made is no reference, and its prompt is not the next', async () => {
    const world = await judged(cast(1, 4, 3));
    expect((await planned(world)).changes[0]).toMatchObject({
      promptNumber: 1,
      references: ['photorealistic-000.png'],
    });
    await world.store.put(
      MANIFEST,
      await manifest(world, 'photorealistic-000.png', { origin: { kind: 'run', run: 'r0', promptNumber: 1 } }),
    );
    expect((await planned(world)).changes[0]).toMatchObject({ promptNumber: 2, references: [] });
  });

  test('what it says of files that are gone changes nothing', async () => {
    const world = await judged(cast(13, 4, 3));
    await world.store.put(
      MANIFEST,
      JSON.stringify({ schema: 1, actor: 'ada', images: [{ file: 'gone.png', sha256: 'x', pinned: true }] }),
    );
    expect((await planned(world)).balanced).toBe(true);
  });

  test.each([
    ['no JSON', '{"schema": 1,'],
    ['another shape', '{"schema": 2}'],
    ['pins that are no pins', '{"schema":1,"actor":"ada","images":[{"file":"a","sha256":"x","pinned":"yes"}]}'],
    ['not even text', new Uint8Array([0xff, 0xfe, 0x00])],
  ])('a damaged one (%s) is refused: pins might be lost unseen', async (_how, body) => {
    const world = await judged(cast(13, 4, 3));
    await world.store.put(MANIFEST, body);
    await expect(planned(world)).rejects.toMatchObject({
      name: 'InvalidManifest',
      kind: 'input',
      actor: 'ada',
      message: `The manifest of ada (${MANIFEST}) is damaged. Mend it or move it away; without it pins are not known.`,
    });
    expect(await keys(world)).not.toContain(`${BASE}result.json`);
  });
});

describe('what can go wrong', () => {
  test('a disk that fills up between the plan and its row leaves no row: the actor counts as failed', async () => {
    const world = withFullDisk(await judged(cast(13, 4, 3)), (key) => key.endsWith('result.json'));
    await expect(planned(world)).rejects.toMatchObject({ name: 'OutOfSpace' });
    expect(await keys(world)).not.toContain(`${BASE}result.json`);
  });

  test('an evaluation that is missing is said by its key', async () => {
    const world = await judged(cast(1, 0, 0));
    await world.store.delete(`${BASE}evaluation.json`);
    await expect(planned(world)).rejects.toMatchObject({
      name: 'NotFound',
      message: expect.stringContaining('evaluation.json'),
    });
  });
});
