import { expect, test } from 'vitest';
import { paceOf, secondsLeft } from '../../../core/desk/rules/time-left.ts';

const every = (ms: number, count: number, from = 0) => Array.from({ length: count }, (_, at) => from + at * ms);

test('the pace is that of the last pictures, not of the first', () => {
  expect(paceOf(every(10_000, 3))).toBeNull();
  expect(paceOf(every(2400, 11))).toEqual({ pictures: 10, secondsEach: 2.4 });
  const slowedDown = [...every(100, 100), ...every(5000, 51, 100_000)];
  expect(paceOf(slowedDown)).toEqual({ pictures: 50, secondsEach: 5 });
});

test('a clock that was set back gives no negative time', () => {
  expect(paceOf([5000, 4000, 3000, 2000])).toEqual({ pictures: 3, secondsEach: 0 });
});

test('time left goes by the pictures that are still to be made, and by actors where none are', () => {
  const of = { pace: { pictures: 50, secondsEach: 2 }, actors: { done: 5, total: 10 }, elapsed: 50_000 };
  expect(secondsLeft({ ...of, pictures: { done: 100, total: 400 } })).toBe(600);
  expect(secondsLeft({ ...of, pictures: { done: 400, total: 400 } })).toBe(50);
  expect(secondsLeft({ ...of, pictures: undefined })).toBe(50);
  expect(secondsLeft({ ...of, pictures: { done: 0, total: 9 }, pace: null, actors: undefined })).toBeNull();
  expect(secondsLeft({ ...of, pictures: undefined, actors: { done: 2, total: 10 } })).toBeNull();
});
