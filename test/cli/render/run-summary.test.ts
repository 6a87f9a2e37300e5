import { describe, expect, test } from 'vitest';
import type { TextStream } from '../../../cli/io.ts';
import { actorTable, failureLines, totalLines } from '../../../cli/render/run-summary.ts';
import { type Style, styleFor } from '../../../cli/render/style.ts';
import { NO_USAGE } from '../../../core/judging/verdict.ts';
import type { FailedResult, PlannedResult } from '../../../core/records/actor-result.ts';
import { totalsOf } from '../../../core/report/totals.ts';

const PLAIN: Style = styleFor({ write: String }, {});
const counts = (photorealistic: number, bw_stylized: number, color_stylized: number) => ({
  photorealistic,
  bw_stylized,
  color_stylized,
});

const done = (actor: string, of: Partial<PlannedResult> = {}): PlannedResult => ({
  schema: 1,
  actor,
  status: 'planned',
  before: counts(18, 1, 1),
  target: counts(13, 4, 3),
  after: counts(13, 4, 3),
  meanScore: 7,
  retire: 5,
  generate: 5,
  usd: 0.25,
  findings: [],
  unreadable: 0,
  unsure: 0,
  usage: NO_USAGE,
  planHash: 'h',
  ...of,
});

const balanced = (actor: string) =>
  done(actor, { status: 'balanced', before: counts(13, 4, 3), retire: 0, generate: 0, usd: 0, meanScore: 7.5 });
const failed = (actor: string, message = 'No room left.'): FailedResult => ({
  schema: 1,
  actor,
  status: 'failed',
  error: 'OutOfSpace',
  message,
  usage: NO_USAGE,
});

describe('the table of a run', () => {
  test('has who needs a person first, what is there, wanted and would be there, and what it costs', () => {
    expect(actorTable([balanced('ada'), done('bob'), failed('eve')], PLAIN)).toEqual([
      'actor  state     now     target  after   score  retire  make   cost',
      'eve    failed',
      'bob    to do     18/1/1  13/4/3  13/4/3    7.0       5     5  $0.25',
      'ada    balanced  13/4/3  13/4/3            7.5',
      'now, target, after: photorealistic / black-and-white / colour',
    ]);
  });

  test.each([
    [40, 0],
    [41, 1],
    [400, 360],
  ])('of %i actors it shows forty and says that %i more are in the report', (count, more) => {
    const lines = actorTable(
      Array.from({ length: count }, (_, index) => done(`actor ${index}`)),
      PLAIN,
    );
    expect(lines.filter((line) => line.startsWith('actor '))).toHaveLength(41);
    expect(lines.some((line) => line === `… and ${more} more in the report`)).toBe(more > 0);
  });

  test('a name that would steer the terminal, or fill it, does not', () => {
    const [, row = ''] = actorTable([done(`\u001b[2J${'x'.repeat(100)}`)], PLAIN);
    expect(row).toMatch(/^\\u001b\[2Jx+… {2}to do/);
  });

  test('an empty run is a heading without rows', () => {
    expect(actorTable([], PLAIN)).toHaveLength(2);
  });
});

describe('what went wrong', () => {
  test('is said per actor, once for all with the same trouble', () => {
    expect(
      failureLines([failed('ada'), done('bob'), failed('eve'), failed('zoe', 'The judge refused a.png.')], PLAIN),
    ).toEqual(['ada, eve: No room left.', 'zoe: The judge refused a.png.']);
  });

  test('a thousand actors with one trouble are one line', () => {
    const lines = failureLines(
      Array.from({ length: 1000 }, (_, index) => failed(`a${index}`)),
      PLAIN,
    );
    expect(lines).toEqual(['a0, a1, a2, a3, a4 and 995 more: No room left.']);
  });

  test('words of a vendor cannot steer the terminal', () => {
    expect(failureLines([failed('ada', 'x\u001b]0;title\u0007\ny')], PLAIN)).toEqual([
      'ada: x\\u001b]0;title\\u0007\\u000ay',
    ]);
  });

  test('nothing went wrong: nothing is said', () => {
    expect(failureLines([done('ada')], PLAIN)).toEqual([]);
  });
});

describe('a run in a few sentences', () => {
  const lines = (results: Parameters<typeof totalsOf>[0], budget = 25) => totalLines(totalsOf(results), budget, PLAIN);

  test('a balanced cast needs one', () => {
    expect(lines([balanced('ada')])).toEqual(['1 actor: 1 balanced, 0 to do.']);
  });

  test('plans say what they would retire, make and cost', () => {
    expect(lines([balanced('ada'), done('bob'), failed('eve')])).toEqual([
      '3 actors: 1 balanced, 1 to do, 1 failed.',
      'The plans would retire 5 images and make 5, for about $0.25.',
    ]);
    expect(lines([done('bob', { retire: 1, generate: 0, usd: 0 })])[1]).toBe(
      'The plans would retire 1 image and make 0, for about $0.',
    );
  });

  test('plans above the budget are said to be', () => {
    expect(lines([done('bob')], 0.2)[1]).toBe(
      'The plans would retire 5 images and make 5, for about $0.25. That is above the budget of $0.20.',
    );
    expect(lines([done('bob')], 0.25)[1]).not.toContain('budget');
  });

  test('files that could not be read, images in doubt and what judging took have a sentence each', () => {
    const usage = { calls: 2, inputTokens: 1000, outputTokens: 200, usd: 0.0042 };
    expect(lines([done('bob', { unreadable: 2, unsure: 1, usage })]).slice(2)).toEqual([
      '2 files could not be read; they are listed in the report and left alone.',
      'The judge is unsure of 1 image; those are never retired on its word.',
      'Judging took 2 calls, 1200 tokens, $0.0042.',
    ]);
  });
});

describe('colours', () => {
  const pipe: TextStream = { write: String };
  const terminal: TextStream = { ...pipe, isTTY: true };
  test.each([
    ['a terminal', terminal, {}, true],
    ['a terminal with an empty NO_COLOR', terminal, { NO_COLOR: '' }, true],
    ['a pipe', pipe, {}, false],
    ['a terminal with NO_COLOR', terminal, { NO_COLOR: '1' }, false],
    ['a dumb terminal', terminal, { TERM: 'dumb' }, false],
  ] as const)('%s', (_where, stream, env, coloured) => {
    expect(styleFor(stream, env).bad('x') !== 'x').toBe(coloured);
  });

  test('the words say what the colours do', () => {
    const coloured = styleFor(terminal, {});
    expect(actorTable([failed('eve')], coloured).join('\n')).toContain('failed');
    expect(totalLines(totalsOf([failed('eve')]), 1, coloured)[0]).toContain('1 failed');
  });
});
