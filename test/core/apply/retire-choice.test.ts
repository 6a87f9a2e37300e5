import { expect, test } from 'vitest';
import { holdsBack, type SetNow } from '../../../core/apply/retire-choice.ts';
import type { RetireChange, RetireReason } from '../../../core/plan/change.ts';

const EXCESS: RetireReason = { code: 'excess', score: 5, count: 4, target: 3 };
const BAD: RetireReason = { code: 'below-minimum', score: 1, minimum: 4 };
const COPY: RetireReason = { code: 'exact-copy', kept: 'b', keptLeaves: false };

const change = (reason: RetireReason): RetireChange => ({
  id: 'retire/a',
  kind: 'retire',
  file: 'a',
  label: '01',
  type: 'photorealistic',
  score: 5,
  reason,
});

const now = (files: string, of: Partial<Omit<SetNow, 'files'>> = {}): SetNow => ({
  files: new Set(files),
  pinned: new Set(),
  leaving: new Set(),
  floor: 2,
  wanted: 4,
  ...of,
});

test.each<[string, RetireReason, SetNow, ReturnType<typeof holdsBack>]>([
  ['an image in excess leaves a set that stays as large as the plan wants it', EXCESS, now('abcde'), undefined],
  ['an image in excess stays while one that was to be made is missing', EXCESS, now('abcd'), 'target'],
  ['a bad image leaves all the same', BAD, now('abcd'), undefined],
  ['a bad image leaves down to the floor', BAD, now('abc'), undefined],
  ['a bad image stays where the floor is reached', BAD, now('ab'), 'floor'],
  ['a floor above the set holds everything', BAD, now('abcd', { floor: 9 }), 'floor'],
  ['an image in excess stays at the floor whatever the plan wants', EXCESS, now('ab', { wanted: 0 }), 'floor'],
  ['a pin that was set since the plan holds', BAD, now('abcde', { pinned: new Set('a') }), 'pinned'],
  ['another image’s pin holds nothing', BAD, now('abcde', { pinned: new Set('b') }), undefined],
  ['a copy leaves its better one', COPY, now('abcd'), undefined],
  ['a copy stays where its better one is gone', COPY, now('acde'), 'kept-gone'],
  ['a bad image that was held stands for no good one', EXCESS, now('abcde', { leaving: new Set('b') }), 'target'],
  ['a bad image that has left is not counted twice', EXCESS, now('abcde', { leaving: new Set('x') }), undefined],
])('%s', (_, reason, set, because) => {
  expect(holdsBack(change(reason), set)).toBe(because);
});
