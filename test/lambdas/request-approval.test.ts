import { expect, test } from 'vitest';
import { oldestWaitHours } from '../../core/approval/waiting-runs.ts';
import type { ApprovalCall } from '../../core/ports/approval-desk.ts';
import { decide } from '../../lambdas/decide/task.ts';
import { requestApproval } from '../../lambdas/request-approval/task.ts';
import { keys, PATIENCE } from '../support/task-world.ts';
import { endedWaits, waitingRun } from '../support/waiting-run.ts';

const { signal } = PATIENCE;
const HOUR = 3_600_000;

async function decided() {
  const { world, planHash } = await waitingRun();
  await decide({ run: 'r1', state: 'approved', by: 'kim', planHash }, { ...world, waiting: endedWaits() }, signal);
  return world;
}

test('a wait that is begun anew for what was decided meanwhile does not begin: nobody would end it', async () => {
  const world = await decided();
  await expect(requestApproval({ run: 'r1', token: 'another' }, world, signal)).rejects.toMatchObject({
    name: 'AlreadyDecided',
  });
});

test('on one machine, where nobody waits for a token, it is passed over', async () => {
  const calls: ApprovalCall[] = [];
  const desk = { call: async (call: ApprovalCall) => void calls.push(call) };
  expect(await requestApproval({ run: 'r1' }, { ...(await decided()), desk }, signal)).toEqual({});
  expect(calls).toEqual([]);
});

test('a second try calls again and takes the new token', async () => {
  const { world, planHash } = await waitingRun();
  const calls: ApprovalCall[] = [];
  const desk = { call: async (call: ApprovalCall) => void calls.push(call) };
  await requestApproval({ run: 'r1', token: 'second' }, { ...world, desk }, signal);
  expect(calls).toHaveLength(1);
  const waiting = endedWaits();
  await decide({ run: 'r1', state: 'rejected', by: 'kim', planHash }, { ...world, waiting }, signal);
  expect(waiting.tokens).toEqual(['second']);
});

test('the sweep tells how long the oldest has waited, and forgets those that wait no more', async () => {
  const { world, planHash } = await waitingRun();
  expect(await keys(world)).toContain('balancing/waiting/r1.json');
  await world.clock.sleep(5 * HOUR);
  expect(await oldestWaitHours(world, signal)).toBe(5);
  await decide({ run: 'r1', state: 'approved', by: 'kim', planHash }, { ...world, waiting: endedWaits() }, signal);
  expect(await oldestWaitHours(world, signal)).toBe(0);
  expect(await keys(world)).not.toContain('balancing/waiting/r1.json');
});

test('a run that was stopped while it waited is forgotten when its time is over', async () => {
  const { world } = await waitingRun();
  await world.clock.sleep(73 * HOUR);
  expect(await oldestWaitHours(world, signal)).toBe(0);
  expect(await keys(world)).not.toContain('balancing/waiting/r1.json');
});
