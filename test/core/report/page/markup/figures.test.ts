import { expect, test } from 'vitest';
import {
  confidenceWords,
  countWords,
  plural,
  sentence,
  shortNumber,
  timeWords,
} from '../../../../../core/report/page/markup/figures.ts';

test.each([
  [0, '0'],
  [999, '999'],
  [12480, '12,480'],
  [1234567, '1,234,567'],
])('%i is written %s', (count, words) => expect(countWords(count)).toBe(words));

test('counts agree with their noun', () => {
  expect([plural(1, 'actor'), plural(0, 'actor'), plural(2000, 'actor')]).toEqual([
    '1 actor',
    '0 actors',
    '2,000 actors',
  ]);
});

test.each([
  ['2026-11-22T14:03:11.120Z', '22 November 2026, 14:03 UTC'],
  ['2026-01-02T03:04Z', '2 January 2026, 03:04 UTC'],
  ['2026-13-02T03:04:05Z', '2026-13-02T03:04:05Z'],
  ['yesterday', 'yesterday'],
])('%s is the time %s', (iso, words) => expect(timeWords(iso)).toBe(words));

test('scores have at most one decimal', () => expect([shortNumber(7), shortNumber(7.149)]).toEqual(['7', '7.1']));

test.each([
  [0.9, 'sure, 0.90'],
  [0.74, 'fairly sure, 0.74'],
  [0.41, 'not sure, 0.41'],
])('a confidence of %f is %s', (confidence, words) => expect(confidenceWords(confidence)).toBe(words));

test('a phrase becomes a sentence', () => expect(sentence('there are copies')).toBe('There are copies.'));
