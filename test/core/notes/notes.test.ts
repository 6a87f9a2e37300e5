import { expect, test } from 'vitest';
import { correctType, dismissFinding, readNotes } from '../../../core/notes/notes-file.ts';
import { planSet } from '../../../core/plan/plan.ts';
import { actorResultSchema } from '../../../core/records/actor-result.ts';
import { planRecordSchema } from '../../../core/records/plan-record.ts';
import { PLANNED_WITH } from '../../support/plan-settings.ts';
import { image } from '../../support/set-images.ts';
import { cast, inspectionOf, looked, prepareRun, record, taskWorld, work } from '../../support/task-world.ts';

const kim = (world: ReturnType<typeof taskWorld>, by = 'Kim') => ({ ...world, by });
const A = 'a'.repeat(64);

test('what is said twice is said once, and what is taken back leaves nothing', async () => {
  const world = taskWorld();
  expect(await correctType(kim(world), 'ada', A, 'bw_stylized')).toBe(true);
  expect(await correctType(kim(world), 'ada', A, 'bw_stylized')).toBe(false);
  expect(await dismissFinding(kim(world), 'ada', A, { code: 'near-copy', dismissed: true })).toBe(true);
  expect((await readNotes(world, 'ada'))?.images[A]).toMatchObject({
    type: { type: 'bw_stylized', by: 'Kim' },
    fine: [{ code: 'near-copy', by: 'Kim' }],
  });
  await correctType(kim(world), 'ada', A, null);
  await dismissFinding(kim(world), 'ada', A, { code: 'near-copy', dismissed: false });
  expect((await readNotes(world, 'ada'))?.images).toEqual({});
});

test('several who say something at once are all heard', async () => {
  const world = taskWorld();
  const codes = ['exact-copy', 'near-copy', 'below-minimum'] as const;
  await Promise.all(codes.map((code) => dismissFinding(kim(world), 'ada', A, { code, dismissed: true })));
  expect((await readNotes(world, 'ada'))?.images[A]?.fine.map(({ code }) => code).toSorted()).toEqual(
    [...codes].sort(),
  );
});

test('damaged notes stop the plan instead of being forgotten', async () => {
  const world = taskWorld();
  await world.store.put(world.layout.notes('ada'), 'no json');
  await expect(readNotes(world, 'ada')).rejects.toMatchObject({ name: 'InvalidManifest' });
});

test('an image that was found fine is not proposed for that reason again, but still for another', () => {
  const set = [image('weak.jpg', { score: 2, fine: ['below-minimum'] }), image('b.jpg'), image('c.jpg')];
  const plan = planSet('ada', set, PLANNED_WITH);
  expect(plan.changes.filter(({ kind }) => kind === 'retire')).toEqual([]);
  expect(plan.findings).not.toContain('below-minimum');
  const copies = [image('a.jpg', { sha256: A }), image('ab.jpg', { sha256: A }), image('abc.jpg', { sha256: A })];
  const fine = copies.map((each) => ({ ...each, fine: ['exact-copy' as const] }));
  expect(planSet('ada', fine, PLANNED_WITH).findings).not.toContain('has-copies');
  expect(planSet('ada', copies, PLANNED_WITH).findings).toContain('has-copies');
});

test('a corrected type counts in the next plan, as sure', async () => {
  const { world } = await looked(cast(13, 4, 3));
  await work(world, 'ada', 'plan');
  const planned = async () => record(world, actorResultSchema, world.layout.runActor('r1', 'ada', 'result.json'));
  expect(await planned()).toMatchObject({ status: 'balanced', before: { photorealistic: 13, bw_stylized: 4 } });
  const { images } = await inspectionOf(world);
  for (const { sha256 } of images.slice(0, 4)) await correctType(kim(world), 'ada', sha256, 'photorealistic');
  await prepareRun(world);
  await work(world, 'ada', 'plan');
  expect(await planned()).toMatchObject({ before: { photorealistic: 17, bw_stylized: 0 }, reasons: { excess: 4 } });
  const { basis } = await record(world, planRecordSchema, world.layout.runActor('r1', 'ada', 'plan.json'));
  expect(basis.filter(({ verdict }) => verdict.confidence === 1)).toHaveLength(4);
});
