import { expect, test } from 'vitest';
import { reportPage } from '../../../../core/report/page/report-page.ts';
import { failed, goodSet, pageInput, planned } from './page-world.ts';
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
