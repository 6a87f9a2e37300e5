import { beforeEach, describe, expect, test } from 'vitest';
import { decide, expireApproval, openApproval, readApproval } from '../../../core/approval/decide.ts';
import { EvencastError } from '../../../core/errors.ts';
import { type TaskWorld, taskWorld } from '../../support/task-world.ts';

const HOUR = 3_600_000;
const APPROVE = { state: 'approved', by: 'Kim' } as const;
const REJECT = { state: 'rejected', by: 'Lee' } as const;

let world: TaskWorld;
beforeEach(async () => {
  world = taskWorld();
  await openApproval(world, 'r1', { planHash: 'h', hours: 1 });
});

test('of an approval and a rejection at the same time one wins, and both hear which', async () => {
  const [approved, rejected] = await Promise.all([decide(world, 'r1', 'h', APPROVE), decide(world, 'r1', 'h', REJECT)]);
  expect([approved.won, rejected.won].filter(Boolean)).toHaveLength(1);
  expect(approved.approval).toEqual(rejected.approval);
  expect(await readApproval(world, 'r1')).toEqual(approved.approval);
});

test('of ten at the same time one wins', async () => {
  const all = Array.from({ length: 10 }, (_, n) => decide(world, 'r1', 'h', { state: 'approved', by: `person ${n}` }));
  expect((await Promise.all(all)).filter(({ won }) => won)).toHaveLength(1);
});

test('a decision holds against a later one', async () => {
  await decide(world, 'r1', 'h', REJECT);
  expect(await decide(world, 'r1', 'h', APPROVE)).toMatchObject({
    won: false,
    approval: { state: 'rejected', decided: { by: 'Lee' } },
  });
});

describe('in time', () => {
  test.each([
    ['a moment before', HOUR - 1, true, 'approved'],
    ['at the very moment', HOUR, false, 'expired'],
    ['long after', 100 * HOUR, false, 'expired'],
  ] as const)('%s it expires', async (_, ms, won, state) => {
    await world.clock.sleep(ms);
    expect(await decide(world, 'r1', 'h', APPROVE)).toMatchObject({ won, approval: { state } });
  });

  test('what was decided does not expire', async () => {
    await decide(world, 'r1', 'h', APPROVE);
    expect((await expireApproval(world, 'r1')).state).toBe('approved');
  });

  test('an expiry and an approval at once agree', async () => {
    const [expired, decided] = await Promise.all([expireApproval(world, 'r1'), decide(world, 'r1', 'h', APPROVE)]);
    expect(expired.state).toBe(decided.approval.state);
    expect(decided.won).toBe(decided.approval.state === 'approved');
  });
});

test('a decision about other plans than those up for it is refused', async () => {
  await expect(decide(world, 'r1', 'other', APPROVE)).rejects.toThrow(
    'The decision is not about the plans that run r1 has now.',
  );
  await expect(openApproval(world, 'r1', { planHash: 'other', hours: 1 })).rejects.toMatchObject({
    name: 'InvalidRequest',
  });
});

test('a run that asked for nothing cannot be decided about', async () => {
  await expect(decide(world, 'r9', 'h', APPROVE)).rejects.toThrow('Run r9 waits for no decision.');
});

test('asking again leaves what was decided', async () => {
  await decide(world, 'r1', 'h', REJECT);
  expect((await openApproval(world, 'r1', { planHash: 'h', hours: 1 })).state).toBe('rejected');
});

test('a decision whose answer got lost recognises itself', async () => {
  let lost = false;
  const put: TaskWorld['store']['put'] = async (...call) => {
    await world.store.put(...call);
    lost = true;
    throw new EvencastError('Conflict', 'The client tried again and met itself.');
  };
  const shaky = { ...world, store: { ...world.store, put } };
  expect(await decide(shaky, 'r1', 'h', APPROVE)).toMatchObject({ won: true, approval: { state: 'approved' } });
  expect(lost).toBe(true);
});
