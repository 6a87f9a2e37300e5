import { describe, expect, test } from 'vitest';
import { approvalSchema } from '../../core/approval/approval.ts';
import type { DecideInput } from '../../core/contract.ts';
import { EvencastError } from '../../core/errors.ts';
import { planRecordSchema } from '../../core/records/plan-record.ts';
import { decide } from '../../lambdas/decide/task.ts';
import { takeDecision } from '../../lambdas/take-decision/task.ts';
import { PATIENCE, prepareRun, record, type TaskWorld, taskWorld, text } from '../support/task-world.ts';
import { endedWaits, TOKEN, waitingRun } from '../support/waiting-run.ts';

const APPROVAL = 'balancing/runs/r1/approval.json';

async function setUp(waits = endedWaits()) {
  const { world, planHash } = await waitingRun();
  const wish: DecideInput = { run: 'r1', state: 'approved', by: 'kim', planHash };
  const ask = (more: Partial<DecideInput> = {}) =>
    decide({ ...wish, ...more }, { ...world, waiting: waits }, PATIENCE.signal);
  return { world, planHash, waits, ask };
}

const approvalOf = (world: TaskWorld) => record(world, approvalSchema, APPROVAL);
const itemsOf = async (world: TaskWorld) => {
  await takeDecision({ run: 'r1' }, world, PATIENCE.signal);
  return JSON.parse(await text(world, 'balancing/runs/r1/approved.json'));
};
const retired = async (world: TaskWorld, actor: string) => {
  const { plan } = await record(world, planRecordSchema, `balancing/runs/r1/actors/${actor}/plan.json`);
  return plan.changes.filter((change) => change.kind === 'retire');
};

describe('a decision', () => {
  test.each(['approved', 'rejected'] as const)(
    'is written, answered without the token, and ends the wait: %s',
    async (state) => {
      const { world, ask, waits } = await setUp();
      const answer = await ask({ state });
      expect(answer).toMatchObject({ kind: 'decided', won: true, approval: { state, decided: { by: 'kim' } } });
      expect(JSON.stringify(answer)).not.toContain(TOKEN);
      expect((await approvalOf(world)).state).toBe(state);
      expect(waits.tokens).toEqual([TOKEN]);
    },
  );

  test('about some actors leaves the others alone', async () => {
    const { world, ask } = await setUp();
    await ask({ except: ['eve'] });
    expect((await itemsOf(world)).map(({ actor }: { actor: string }) => actor)).toEqual(['ada']);
  });

  test('that keeps an image is one decision with it', async () => {
    const { world, ask } = await setUp();
    const [first] = await retired(world, 'ada');
    const image = first?.kind === 'retire' ? first.file : '';
    await ask({ keep: [{ actor: 'ada', image }] });
    const items: { actor: string; without: string[] }[] = await itemsOf(world);
    expect(items.find(({ actor }) => actor === 'ada')?.without).toEqual([first?.id]);
  });

  test('of a run on one machine has no wait to end', async () => {
    const { world, ask, waits } = await setUp();
    const { token: _, ...local } = await approvalOf(world);
    await world.store.put(APPROVAL, JSON.stringify(local));
    expect(await ask()).toMatchObject({ kind: 'decided', won: true });
    expect(waits.tokens).toEqual([]);
  });
});

describe('of several decisions one holds', () => {
  test('a repeat gets the same answer and ends the wait again: the first time may have been lost', async () => {
    const { ask, waits } = await setUp();
    const first = await ask();
    expect(await ask()).toEqual(first);
    expect(waits.tokens).toEqual([TOKEN, TOKEN]);
  });

  test('whoever comes later is told who was first', async () => {
    const { ask } = await setUp();
    await ask();
    expect(await ask({ state: 'rejected', by: 'lee' })).toMatchObject({
      kind: 'decided',
      won: false,
      approval: { state: 'approved', decided: { by: 'kim' } },
    });
  });

  test('the same person saying something else is no repeat', async () => {
    const { ask } = await setUp();
    await ask();
    expect(await ask({ except: ['eve'] })).toMatchObject({ won: false, approval: { scope: {} } });
  });

  test('at once: one wins, and it wins whole, with the images that it keeps', async () => {
    const { world, ask, waits } = await setUp();
    const files = (await retired(world, 'ada')).flatMap((change) => (change.kind === 'retire' ? [change.file] : []));
    const answers = await Promise.all(
      files.map((image, index) =>
        ask({
          by: `person ${index}`,
          state: index % 2 === 0 ? 'approved' : 'rejected',
          keep: [{ actor: 'ada', image }],
        }),
      ),
    );
    const winners = answers.filter((answer) => answer.kind === 'decided' && answer.won);
    expect(winners).toHaveLength(1);
    const { scope, decided } = await approvalOf(world);
    expect(scope.keep).toHaveLength(1);
    expect(decided?.by).toBe(`person ${files.indexOf(scope.keep?.[0]?.image ?? '')}`);
    expect(new Set(answers.map((answer) => (answer.kind === 'decided' ? answer.approval.decided?.by : '')))).toEqual(
      new Set([decided?.by]),
    );
    expect(waits.tokens).toHaveLength(files.length);
  });

  test('after its time nobody wins, and the wait is over', async () => {
    const { world, ask, waits } = await setUp();
    await world.clock.sleep(73 * 3_600_000);
    expect(await ask()).toMatchObject({ kind: 'decided', won: false, approval: { state: 'expired' } });
    expect(waits.tokens).toEqual([TOKEN]);
  });

  test('one that was written and not sent is sent by asking again', async () => {
    const { ask, waits } = await setUp(endedWaits([new EvencastError('StoreUnavailable', 'no answer')]));
    await expect(ask()).rejects.toMatchObject({ name: 'StoreUnavailable' });
    expect(await ask()).toMatchObject({ kind: 'decided', won: true });
    expect(waits.tokens).toEqual([TOKEN]);
  });
});

describe('what cannot be decided is refused in words, and nothing is changed', () => {
  test.each<[string, Partial<DecideInput> & Record<string, unknown>, string, RegExp]>([
    ['other plans', { planHash: 'ffff' }, 'InvalidRequest', /not about the plans/],
    ['a run that is not there', { run: 'r9' }, 'NotFound', /There is no run r9/],
    ['a name no run has', { run: '../r1' }, 'InvalidKey', /cannot be used as a name/],
    ['strangers', { only: ['zoe'] }, 'NotFound', /not about "zoe"/],
    [
      'an image that would stay anyway',
      { keep: [{ actor: 'ada', image: 'x.png' }] },
      'InvalidRequest',
      /nothing to keep/,
    ],
    ['an image of a stranger', { keep: [{ actor: 'zoe', image: 'x.png' }] }, 'NotFound', /not about "zoe"/],
    ['something else', { state: 'pending' as 'approved' }, 'InvalidRequest', /^The decision is not valid\. state: /],
    ['a wrong field', { everything: true }, 'InvalidRequest', /everything/],
  ])('%s', async (_what, wish, error, message) => {
    const { world, ask, waits } = await setUp();
    const before = await text(world, APPROVAL);
    expect(await ask(wish)).toEqual({ kind: 'refused', error, message: expect.stringMatching(message) });
    expect(await text(world, APPROVAL)).toBe(before);
    expect(waits.tokens).toEqual([]);
  });

  test('a dry-run', async () => {
    const world = taskWorld();
    await world.store.put('custom-actors/ada/training_data/a.png', 'x');
    await prepareRun(world);
    const ports = { ...world, waiting: endedWaits() };
    expect(
      await decide({ run: 'r1', state: 'approved', by: 'kim', planHash: '' }, ports, PATIENCE.signal),
    ).toMatchObject({ kind: 'refused', message: expect.stringContaining('is a dry-run') });
  });
});
