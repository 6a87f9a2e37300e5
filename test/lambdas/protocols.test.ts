import { describe, expect, test } from 'vitest';
import type { Protocol } from '../../core/judging/protocol.ts';
import { again, as, evaluationOf, NO_SHARE, planned, retired, shownAlone } from '../support/judged-set.ts';
import type { LabelJudgeOptions, ShownPicture } from '../support/label-judge.ts';
import { addFiles, cast, prepareRun, type TaskWorld, taskWorld, work } from '../support/task-world.ts';
import { pictureText, type TextPicture } from '../support/text-codec.ts';

describe('the three protocols', () => {
  test.each<[Protocol, readonly (string | undefined)[]]>([
    ['composite', ['sheet', 'sheet', 'sheet']],
    ['image', ['image', 'image', 'image', 'image']],
    ['composite+recheck', ['sheet', 'sheet', 'sheet']],
  ])('%s shows a balanced set of twenty in this way: %j', async (protocol, looks) => {
    const world = await planned(cast(13, 4, 3), { protocol });
    expect(world.judge.looks).toEqual(looks);
    expect(world.judge.asked.flat().toSorted()).toEqual(
      Object.values(cast(13, 4, 3))
        .map(whatItShows)
        .toSorted(),
    );
    expect((await evaluationOf(world)).judging).toMatchObject({ protocol, promptHash: 'as-in-tests', judge: 'openai' });
  });

  test('verdicts of one are never taken for another’s', async () => {
    const world = await planned(cast(3, 0, 0), { protocol: 'composite' });
    for (const [run, protocol] of [
      ['r2', 'image'],
      ['r3', 'composite+recheck'],
    ] as const)
      expect((await again(world, run, { protocol })).judge.asked.flat().length).toBeGreaterThanOrEqual(3);
  });

  test('for a judge that looks at no pictures all of them are one', async () => {
    const world = await planned(cast(3, 0, 0), { sheetCells: undefined });
    expect(world.judge.looks).toEqual([undefined]);
    const { judging, images } = await evaluationOf(world);
    expect(judging).not.toHaveProperty('protocol');
    expect(images[0]).not.toHaveProperty('looks');
  });
});

describe('what is looked at again alone', () => {
  test('is everything that would leave, and nothing leaves on a sheet’s word alone', async () => {
    const world = await planned(cast(20, 2, 0));
    const leaving = await retired(world);
    expect(leaving.length).toBeGreaterThan(3);
    const { images } = await evaluationOf(world);
    for (const file of leaving)
      expect(images.find((image) => image.file === file)?.looks?.map(({ kind }) => kind)).toEqual(['sheet', 'image']);
    expect(shownAlone(world)).toHaveLength(leaving.length);
  });

  test('an image that takes the place of one that stays after all is looked at too', async () => {
    // On the sheet the first four score 2; alone they are as good as the others, which are then the weakest.
    const weak = (picture: ShownPicture) => /photorealistic [0-3]$/.test(picture.shows);
    const world = await planned(cast(20, 4, 3), {
      sees: (picture, look) => (look === 'sheet' && weak(picture) ? as(picture, { score: 5 }) : picture),
    });
    const leaving = await retired(world);
    const { images } = await evaluationOf(world);
    for (const file of leaving) expect(images.find((image) => image.file === file)?.looks).toHaveLength(2);
  });

  test('is everything the judge is not quite sure of', async () => {
    const files = { ...cast(12, 4, 3), 'x.png': pictureText('photorealistic', 7, 'x', 0.8) };
    expect(shownAlone(await planned(files))).toEqual(['x']);
  });

  test('is a share of the rest, the same one in every run and whatever else is in the set', async () => {
    const config = { config: { judge: { recheckShare: 0.3 } } };
    const world = await planned(cast(130, 40, 30), {}, { config: { ...config.config, target: { total: 200 } } });
    const some = shownAlone(world);
    expect(some.length / 200).toBeGreaterThan(0.2);
    expect(some.length / 200).toBeLessThan(0.4);
    const fewer = await planned(cast(65, 20, 15), {}, { config: { ...config.config, target: { total: 100 } } });
    const all = new Set(some);
    for (const shows of shownAlone(fewer)) expect(all).toContain(shows);
  });

  test('comes in another order than on the sheets', async () => {
    const world = await planned(cast(30, 0, 0), { protocol: 'image' });
    expect(world.judge.asked.flat()).not.toEqual(world.judge.asked.flat().toSorted());
  });
});

describe('two looks', () => {
  const one = { ...cast(12, 4, 3), 'x.png': pictureText('photorealistic', 7, 'x', 0.8) };
  const x = async (world: TaskWorld) => (await evaluationOf(world)).images.find(({ file }) => file === 'x.png');
  const otherwise = (what: Partial<TextPicture>): LabelJudgeOptions => ({
    sees: (picture, look) => (look === 'image' && picture.shows === 'x' ? as(picture, what) : picture),
  });

  test('that agree make surer', async () => {
    const image = await x(await planned(one));
    expect(image).toMatchObject({ agreement: 'agree', unsure: false, doubts: [] });
    expect(image?.confidence).toBeCloseTo(0.9);
  });

  test.each<[string, Partial<TextPicture>]>([
    ['type', { type: 'bw_stylized' }],
    ['score', { score: 3 }],
  ])('that differ in %s make unsure: the image is listed for a person and stays', async (agreement, what) => {
    const world = await planned(one, otherwise({ ...what, confidence: 1 }));
    expect(await x(world)).toMatchObject({
      ...what,
      agreement,
      unsure: true,
      doubts: expect.arrayContaining(['looks-differ']),
    });
    expect(await retired(world)).not.toContain('x.png');
    expect((await evaluationOf(world)).judging?.looks).toMatchObject({ both: 1, agreed: 0 });
  });
});

describe('what was judged before', () => {
  test('an unchanged set makes no call, one new image asks about that one', async () => {
    const world = await planned(cast(14, 4, 3), {}, { config: { judge: { recheckShare: 0.3 } } });
    const second = await again(world, 'r2');
    expect(second.judge.asked).toEqual([]);
    const [before, after] = [await evaluationOf(world), await evaluationOf(second, 'r2')];
    expect(after.images).toEqual(before.images);
    expect(after.judging?.looks).toEqual(before.judging?.looks);
    await addFiles(second, 'ada', { 'z.png': pictureText('color_stylized', 9, 'new') });
    const third = await again(second, 'r3');
    expect(new Set(third.judge.asked.flat())).toEqual(new Set(['new']));
  });

  test('an image seen on a sheet only is looked at alone once it would leave', async () => {
    const world = await planned(cast(13, 4, 3));
    expect(shownAlone(world)).toEqual([]);
    await addFiles(world, 'ada', cast(20, 0, 0));
    const second = await again(world, 'r2');
    const leaving = await retired(second, 'r2');
    const { images } = await evaluationOf(second, 'r2');
    for (const file of leaving) expect(images.find((image) => image.file === file)?.looks).toHaveLength(2);
  });
});

describe('the budget', () => {
  test('holds for second looks too: none is begun that could go beyond it', async () => {
    const config = { config: { ...NO_SHARE, limits: { budgetUsd: 0.035 } } };
    await expect(planned(cast(20, 2, 0), {}, config)).rejects.toMatchObject({ name: 'BudgetExceeded' });
  });

  test('of what was paid nothing is lost: with more, only the second looks are asked for', async () => {
    const world = taskWorld({
      config: { ...NO_SHARE, limits: { budgetUsd: 0.035 } },
      judge: { protocol: 'composite+recheck' },
    });
    await addFiles(world, 'ada', cast(20, 2, 0));
    await prepareRun(world);
    await expect(work(world, 'ada', 'evaluate')).rejects.toThrow();
    const richer = { ...world, config: { ...world.config, limits: { ...world.config.limits, budgetUsd: 25 } } };
    const second = await again(richer, 'r2');
    expect(new Set(second.judge.looks)).toEqual(new Set(['image']));
  });
});

function whatItShows(text: string): string {
  return text.split(' ').slice(3).join(' ');
}
