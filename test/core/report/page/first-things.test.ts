import { describe, expect, test } from 'vitest';
import type { ActorResult } from '../../../../core/records/actor-result.ts';
import { NOTHING_APPLIED } from '../../../../core/records/applied.ts';
import { reportPage } from '../../../../core/report/page/report-page.ts';
import { acted, actedInput, partly } from './acted-world.ts';
import { failed, goodSet, pageInput, planned, type WorldActor } from './page-world.ts';
import { find, parsePage, textOf } from './parse-page.ts';

const groupsOf = (failures: Parameters<typeof pageInput>[1]) =>
  find(parsePage(reportPage(pageInput([], failures))), 'li', 'failure').map(textOf);

test('failures come before the table and the actors', () => {
  const page = parsePage(reportPage(pageInput([planned('ada', goodSet())], [failed('bo')])));
  const sections = find(page, 'section').map(({ attributes }) => attributes.get('id'));
  expect(sections.filter((id) => id !== undefined)).toEqual(['first', 'actors', 'details']);
});

test('actors that failed with the same words stand under them once, each by its name', () => {
  const [group, ...others] = groupsOf(
    ['ada', 'bo', 'cy'].map((actor) => failed(actor, `Judging ${actor} failed (429). Run again.`, 'RateLimited')),
  );
  expect(others).toEqual([]);
  expect(group).toContain('Judging actor failed (429). Run again.');
  for (const words of ['3 actors', 'RateLimited', 'ada', 'bo', 'cy']) expect(group).toContain(words);
});

test('a name that is part of a word in the message is no name there', () => {
  const [group] = groupsOf([
    failed('a', 'The manifest of a is damaged.'),
    failed('b', 'The manifest of b is damaged.'),
  ]);
  expect(group).toContain('The manifest of actor is damaged.');
});

test('a single failure keeps its own words', () => {
  const [group] = groupsOf([failed('ada', 'The manifest of ada is damaged.')]);
  expect(group).toContain('The manifest of ada is damaged.');
});

test('other words or another error make another group', () => {
  expect(groupsOf([failed('a', 'x'), failed('b', 'y'), failed('c', 'x', 'RateLimited')])).toHaveLength(3);
});

test('every name of a large group is on the page', () => {
  const [group = ''] = groupsOf(Array.from({ length: 300 }, (_, index) => failed(`actor-${index}.`)));
  for (let index = 0; index < 300; index++) expect(group).toContain(`actor-${index}.`);
});

test('what judging cost before it failed is said', () => {
  const row = failed('ada');
  const [group] = groupsOf([{ ...row, usage: { ...row.usage, usd: 0.5 } }]);
  expect(group).toContain('judging had cost $0.50 by then');
});

test('a failed row leads to what to do about it', () => {
  const page = parsePage(reportPage(pageInput([], [failed('ada')])));
  const [row] = find(page, 'tr', 'bad');
  expect(row === undefined ? [] : find(row, 'a').map(({ attributes }) => attributes.get('href'))).toEqual(['#f1']);
});

describe('what a run that acted leaves to do', () => {
  const stale = (actor: string) =>
    acted(actor, () => ({
      ...NOTHING_APPLIED,
      outcome: 'stale',
      words: `The set of ${actor} is not what the plan rests on. Start a new run for it.`,
      differs: [{ file: 'a.jpg', how: 'gone' }],
    }));
  const sectionOf = (actors: readonly WorldActor[], failures: readonly ActorResult[] = []) => {
    const page = parsePage(reportPage(actedInput(actors, { state: 'partly' }, failures)));
    return find(page, 'section').find(({ attributes }) => attributes.get('id') === 'first');
  };

  test('each kind has its place, the worst first', () => {
    const busy = acted('busy', () => ({ ...NOTHING_APPLIED, outcome: 'busy', open: true, words: 'Run r2 has it.' }));
    const broken = acted('broken', () => ({ outcome: 'failed', open: true, words: 'The store did not answer.' }));
    const notBack = acted('not back', () => ({ notRolledBack: 'A later run changed the same images.' }));
    const stuck = acted('stuck', () => ({ outcome: 'rolled-back', cannot: [{ file: 'a', words: 'it was pruned' }] }));
    const section = sectionOf(
      [busy, stale('s'), acted('p', partly), broken, notBack, stuck, acted('ok')],
      [failed('f')],
    );
    expect(section === undefined ? [] : find(section, 'h3').map(textOf)).toEqual([
      'Failed',
      'Broke off',
      'Not taken back',
      'Taken back, but not all of it',
      'Stale',
      'Busy',
      'Carried out in part',
    ]);
    expect(section === undefined ? '' : textOf(section)).toContain('For you to act on 7 actors');
  });

  test('a partly carried out actor says what is missing and what stays, and leads to its section', () => {
    const section = sectionOf([acted('ada', partly)]);
    const text = section === undefined ? '' : textOf(section);
    expect(text).toContain('Missing: every try came to nothing. Missing: there was no money left for another try.');
    expect(text).toContain('Missing: Replicate does not answer. Resume the run.');
    expect(text).toContain('ada 3 missing, 1 held back');
    expect(section === undefined ? [] : find(section, 'a').map(({ attributes }) => attributes.get('href'))).toEqual([
      '#a1',
    ]);
  });

  test('a hundred stale actors are one message with every name', () => {
    const section = sectionOf(Array.from({ length: 100 }, (_, index) => stale(`actor-${index}.`)));
    const groups = section === undefined ? [] : find(section, 'li', 'failure').map(textOf);
    expect(groups).toHaveLength(1);
    expect(groups[0]).toContain('The set of actor is not what the plan rests on.');
    for (let index = 0; index < 100; index++) expect(groups[0]).toContain(`actor-${index}.`);
  });

  test('there is nothing where everything was carried out', () => {
    expect(sectionOf([acted('ada')])).toBeUndefined();
  });
});
