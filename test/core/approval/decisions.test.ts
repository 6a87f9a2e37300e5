import { describe, expect, test } from 'vitest';
import {
  appendDecisions,
  type Decision,
  type DecisionBatch,
  foldDecisions,
  readDecisions,
} from '../../../core/approval/decisions.ts';
import { taskWorld } from '../../support/task-world.ts';

const batch = (decisions: readonly Decision[], planHash = 'h', by = 'Kim'): DecisionBatch => {
  return { schema: 1, planHash, by, at: '2026-11-01T12:00:00.000Z', decisions: [...decisions] };
};
const ada = (carryOut: boolean | null, change?: string): Decision => ({
  actor: 'ada',
  carryOut,
  ...(change === undefined ? {} : { change }),
});

describe('the last word about an image counts', () => {
  test.each<[string, readonly DecisionBatch[], boolean | undefined]>([
    ['nothing was said', [], undefined],
    ['kept out', [batch([ada(false, 'c')])], false],
    ['kept out and let in again', [batch([ada(false, 'c')]), batch([ada(true, 'c')])], true],
    ['kept out and taken back', [batch([ada(false, 'c')]), batch([ada(null, 'c')])], undefined],
    ['the whole actor kept out', [batch([ada(false)])], false],
    ['the actor kept out, this image let in', [batch([ada(false)]), batch([ada(true, 'c')])], true],
    ['this image let in, then the actor kept out', [batch([ada(true, 'c')]), batch([ada(false)])], true],
    ['said of another image', [batch([ada(false, 'd')])], undefined],
    ['said of another actor', [batch([{ actor: 'eve', carryOut: false }])], undefined],
    ['said of plans that are no longer these', [batch([ada(false, 'c')], 'earlier')], undefined],
  ])('%s', (_, batches, carryOut) => {
    expect(foldDecisions(batches, 'h').about('ada', 'c')).toBe(carryOut);
  });
});

test('several who decide at once are all in the log, in one order', async () => {
  const world = taskWorld();
  const people = ['a', 'b', 'c', 'd', 'e'];
  await Promise.all(people.map((by) => appendDecisions(world, 'r1', batch([ada(false, by)], 'h', by))));
  const log = await readDecisions(world, 'r1');
  expect(log.map(({ by }) => by).toSorted()).toEqual(people);
  expect(await readDecisions(world, 'r1')).toEqual(log);
});
