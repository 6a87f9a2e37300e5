import type { Context } from 'aws-lambda';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { lambdaTask } from '../../../adapters/lambda/lambda-task.ts';
import { emfMetrics } from '../../../adapters/metrics/emf-metrics.ts';
import { EvencastError } from '../../../core/errors.ts';
import type { Patience } from '../../../core/ports/judge.ts';

const context = (left = 60_000) => ({ getRemainingTimeInMillis: () => left }) as Context;

/** What is logged while `work` goes on. */
async function logged(work: () => Promise<unknown>): Promise<readonly unknown[]> {
  const lines: unknown[] = [];
  for (const level of ['info', 'error'] as const)
    vi.spyOn(console, level).mockImplementation((line) => void lines.push({ level, ...Object(line) }));
  await work().catch(() => undefined);
  return lines;
}
afterEach(() => vi.restoreAllMocks());

describe('a task’s beginning and end stand in the log', () => {
  test('with run and actor, how long it took, and the figures of its answer', async () => {
    const handler = lambdaTask(async () => ({ run: 'r1', actors: 3, won: true, itemsKey: 'some key' }));
    const lines = await logged(() => handler({ run: 'r1', item: { actor: 'ada' } }, context()));
    expect(lines).toEqual([
      { level: 'info', did: 'begun', run: 'r1', actor: 'ada' },
      { level: 'info', did: 'ended', run: 'r1', actor: 'ada', ms: expect.any(Number), actors: 3, won: true },
    ]);
  });

  test('with the name and the words of what went wrong, on one line', async () => {
    const handler = lambdaTask(async () => {
      throw new EvencastError('RateLimited', `OpenAI asks\nto slow down ${'x'.repeat(9999)}`);
    });
    const lines = await logged(() => handler({ run: 'r1', actor: 'ada' }, context()));
    expect(lines[1]).toMatchObject({ level: 'error', did: 'failed', run: 'r1', actor: 'ada', error: 'RateLimited' });
    expect(Object(lines[1]).words).toMatch(/^OpenAI asks to slow down x{100,480}…$/);
  });

  test('without the token of a wait, a decision’s words or a prompt', async () => {
    const handler = lambdaTask(async () => ({ approval: { token: 'AAAA' }, prompt: 'a portrait of' }));
    const event = { run: 'r1', token: 'AAAA', by: 'kim', prompt: 'a portrait of', request: { key: 'sk-1' } };
    expect(JSON.stringify(await logged(() => handler(event, context())))).not.toMatch(/AAAA|kim|portrait|sk-1/);
  });

  test.each([undefined, null, 'text', 3, [], { run: { a: 1 } }])('whatever the event is: %j', async (event) => {
    const lines = await logged(() => lambdaTask(async () => undefined)(event, context()));
    expect(lines).toMatchObject([{ did: 'begun' }, { did: 'ended' }]);
  });
});

describe('an error reaches Step Functions under its own name', () => {
  test.each([
    [new EvencastError('NotFound', 'There is no run r9.'), 'NotFound'],
    [new TypeError('x is not a function'), 'TypeError'],
    [Object.assign(new Error('denied'), { name: 'AccessDeniedException' }), 'AccessDeniedException'],
  ])('%s', async (error, name) => {
    const handler = lambdaTask(async () => {
      throw error;
    });
    await logged(() => expect(handler({}, context())).rejects.toMatchObject({ name, message: error.message }));
    expect.assertions(1);
  });

  test('a task that runs out of time is ended before Lambda does it, under the name that is tried again', async () => {
    let patience: Patience | undefined;
    const handler = lambdaTask((_event, given) => {
      patience = given;
      return new Promise(() => undefined);
    });
    const lines = await logged(() => handler({ run: 'r1' }, context(5_010)));
    expect(lines[1]).toMatchObject({ did: 'failed', error: 'Sandbox.Timedout' });
    expect(patience?.signal.aborted).toBe(true);
  });
});

test('metrics are lines that CloudWatch reads, with the stack as their only dimension', () => {
  const lines: string[] = [];
  vi.spyOn(process.stdout, 'write').mockImplementation((line) => lines.push(String(line)) > 0);
  const metrics = emfMetrics('Evencast');
  metrics.put([]);
  metrics.put([
    { name: 'Actors', unit: 'Count', value: 3 },
    { name: 'Usd', unit: 'None', value: 0.12 },
  ]);
  metrics.put([{ name: 'BreakerOpen', unit: 'Count', value: 1 }]);
  vi.restoreAllMocks();
  const [first, second] = lines.filter((line) => line.startsWith('{')).map((line) => JSON.parse(line));
  expect(first).toMatchObject({ Stack: 'Evencast', Actors: 3, Usd: 0.12 });
  expect(first._aws.CloudWatchMetrics).toEqual([
    {
      Namespace: 'Evencast',
      Dimensions: [['Stack']],
      Metrics: [
        { Name: 'Actors', Unit: 'Count' },
        { Name: 'Usd', Unit: 'None' },
      ],
    },
  ]);
  expect(second).toMatchObject({ Stack: 'Evencast', BreakerOpen: 1 });
  expect(second).not.toHaveProperty('Actors');
});
