import { describe, expect, test } from 'vitest';
import { IMAGE_TYPES, type ImageType } from '../../../core/image-type.ts';
import { chooseGenerations, chooseReferences } from '../../../core/plan/generations.ts';
import { DEFAULT_TARGET, type Target } from '../../../core/plan/target.ts';
import { PROMPT_RANGES, withReplacements } from '../../../core/prompts/templates.ts';
import { picture, pictures } from '../../support/distinct-images.ts';
import { PLANNED_WITH } from '../../support/plan-settings.ts';

const SETTINGS = PLANNED_WITH.generate;

const numbers = (stay: Parameters<typeof chooseGenerations>[0], target: Target = DEFAULT_TARGET) =>
  chooseGenerations(stay, target, SETTINGS).map(({ promptNumber }) => promptNumber);

/** A generated image of the set, made with this prompt. */
const made = (promptNumber: number, type: ImageType, copy = 0) =>
  picture(`made-${promptNumber}-${copy}.png`, { type, generated: true, promptNumber });

describe('how many images are made', () => {
  test('what each type lacks of its target, no more', () => {
    const stay = [...pictures('photorealistic', 15), ...pictures('bw_stylized', 1), ...pictures('color_stylized', 3)];
    expect(chooseGenerations(stay, DEFAULT_TARGET, SETTINGS).map(({ type, reason }) => [type, reason])).toEqual(
      Array(3).fill(['bw_stylized', { code: 'missing', count: 1, target: 4 }]),
    );
  });

  test('an empty set gets a whole one: 13, 4 and 3', () => {
    const types = chooseGenerations([], DEFAULT_TARGET, SETTINGS).map(({ type }) => type);
    expect(IMAGE_TYPES.map((type) => types.filter((each) => each === type).length)).toEqual([13, 4, 3]);
  });

  test('each carries its estimate and the settings’ price', () => {
    const changes = chooseGenerations([], DEFAULT_TARGET, { ...SETTINGS, usdPerImage: 0.07 });
    expect(new Set(changes.map(({ usd }) => usd))).toEqual(new Set([0.07]));
  });
});

describe('which prompts are taken', () => {
  test('the first unused ones of the type’s own range', () => {
    expect(numbers([])).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 16, 17, 18, 19, 27, 28, 29]);
  });

  test.each(IMAGE_TYPES)('every prompt for %s is one of its range', (type) => {
    const [first, last] = PROMPT_RANGES[type];
    const target = { ...DEFAULT_TARGET, total: 200 };
    for (const change of chooseGenerations([], target, SETTINGS).filter((each) => each.type === type)) {
      expect(change.promptNumber).toBeGreaterThanOrEqual(first);
      expect(change.promptNumber).toBeLessThanOrEqual(last);
    }
  });

  test('a prompt that an image of the set was made with is left for last', () => {
    const stay = [
      ...pictures('photorealistic', 13),
      ...pictures('color_stylized', 3),
      made(16, 'bw_stylized'),
      made(18, 'bw_stylized'),
    ];
    expect(numbers(stay)).toEqual([17, 19]);
  });

  test('once all were used, the least used one is next', () => {
    const twice = [16, 17, 19].map((number) => made(number, 'bw_stylized', 1));
    const once = Array.from({ length: 11 }, (_, index) => made(16 + index, 'bw_stylized'));
    const stay = [...once, ...twice];
    const target = { ...DEFAULT_TARGET, shares: { photorealistic: 0, bw_stylized: 100, color_stylized: 0 } };
    expect(numbers(stay, target)).toEqual([18, 20, 21, 22, 23, 24]);
  });

  test('more missing images than prompts use each prompt equally often, every time with another id', () => {
    const target = { ...DEFAULT_TARGET, total: 22, shares: { photorealistic: 0, bw_stylized: 100, color_stylized: 0 } };
    const changes = chooseGenerations([], target, SETTINGS);
    for (let number = 16; number <= 26; number++)
      expect(changes.filter(({ promptNumber }) => promptNumber === number)).toHaveLength(2);
    expect(new Set(changes.map(({ id }) => id)).size).toBe(22);
  });

  test('an id says the prompt and the how-manieth image of it in the set', () => {
    const stay = [
      ...pictures('photorealistic', 13),
      ...pictures('bw_stylized', 4),
      made(27, 'color_stylized'),
      made(28, 'color_stylized'),
    ];
    expect(chooseGenerations(stay, DEFAULT_TARGET, SETTINGS).map(({ id }) => id)).toEqual(['generate/29/1']);
  });

  test('no prompt at all for a type makes nothing rather than something of another type', () => {
    const prompts = SETTINGS.prompts.filter(({ number }) => number < 16);
    expect(chooseGenerations([], DEFAULT_TARGET, { ...SETTINGS, prompts }).map(({ type }) => type)).toEqual(
      Array(13).fill('photorealistic'),
    );
  });
});

describe('what a prompt says', () => {
  const target: Target = { ...DEFAULT_TARGET, total: 1, floor: 0 };
  const promptFor = (actorName: string, text: string) => {
    const prompts = withReplacements(SETTINGS.prompts, { '1': text });
    return chooseGenerations([], target, { ...SETTINGS, prompts, actorName })[0]?.prompt;
  };

  test.each(['ada', 'ohwx woman', '$&', '$1 $$', "$`$'", '{actor}', 'Ünïcødé 😀', '\\'])(
    'the actor’s name %j stands as it is',
    (name) => {
      expect(promptFor(name, 'Portrait of {actor} at dawn')).toBe(`Portrait of ${name} at dawn`);
    },
  );

  test('every place of a text that names the actor is filled in', () => {
    expect(promptFor('ada', '{actor}, and once more {actor}')).toBe('ada, and once more ada');
  });

  test('no prompt keeps a placeholder', () => {
    for (const { prompt } of chooseGenerations([], { ...DEFAULT_TARGET, total: 100 }, SETTINGS))
      expect(prompt).not.toMatch(/[{}]/);
  });
});

describe('which photographs are sent as references', () => {
  const best = picture('best.jpg', { score: 9 });

  test('the best real photographs, best first, then the larger, then by name', () => {
    const stay = [
      picture('c.jpg', { score: 8 }),
      picture('b.jpg', { score: 8 }),
      picture('large.jpg', { score: 8, width: 2000 }),
      best,
      picture('weak.jpg', { score: 5 }),
    ];
    expect(chooseReferences(stay, DEFAULT_TARGET, 4)).toEqual(['best.jpg', 'large.jpg', 'b.jpg', 'c.jpg']);
  });

  test.each([
    ['a generated image', picture('a.jpg', { generated: true, score: 10 })],
    ['a drawing', picture('a.jpg', { type: 'bw_stylized', score: 10 })],
    ['one the judge is unsure of', picture('a.jpg', { unsure: true, score: 10 })],
    ['one below the minimum quality that only a pin keeps', picture('a.jpg', { pinned: true, score: 3 })],
  ])('never %s', (_what, image) => {
    expect(chooseReferences([image], DEFAULT_TARGET, 4)).toEqual([]);
  });

  test.each([0, 1, 2, 8])('at most %i of them', (max) => {
    expect(chooseReferences(pictures('photorealistic', 5), DEFAULT_TARGET, max)).toHaveLength(Math.min(max, 5));
  });

  test('every image to make gets the same ones', () => {
    const changes = chooseGenerations([best], DEFAULT_TARGET, SETTINGS);
    expect(changes.map(({ references }) => references)).toEqual(Array(19).fill(['best.jpg']));
  });
});
