import { describe, expect, test } from 'vitest';
import type { NewEntry } from '../../../core/journal/journal.ts';
import { liveTries, manifestIsBehind, spentOnMaking, touchedFiles } from '../../../core/journal/journal-state.ts';
import { entriesOf, stateOf, tryEntry } from '../../support/journal-entries.ts';

const made: NewEntry = { step: 'made', requestId: 'q', name: 'made-q', sha256: 's', size: 1, usd: 0.04 };
const ended: NewEntry = { step: 'ended', requestId: 'q', how: 'failed', words: 'no', usd: 0 };
const image = { file: 'n', sha256: 's', size: 1 };
const added: NewEntry = { step: 'added', requestId: 'q', change: 'g', ...image, type: 'photorealistic', score: 8 };
const leaving = { change: 'retire/a', file: 'a', sha256: 'x', size: 1 };
const retiring: NewEntry = { step: 'retiring', ...leaving };
const retired: NewEntry = { step: 'retired', ...leaving };
const held: NewEntry = { step: 'held', change: 'retire/a', file: 'a', because: 'changed' };

describe('what making images cost', () => {
  test.each<[string, readonly NewEntry[], number]>([
    ['nothing was tried', [], 0],
    ['nobody knows how it ended: at its most', [tryEntry('q')], 0.05],
    ['the vendor has begun: at its most', [tryEntry('q'), { step: 'started', requestId: 'q', id: 'v' }], 0.05],
    ['it was made: what it really cost', [tryEntry('q'), made], 0.04],
    ['it failed for free', [tryEntry('q'), ended], 0],
    ['made and turned away: still paid', [tryEntry('q'), made, { ...ended, how: 'rejected', usd: 0.04 }], 0.04],
    ['two tries add up', [tryEntry('q'), made, tryEntry('r')], 0.09],
  ])('%s', (_, entries, usd) => {
    expect(spentOnMaking(stateOf(...entries))).toBeCloseTo(usd, 9);
  });
});

test.each<[string, readonly NewEntry[], number]>([
  ['a try that was only written down may still cost', [tryEntry('q')], 1],
  ['one whose image waits to be looked at is under way', [tryEntry('q'), made], 1],
  ['one that came to nothing is over', [tryEntry('q'), ended], 0],
  ['one whose image has joined is over', [tryEntry('q'), made, added], 0],
])('%s', (_, entries, live) => {
  expect(liveTries(stateOf(...entries))).toHaveLength(live);
});

test.each<[string, readonly NewEntry[], readonly string[]]>([
  ['an image that was about to leave is touched', [retiring], ['a']],
  ['one that stayed because somebody replaced it is not', [retiring, held], []],
  ['one that left is', [retiring, retired], ['a']],
  ['one that left and is said to be held later left all the same', [retiring, retired, held], ['a']],
  ['one that joined is', [added], ['n']],
])('%s', (_, entries, files) => {
  expect([...touchedFiles(stateOf(...entries))]).toEqual(files);
});

test.each<[string, readonly NewEntry[], boolean]>([
  ['nothing changed', [], false],
  ['an image left', [retired], true],
  ['that is written', [retired, { step: 'manifest' }, { step: 'manifest-written' }], false],
  ['it was about to be written', [retired, { step: 'manifest' }], true],
  ['another one left since', [added, { step: 'manifest' }, { step: 'manifest-written' }, retired], true],
])('the manifest is behind: %s', (_, entries, behind) => {
  expect(manifestIsBehind(entriesOf(...entries))).toBe(behind);
});

test('a further try after a stop means that it goes on', () => {
  const stop: NewEntry = { step: 'stopped', why: 'budget', words: 'no money' };
  expect(stateOf(stop).stopped?.words).toBe('no money');
  expect(stateOf(stop, tryEntry('q')).stopped).toBeUndefined();
});

test('what could not be put back and was put back later can be after all', () => {
  const cannot: NewEntry = { step: 'cannot', file: 'a', words: 'taken' };
  const back: NewEntry = { step: 'put-back', file: 'a', sha256: 'x' };
  expect(stateOf(cannot, cannot).cannot).toHaveLength(1);
  expect(stateOf(cannot, back).cannot).toEqual([]);
});
