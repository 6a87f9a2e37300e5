import { describe, expect, test } from 'vitest';
import { EvencastError } from '../../core/errors.ts';
import { inspectionSchema } from '../../core/records/inspection.ts';
import { evaluate } from '../../lambdas/evaluate/task.ts';
import { again, as, evaluationOf, isCanary, planned, planOf, retired, shownAlone } from '../support/judged-set.ts';
import type { LabelJudgeOptions } from '../support/label-judge.ts';
import {
  addFiles,
  cast,
  PATIENCE,
  prepareRun,
  record,
  type TaskWorld,
  taskWorld,
  work,
} from '../support/task-world.ts';
import { pictureText, type TextPicture } from '../support/text-codec.ts';

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
