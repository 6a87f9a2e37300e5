import { describe, expect, test } from 'vitest';
import type { Generation } from '../../../core/apply/job.ts';
import { contentTypeOf, madeFileName, nextTry, type TryRules, tryIdentity } from '../../../core/apply/next-try.ts';
import type { NewEntry } from '../../../core/journal/journal.ts';
import type { Try } from '../../../core/journal/journal-state.ts';
import type { GenerateChange } from '../../../core/plan/change.ts';
import { DEFAULT_PROMPTS } from '../../../core/prompts/defaults.ts';
import { stateOf, tryEntry } from '../../support/journal-entries.ts';

const CHANGE: GenerateChange = {
  id: 'generate/27/1',
  kind: 'generate',
  type: 'color_stylized',
  reason: { code: 'missing', count: 0, target: 1 },
  promptNumber: 27,
  prompt: 'the prompt of the plan',
  references: [],
  usd: 0.05,
};
const RULES: TryRules = {
  prompts: DEFAULT_PROMPTS,
  actorName: 'Ada $& L.',
  tries: 3,
  uses: new Map(),
  refused: new Set(),
};

function tried(...prompts: readonly number[]): readonly Try[] {
  const entries = prompts.map((promptNumber, index) => tryEntry(`q${index}`, { promptNumber, number: index + 1 }));
  return [...stateOf(...entries).tries.values()].flat();
}

describe('an image is tried', () => {
  test.each<[string, readonly Try[], Partial<TryRules>, number | undefined]>([
    ['first with the prompt of the plan', [], {}, 27],
    ['then with another of its type', tried(27), {}, 28],
    [
      'with the one that is used least',
      tried(27),
      {
        uses: new Map([
          [28, 2],
          [29, 1],
          [30, 1],
          [31, 0],
        ]),
      },
      31,
    ],
    ['never with one that is refused', tried(27), { refused: new Set([28, 29]) }, 30],
    ['not even first', [], { refused: new Set([27]) }, 28],
    ['only so often', tried(27, 28, 29), {}, undefined],
    ['not where every prompt is refused', [], { refused: new Set([27, 28, 29, 30, 31, 32, 33, 34, 35]) }, undefined],
  ])('%s', (_, before, rules, promptNumber) => {
    expect(nextTry(CHANGE, before, { ...RULES, ...rules })?.promptNumber).toBe(promptNumber);
  });

  test('under the name of its actor, as it stands', () => {
    expect(nextTry(CHANGE, tried(27), RULES)?.prompt).toContain('Ada $& L.');
  });
});

describe('a prompt that a person wrote', () => {
  const EDITED: Generation = { ...CHANGE, prompt: 'as Kim wants it', edited: true };
  /** A try with that prompt, as it ended. */
  const sent = (number: number, how: 'failed' | 'refused' | 'rejected'): readonly NewEntry[] => [
    tryEntry(`q${number}`, { promptNumber: 27, number, edited: true }),
    { step: 'ended', requestId: `q${number}`, how, words: 'no', usd: 0 },
  ];
  const ended = (...entries: readonly NewEntry[]) => [...stateOf(...entries).tries.values()].flat();

  test('is the only one that is sent, at every further try', () => {
    const whole = { promptNumber: 27, prompt: 'as Kim wants it', edited: true };
    expect(nextTry(EDITED, [], RULES)).toEqual({ number: 1, ...whole });
    expect(nextTry(EDITED, ended(...sent(1, 'failed')), RULES)).toEqual({ number: 2, ...whole });
    expect(nextTry(EDITED, ended(...sent(1, 'failed'), ...sent(2, 'rejected')), RULES)).toEqual({
      number: 3,
      ...whole,
    });
  });

  test('is sent as well where the vendor refused the prompt of that number as the plan has it', () => {
    expect(nextTry(EDITED, [], { ...RULES, refused: new Set([27]) })?.prompt).toBe('as Kim wants it');
  });

  test('is never sent again once the vendor has refused it, nor anything in its place', () => {
    expect(nextTry(EDITED, ended(...sent(1, 'refused')), RULES)).toBeUndefined();
    expect(nextTry(EDITED, ended(...sent(1, 'refused'), ...sent(2, 'failed')), RULES)).toBeUndefined();
  });

  test('is sent only so often', () => {
    const entries = [1, 2, 3].flatMap((number) => sent(number, 'failed'));
    expect(nextTry(EDITED, ended(...entries), RULES)).toBeUndefined();
  });
});

test('a try has the same name and seed whenever it is made anew, and shares them with no other', async () => {
  const first = await tryIdentity(['r1', 'ada', 'generate/27/1', 1]);
  expect(await tryIdentity(['r1', 'ada', 'generate/27/1', 1])).toEqual(first);
  expect(first.requestId).toMatch(/^[0-9a-f]{32}$/);
  expect(first.seed).toBeGreaterThanOrEqual(0);
  expect(first.seed).toBeLessThan(2 ** 31);
  const others = await Promise.all([
    tryIdentity(['r1', 'ada', 'generate/27/1', 2]),
    tryIdentity(['r2', 'ada', 'generate/27/1', 1]),
    tryIdentity(['r1', 'ad', 'agenerate/27/1', 1]),
  ]);
  expect(new Set([first, ...others].map(({ requestId }) => requestId)).size).toBe(4);
});

test.each([
  [
    { standIn: false, promptNumber: 3, requestId: '0123456789abcdef' },
    'jpeg',
    'generated-03-0123456789.jpg',
    'image/jpeg',
  ],
  [
    { standIn: true, promptNumber: 27, requestId: '0123456789abcdef' },
    'webp',
    'stand-in-27-0123456789.webp',
    'image/webp',
  ],
] as const)('a made image says in its name what it is', (of, format, name, contentType) => {
  expect(madeFileName(of, format)).toBe(name);
  expect(contentTypeOf(name)).toBe(contentType);
});
