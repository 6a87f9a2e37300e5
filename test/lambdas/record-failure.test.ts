import { describe, expect, test } from 'vitest';
import { failedResultSchema } from '../../core/records/actor-result.ts';
import { recordFailure } from '../../lambdas/record-failure/task.ts';
import { PATIENCE, record, taskWorld } from '../support/task-world.ts';

const KEY = 'balancing/runs/r1/actors/ada/result.json';

async function recorded(error: unknown, world = taskWorld()) {
  expect(await recordFailure({ run: 'r1', actor: 'ada', error }, world, PATIENCE.signal)).toEqual({
    run: 'r1',
    actor: 'ada',
  });
  return record(world, failedResultSchema, KEY);
}

describe('why an actor failed is written down in words', () => {
  test('as the embedded mode says it', async () => {
    expect(await recorded({ Error: 'JudgeUnavailable', Cause: 'The judge is down. Try later.' })).toEqual({
      schema: 1,
      actor: 'ada',
      status: 'failed',
      at: '2026-11-01T12:00:00.000Z',
      error: 'JudgeUnavailable',
      message: 'The judge is down. Try later.',
      usage: { calls: 0, inputTokens: 0, outputTokens: 0, usd: 0 },
    });
  });

  test('as Lambda says it: the message out of its JSON', async () => {
    const Cause = JSON.stringify({
      errorType: 'OutOfSpace',
      errorMessage: 'No room left.',
      trace: ['OutOfSpace: No room left.', '    at put'],
    });
    expect((await recorded({ Error: 'OutOfSpace', Cause })).message).toBe('No room left.');
  });

  test.each([
    ['{"reason": 3}', '{"reason": 3}'],
    ['{half', '{half'],
    ['"a string"', '"a string"'],
    ['', 'No reason was given. Look into the log of the run.'],
    [undefined, 'No reason was given. Look into the log of the run.'],
  ])('cause %j is said as %j', async (Cause, message) => {
    expect((await recorded({ Error: 'States.Timeout', ...(Cause === undefined ? {} : { Cause }) })).message).toBe(
      message,
    );
  });

  test('with what judging cost before it failed', async () => {
    const world = taskWorld();
    const usage = { calls: 2, inputTokens: 10, outputTokens: 5, usd: 0.02 };
    await world.store.put('balancing/runs/r1/actors/ada/spent.json', JSON.stringify({ schema: 1, usage }));
    expect((await recorded({ Error: 'JudgeRefused', Cause: 'x' }, world)).usage).toEqual(usage);
  });

  test('in place of what an earlier step may have left', async () => {
    const world = taskWorld();
    await world.store.put(KEY, '{}');
    expect((await recorded({ Error: 'Internal', Cause: 'x' }, world)).status).toBe('failed');
  });
});
