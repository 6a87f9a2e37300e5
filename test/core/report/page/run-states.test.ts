import { describe, expect, test } from 'vitest';
import { NOTHING_APPLIED } from '../../../../core/records/applied.ts';
import type { Report } from '../../../../core/records/report.ts';
import type { PageInput } from '../../../../core/report/page/page-input.ts';
import { reportPage } from '../../../../core/report/page/report-page.ts';
import { ACTED, acted, actedInput, partly } from './acted-world.ts';
import { fullSet, goodSet, planned } from './page-world.ts';
import { find, parsePage, textOf } from './parse-page.ts';

const top = (input: PageInput) =>
  find(parsePage(reportPage(input)), 'header', 'top')
    .map(textOf)
    .join('');
const plain = () => planned('ada', fullSet());
const undecided = (state: 'pending' | 'rejected' | 'expired'): Partial<Report> => {
  const { approval } = ACTED;
  if (approval === undefined) throw new Error('no approval');
  const { decided, ...rest } = approval;
  return { approval: { ...rest, state, ...(state === 'rejected' && decided !== undefined ? { decided } : {}) } };
};

describe('the heading says how the run stands', () => {
  test.each<[string, PageInput]>([
    ['Nothing was changed', actedInput([planned('bo', goodSet())], { state: 'planned', approval: undefined })],
    ['Waiting for a decision: nothing is changed yet', actedInput([plain()], { state: 'waiting' })],
    ['Rejected: nothing was changed', actedInput([plain()], { state: 'rejected' })],
    ['Not decided in time: nothing was changed', actedInput([plain()], { state: 'expired' })],
    ['Carried out', actedInput([acted('ada')])],
    ['Carried out in part', actedInput([acted('ada', partly)], { state: 'partly' })],
    [
      'Approved, but nothing was changed',
      actedInput([acted('ada', () => ({ ...NOTHING_APPLIED, outcome: 'stale' }))], { state: 'partly' }),
    ],
    ['Taken back', actedInput([acted('ada', () => ({ outcome: 'rolled-back' }))], { state: 'rolled-back' })],
  ])('%s', (words, input) => {
    const page = parsePage(reportPage(input));
    expect(find(page, 'h1').map(textOf)).toEqual([words]);
    expect(find(page, 'title').map(textOf).join('')).toContain(words);
  });
});

describe('what to type next', () => {
  test.each<[string, PageInput, readonly string[], readonly string[]]>([
    ['waiting', actedInput([plain()], { state: 'waiting' }), ['npx evencast approve run-1'], ['rollback', 'resume']],
    ['rejected', actedInput([plain()], { state: 'rejected' }), [], ['npx evencast']],
    ['carried out', actedInput([acted('ada')]), ['npx evencast rollback run-1'], ['resume', 'Next command']],
    [
      'in part',
      actedInput([acted('ada', partly)], { state: 'partly' }),
      ['npx evencast resume run-1', 'npx evencast rollback run-1'],
      [],
    ],
    [
      'taken back',
      actedInput([acted('ada', () => ({ outcome: 'rolled-back' }))], { state: 'rolled-back' }),
      [],
      ['npx evencast'],
    ],
  ])('%s', (_state, input, said, unsaid) => {
    const text = top(input);
    for (const words of said) expect(text).toContain(words);
    for (const words of unsaid) expect(text).not.toContain(words);
  });

  test('the command that the caller knows better comes instead', () => {
    const text = top({ ...actedInput([plain()], { state: 'waiting' }), nextCommand: 'evencast desk run-1' });
    expect(text).toContain('evencast desk run-1');
    expect(text).not.toContain('evencast approve');
  });
});

describe('who decided', () => {
  test('name, time, words and whom it is about', () => {
    expect(top(actedInput([acted('ada')]))).toContain(
      'approved on 22 November 2026, 15:10 UTC, for all actors (mira) looks right',
    );
  });

  test.each([
    [{ only: ['ada'] }, 'for 1 actor: ada'],
    [{ except: ['cy', 'dee'] }, 'for all actors without cy, dee'],
    [{ only: Array.from({ length: 40 }, (_, index) => `actor ${index}`) }, 'actor 7 and 32 more'],
  ])('of scope %j only so much', (scope, words) => {
    const approval = ACTED.approval === undefined ? undefined : { ...ACTED.approval, scope };
    expect(top(actedInput([acted('ada')], { approval }))).toContain(words);
  });

  test('until when it can be decided, and that nobody did', () => {
    expect(top(actedInput([plain()], { state: 'waiting', ...undecided('pending') }))).toContain(
      'open until 25 November 2026, 14:03 UTC, then it counts as no',
    );
    expect(top(actedInput([plain()], { state: 'expired', ...undecided('expired') }))).toContain(
      'nobody decided until 25 November 2026, 14:03 UTC',
    );
    expect(top(actedInput([plain()], { state: 'rejected', ...undecided('rejected') }))).toContain('rejected on');
  });
});

describe('what it came to', () => {
  test('images that really left and joined, what is missing, and what was really spent against budget and estimate', () => {
    const ada = acted('ada', partly);
    const { applied, usd = 0 } = ada.row;
    const text = top(actedInput([ada, acted('bo')], { state: 'partly' }));
    const [left, joined] = [applied, acted('bo').row.applied].reduce(
      ([a, b], each) => [a + (each?.retired.length ?? 0), b + (each?.added.length ?? 0)],
      [0, 0],
    );
    expect(text).toContain(`${left} left, ${joined} joined`);
    expect(text).toContain('Still missing3');
    const making = (applied?.usd ?? 0) + (acted('bo').row.applied?.usd ?? 0);
    const judging = 2 * ada.row.usage.usd;
    expect(text).toContain(`Really spent$${(making + judging).toFixed(2)}`);
    expect(text).toContain(`of the budget of $25.00: $${making.toFixed(2)} for making images`);
    expect(text).toContain(`where $${(2 * usd).toFixed(2)} were estimated, and $${judging} for judging`);
    expect(text).toContain('1 in part, 1 carried out');
    expect(text).toContain('Of 2 approved actors: 1 carried out, 1 carried out in part.');
  });

  test('of a run that was taken back, what went back; and that not everything did', () => {
    const back = acted('ada', (all) => ({
      outcome: 'rolled-back',
      cannot: all.retired.slice(0, 1).map((file) => ({ file, words: 'it was pruned' })),
    }));
    const { retired = [], added = [] } = back.row.applied ?? {};
    const text = top(actedInput([back], { state: 'rolled-back' }));
    expect(text).toContain(`${retired.length - 1} put back, ${added.length} taken out again`);
    expect(text).toContain('1 set is again what it was before the run, but for 1 image.');
  });

  test('a rejected run says what it would have cost', () => {
    const text = top(actedInput([plain()], { state: 'rejected' }));
    expect(text).toContain('It would have cost');
    expect(text).toContain('every set is as it was');
    expect(text).toContain('1 left alone');
  });
});

describe('stand-ins', () => {
  const maker = { name: 'offline', model: 'offline-looks-1', standIn: true, why: 'no token' } as const;
  const added = (standIn: boolean) =>
    acted('ada', (all) => ({ added: all.added.map((each) => ({ ...each, standIn })) }));

  test('are plainly said where there are any or would be', () => {
    expect(top(actedInput([added(true)], { maker }))).toMatch(/The \d+ new images are stand-ins\./);
    expect(top(actedInput([plain()], { maker, state: 'waiting' }))).toContain('New images would be stand-ins.');
    const page = parsePage(reportPage(actedInput([added(true)], { maker })));
    const badges = find(page, 'article').flatMap((article) => find(article, 'b', 'badge'));
    expect(badges.map(textOf)).toEqual(added(true).row.applied?.added.map(() => 'stand-in'));
  });

  test('are not said of what was really made', () => {
    expect(reportPage(actedInput([added(false)]))).not.toContain('>stand-in<');
  });
});
