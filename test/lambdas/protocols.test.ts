import { describe, expect, test } from 'vitest';
import { EvencastError } from '../../core/errors.ts';
import type { Protocol } from '../../core/judging/protocol.ts';
import { evaluationSchema } from '../../core/records/evaluation.ts';
import { inspectionSchema } from '../../core/records/inspection.ts';
import { planRecordSchema } from '../../core/records/plan-record.ts';
import { evaluate } from '../../lambdas/evaluate/task.ts';
import type { LabelJudgeOptions, ShownPicture } from '../support/label-judge.ts';
import {
  addFiles,
  cast,
  PATIENCE,
  prepareRun,
  record,
  type TaskWorld,
  taskWorld,
  withJudge,
  work,
} from '../support/task-world.ts';
import { pictureText, type TextPicture } from '../support/text-codec.ts';

/** No image is looked at again but those that have to be. */
const NO_SHARE = { judge: { recheckShare: 0 } };

async function planned(
  files: Readonly<Record<string, string>>,
  judge: LabelJudgeOptions = {},
  config: Parameters<typeof taskWorld>[0] = { config: NO_SHARE },
): Promise<TaskWorld> {
  const world = taskWorld({ ...config, judge: { protocol: 'composite+recheck', ...judge } });
  await addFiles(world, 'ada', files);
  await prepareRun(world);
  await work(world, 'ada', 'plan');
  return world;
}

async function again(world: TaskWorld, run: string, judge: LabelJudgeOptions = {}): Promise<TaskWorld> {
  const next = withJudge(world, { protocol: 'composite+recheck', ...judge });
  await prepareRun(next, run);
  await work(next, 'ada', 'plan', run);
  return next;
}

const evaluationOf = (world: TaskWorld, run = 'r1') =>
  record(world, evaluationSchema, world.layout.runActor(run, 'ada', 'evaluation.json'));
const planOf = async (world: TaskWorld, run = 'r1') =>
  (await record(world, planRecordSchema, world.layout.runActor(run, 'ada', 'plan.json'))).plan;
const retired = async (world: TaskWorld, run = 'r1') =>
  (await planOf(world, run)).changes.flatMap((change) => (change.kind === 'retire' ? [change.file] : []));
const shownAlone = ({ judge }: TaskWorld) => judge.asked.filter((_, index) => judge.looks[index] === 'image').flat();

const isCanary = ({ shows }: ShownPicture) => shows.startsWith('canary ');
const as = (picture: ShownPicture, what: Partial<TextPicture>): TextPicture => ({ ...picture, ...what });

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

describe('an answer that does not stand the test', () => {
  test('a missed canary voids its sheet, whose images are looked at alone; the other sheet counts', async () => {
    let first: string | undefined;
    const world = await planned(cast(13, 0, 0), {
      protocol: 'composite',
      sees: (picture) => {
        if (!isCanary(picture)) return picture;
        first ??= picture.shows;
        return picture.shows === first ? as(picture, { type: 'photorealistic' }) : picture;
      },
    });
    const { images, judging } = await evaluationOf(world);
    expect(judging).toMatchObject({ canaries: { shown: 2, missed: 1 }, sheets: { asked: 2, voided: 1 } });
    expect(images.map(({ looks }) => looks?.map(({ kind }) => kind).join()).sort()).toEqual([
      ...Array(9).fill('image'),
      ...Array(4).fill('sheet'),
    ]);
  });

  test('an answer that takes every cell for its neighbour misses the canary', async () => {
    const world = await planned({ ...cast(9, 0, 0) }, { protocol: 'composite', sees: leaking() });
    expect((await evaluationOf(world)).judging).toMatchObject({ canaries: { missed: 1 }, sheets: { voided: 1 } });
    expect((await evaluationOf(world)).distribution.counts.photorealistic).toBe(9);
  });

  test.each(['JudgeAnswerInvalid', 'JudgeRefused'] as const)(
    'an unusable one (%s) fails that sheet alone, and its images are looked at alone',
    async (name) => {
      const world = await planned(cast(20, 0, 0), { protocol: 'composite', fails: failsOnce(name) });
      const { judging, usage, images } = await evaluationOf(world);
      expect(judging?.sheets).toEqual({ asked: 3, voided: 1 });
      expect(images.every(({ unsure }) => !unsure)).toBe(true);
      // Two sheets, and two questions about the nine images of the third.
      expect(usage.calls).toBe(4);
      expect(judging?.notes.join()).toContain('A sheet was voided: The judge is odd.');
    },
  );

  test('one image that cannot be judged stands in nobody’s way: it is asked about alone, is left unsure and stays', async () => {
    const world = await planned(cast(19, 0, 0), { fails: refuses('ada photorealistic 7') });
    const file = 'photorealistic-007.png';
    const { images, judging } = await evaluationOf(world);
    expect(images.filter(({ unsure }) => unsure)).toMatchObject([{ file, confidence: 0, doubts: ['no-verdict'] }]);
    expect(judging?.alone.unusable).toBe(2);
    expect(await retired(world)).not.toContain(file);
    // It was not remembered: the next run asks about it, and about nothing else.
    const next = await again(world, 'r2');
    expect(next.judge.asked).toEqual([['ada photorealistic 7']]);
    expect((await evaluationOf(next, 'r2')).images.every(({ unsure }) => !unsure)).toBe(true);
  });

  test('what was seen on a sheet and cannot be confirmed is unsure, and stays', async () => {
    const files = { ...cast(13, 4, 3), 'x.png': pictureText('photorealistic', 2, 'x') };
    const alone: NonNullable<LabelJudgeOptions['fails']> = (question, shown) =>
      question.views !== undefined && shown.includes('x') ? odd('JudgeRefused') : undefined;
    const world = await planned(files, { fails: alone });
    const image = (await evaluationOf(world)).images.find(({ file }) => file === 'x.png');
    expect(image).toMatchObject({ unsure: true, doubts: ['not-confirmed'], score: 2 });
    expect((await planOf(world)).withheld).toMatchObject([{ file: 'x.png', because: 'unsure' }]);
  });

  test('a judge that never says anything usable fails the actor after a few questions, and its words are told', async () => {
    const world = taskWorld({ judge: { protocol: 'composite+recheck', fails: () => odd('JudgeAnswerInvalid') } });
    await addFiles(world, 'ada', cast(100, 0, 0));
    await prepareRun(world);
    await expect(work(world, 'ada', 'evaluate')).rejects.toMatchObject({ message: 'The judge is odd.' });
    expect(world.judge.asked.length).toBeLessThanOrEqual(13);
  });
});

describe('what pixels and copies say against it', () => {
  test('black-and-white that has colours of its own is unsure', async () => {
    const world = await planned(cast(13, 4, 3));
    await repaint(world, 'bw_stylized-000.png', 30);
    await evaluate({ run: 'r1', actor: 'ada' }, world, PATIENCE);
    const image = (await evaluationOf(world)).images.find(({ file }) => file === 'bw_stylized-000.png');
    expect(image).toMatchObject({ unsure: true, doubts: ['colour-measured'] });
  });

  test('a copy that is judged otherwise than its twin makes both unsure', async () => {
    const files = {
      ...cast(12, 4, 2),
      'x.png': pictureText('photorealistic', 7, 'twin'),
      'y.png': pictureText('color_stylized', 7, 'twin'),
    };
    const world = await planned(files);
    const unsure = (await evaluationOf(world)).images.filter((image) => image.unsure);
    expect(unsure.map(({ file, doubts }) => [file, doubts])).toEqual([
      ['x.png', ['twin-differs']],
      ['y.png', ['twin-differs']],
    ]);
    expect(shownAlone(world).toSorted()).toEqual(['twin', 'twin']);
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

function odd(name: 'JudgeAnswerInvalid' | 'JudgeRefused'): EvencastError {
  return new EvencastError(name, 'The judge is odd.');
}

function failsOnce(name: 'JudgeAnswerInvalid' | 'JudgeRefused'): NonNullable<LabelJudgeOptions['fails']> {
  let asked = 0;
  return () => (asked++ === 1 ? odd(name) : undefined);
}

function refuses(shows: string): NonNullable<LabelJudgeOptions['fails']> {
  return (_, shown) => (shown.includes(shows) ? odd('JudgeRefused') : undefined);
}

/** On sheets, takes every cell for the one before it. */
function leaking(): NonNullable<LabelJudgeOptions['sees']> {
  let before: TextPicture | undefined;
  return (picture, look) => {
    const said = look === 'sheet' ? (before ?? as(picture, { type: 'photorealistic' })) : picture;
    before = picture;
    return said;
  };
}

/** Has the inspection say that a picture has this much colour of its own. */
async function repaint(world: TaskWorld, file: string, ownChroma: number): Promise<void> {
  const key = world.layout.runActor('r1', 'ada', 'inspection.json');
  const inspection = await record(world, inspectionSchema, key);
  const images = inspection.images.map((image) =>
    image.file === file ? { ...image, facts: { ...image.facts, ownChroma } } : image,
  );
  await world.store.put(key, JSON.stringify({ ...inspection, images }));
}
