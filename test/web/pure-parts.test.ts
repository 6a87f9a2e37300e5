import { describe, expect, test } from 'vitest';
import type { DeskChange } from '../../core/desk/contract/changes.ts';
import { lastWords } from '../../core/desk/rules/last-words.ts';
import { visibleParts, visibleText } from '../../web/parts/visible-text.ts';
import { inOrder, nextUndecided, type Place } from '../../web/review/order.ts';
import { type Filters, filtersOf, searchOf } from '../../web/screens/cast/filters.ts';
import { requestOf, type Wanted } from '../../web/screens/start/wanted.ts';
import { madeUpActor } from '../support/desk-cast.ts';

const NONE: Filters = {
  state: undefined,
  finding: undefined,
  group: undefined,
  below: undefined,
  find: '',
  sort: 'changes',
};

describe('filters in the address', () => {
  test.each<[string, Partial<Filters>]>([
    ['', {}],
    ['state=review', { state: 'review' }],
    ['finding=has-copies&sort=score', { finding: 'has-copies', sort: 'score' }],
    ['group=leads+%26+more&below=4.5&find=%C3%A9%26x%3D1', { group: 'leads & more', below: 4.5, find: 'é&x=1' }],
  ])('%s, there and back', (address, filters) => {
    expect(filtersOf(new URLSearchParams(address))).toEqual({ ...NONE, ...filters });
    expect(searchOf({ ...NONE, ...filters }).toString()).toBe(address);
  });

  test.each(['state=nobody', 'finding=%00', 'below=-1', 'below=11', 'below=x', 'below=', 'sort=worst', 'more=1'])(
    '%s is no filter and is left out',
    (address) => expect(filtersOf(new URLSearchParams(address))).toEqual(NONE),
  );
});

describe('the next undecided', () => {
  const places: readonly Place[] = ['ada/1', 'ada/2', 'bo/1', 'bo/2'].map((name) => {
    const [actor = '', change = ''] = name.split('/');
    return { actor, change };
  });
  const [first, second, third, fourth] = places;
  const decided = (...said: readonly (Place | undefined)[]) =>
    lastWords([
      {
        by: 'kim',
        at: '2026-11-24T14:05:00.000Z',
        decisions: said.flatMap((place) => (place === undefined ? [] : [{ ...place, carryOut: true }])),
      },
    ]);

  test('goes on, across actors, and round once', () => {
    expect(nextUndecided(places, decided(), first, 1)).toBe(second);
    expect(nextUndecided(places, decided(second, third), first, 1)).toBe(fourth);
    expect(nextUndecided(places, decided(fourth), third, 1)).toBe(first);
  });

  test('goes back, and round once', () => {
    expect(nextUndecided(places, decided(), third, -1)).toBe(second);
    expect(nextUndecided(places, decided(fourth), first, -1)).toBe(third);
  });

  test('is where one stands when nothing else is left, and nowhere when all is decided', () => {
    expect(nextUndecided(places, decided(second, third, fourth), first, 1)).toBe(first);
    expect(nextUndecided(places, decided(first, second, third, fourth), first, 1)).toBeUndefined();
    expect(nextUndecided([], decided(), undefined, 1)).toBeUndefined();
  });

  test('begins at an end where one stands nowhere', () => {
    expect(nextUndecided(places, decided(), undefined, 1)).toBe(first);
  });

  test('the order is the queue’s, whatever order the changes come in', () => {
    const changes: DeskChange[] = ['bo', 'ada'].flatMap((actor) => madeUpActor(actor, true).changes);
    const order = inOrder(['ada', 'bo'], changes);
    expect([...new Set(order.map(({ actor }) => actor))]).toEqual(['ada', 'bo']);
    expect(order).toHaveLength(changes.length);
  });
});

describe('the request that a form asks for', () => {
  const form: Wanted = {
    mode: 'execute',
    whom: 'all',
    actors: '',
    group: '',
    sample: 5,
    budgetUsd: '25',
    force: false,
  };
  const base = { mode: 'execute', budgetUsd: 25, force: false };

  test.each<[string, Partial<Wanted>, unknown]>([
    ['everybody', {}, base],
    ['a comma for a point', { budgetUsd: '2,5' }, { ...base, budgetUsd: 2.5 }],
    ['some, each once', { whom: 'some', actors: ' ada \n\nbo\nada' }, { ...base, actors: ['ada', 'bo'] }],
    ['nobody named', { whom: 'some', actors: ' \n' }, 'Name at least one actor'],
    ['a group', { whom: 'group', group: 'leads' }, { ...base, group: 'leads' }],
    ['no group', { whom: 'group' }, 'Choose a group'],
    ['a sample', { whom: 'sample' }, { ...base, sample: { size: 5 } }],
    ['no size', { whom: 'sample', sample: Number.NaN }, 'Say how many are to be looked at'],
    ['no limit', { budgetUsd: ' ' }, 'The limit is no amount of money'],
    ['a limit below nothing', { budgetUsd: '-1' }, 'The limit is no amount of money'],
    ['an endless limit', { budgetUsd: 'Infinity' }, 'The limit is no amount of money'],
  ])('%s', (_, change, wanted) => expect(requestOf({ ...form, ...change })).toEqual(wanted));
});

describe('foreign text', () => {
  test('marks that turn around or hide are shown by their codes', () => {
    expect(visibleParts('a\u202Eb')).toEqual([
      { text: 'a', hidden: false },
      { text: 'U+202E', hidden: true },
      { text: 'b', hidden: false },
    ]);
    expect(visibleText('x\u0000\u200By')).toBe('x[U+0000][U+200B]y');
  });

  test('no longer than is sensible, counted in characters and not in halves of them', () => {
    expect(visibleParts('😀😀😀', 2)).toEqual([
      { text: '😀😀', hidden: false },
      { text: '…', hidden: false },
    ]);
    expect(visibleParts('y'.repeat(700)).at(-1)).toEqual({ text: ' … 100 more characters', hidden: true });
  });

  test('markup stays what it is: text', () => {
    expect(visibleParts('<b>&amp;')).toEqual([{ text: '<b>&amp;', hidden: false }]);
    expect(visibleParts('')).toEqual([]);
  });
});
