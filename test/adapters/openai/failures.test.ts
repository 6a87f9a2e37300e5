import { createServer } from 'node:http';
import { inspect } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { asEvencastError, EvencastError } from '../../../core/errors.ts';
import type { Patience } from '../../../core/ports/judge.ts';
import type { Fault } from '../../support/vision-server.ts';
import { ACTOR, KEY, question, TEN, type World, world } from './world.ts';

let w: World;
beforeEach(async () => {
  w = await world();
});
afterEach(() => w.close());

async function failure(patience: Patience = w.patience, of: World = w): Promise<EvencastError> {
  try {
    await of.judge.judge(await question(TEN.slice(0, 2)), patience);
  } catch (error) {
    return asEvencastError(error);
  }
  throw new Error('the judge answered');
}

const WHERE = /127\.0\.0\.1:\d+/;

test.each<[string, Fault, string, RegExp]>([
  ['a refused key', 'key-refused', 'JudgeKeyRefused', /refused the key \(401 invalid_api_key\)/],
  ['an empty account', 'insufficient-quota', 'QuotaExhausted', /no quota left/],
  [
    'an empty account that asks to wait',
    { fault: 'insufficient-quota', headers: { 'retry-after': '1' } },
    'QuotaExhausted',
    /credit/,
  ],
  ['too many requests', 'rate-limited', 'RateLimited', /slow down/],
  ['a broken server', 'server-error', 'JudgeUnavailable', /500/],
  ['an overloaded server', 'unavailable', 'JudgeUnavailable', /503/],
  ['a gateway’s error page', 'html-error', 'JudgeUnavailable', /502/],
  ['a login page instead of an answer', 'html', 'JudgeUnavailable', /a page instead of an answer/],
  ['an empty answer', 'empty', 'JudgeUnavailable', /nothing/],
  ['half a body', 'broken-body', 'JudgeAnswerInvalid', /JSON/],
  ['JSON of another service', 'other-json', 'JudgeAnswerInvalid', /no chat completion/],
  ['a redirect', 'redirect', 'InvalidConfig', /base URL/],
  ['a sheet the server cannot read', 'bad-request', 'JudgeRefused', /Could not parse image/],
  ['a connection cut before the answer', 'reset', 'JudgeUnavailable', /hung up/],
  ['a connection cut in the answer', 'reset-in-body', 'JudgeUnavailable', /hung up/],
])(
  '%s is told in one sentence that names server and actor, without the key, and asked once',
  async (_, fault, name, words) => {
    w.server.faults(fault);
    const error = await failure();
    expect(error).toMatchObject({ name, actor: ACTOR });
    expect(error.message).toMatch(words);
    expect(error.message).toMatch(WHERE);
    expect(error.message).toContain(ACTOR);
    expect(w.server.requests).toHaveLength(1);
    // Loggers print causes too.
    for (const part of [KEY, KEY.slice(0, 12), KEY.slice(-8)]) expect(inspect(error, { depth: 9 })).not.toContain(part);
  },
);

test('a server that is not running is named with its address', async () => {
  const port = await freePort();
  const gone = await world({}, { baseUrl: `http://127.0.0.1:${port}/v1` });
  const error = await failure(undefined, gone);
  expect(error).toMatchObject({ name: 'JudgeUnavailable', message: expect.stringMatching(/ECONNREFUSED/) });
  expect(error.message).toContain(`127.0.0.1:${port}`);
  await gone.close();
});

test.each<[string, string, number]>([
  ['retry-after', '20', 20_000],
  ['retry-after-ms', '1500', 1500],
  ['retry-after', 'Sun, 01 Nov 2026 12:00:30 GMT', 30_000],
  ['retry-after', 'Sun, 01 Nov 2026 11:00:00 GMT', 0],
])('a server that asks to wait (%s: %s) is given that time and asked once more', async (header, value, ms) => {
  w.server.faults({ fault: 'rate-limited', headers: { [header]: value } });
  const { verdicts } = await w.judge.judge(await question(), w.patience);
  expect(verdicts.size).toBe(10);
  expect(w.clock.sleeps).toEqual([ms]);
});

test('a server that is overloaded twice is not asked a third time: the state machine does the waiting', async () => {
  const fault = { fault: 'unavailable', headers: { 'retry-after': '1' } } as const;
  w.server.faults(fault, fault);
  expect(await failure()).toMatchObject({ name: 'JudgeUnavailable' });
  expect(w.server.requests).toHaveLength(2);
  expect(w.clock.sleeps).toEqual([1000]);
});

test('a wait that would leave no time for an answer before the deadline is not begun', async () => {
  w.server.faults({ fault: 'rate-limited', headers: { 'retry-after': '51' } });
  expect(await failure()).toMatchObject({ name: 'RateLimited', message: expect.stringMatching(/51 s/) });
  expect(w.clock.sleeps).toEqual([]);
});

test('a wait of more than a minute is left to the state machine, however far the deadline', async () => {
  w.server.faults({ fault: 'rate-limited', headers: { 'retry-after': '61' } });
  expect(await failure({ ...w.patience, deadline: Number.MAX_SAFE_INTEGER })).toMatchObject({ name: 'RateLimited' });
  expect(w.clock.sleeps).toEqual([]);
});

test('a run cancelled during the wait ends there', async () => {
  w.server.faults({ fault: 'rate-limited', headers: { 'retry-after': '5' } });
  const cancel = new AbortController();
  const clock = {
    now: w.clock.now,
    sleep: async (_: number, signal?: AbortSignal) => {
      cancel.abort();
      signal?.throwIfAborted();
    },
  };
  const waiting = await world({}, { clock, baseUrl: w.server.url });
  const error = await failure({ ...w.patience, signal: cancel.signal }, waiting);
  await waiting.close();
  expect(error).toMatchObject({ name: 'Cancelled' });
  expect(w.server.requests).toHaveLength(1);
});

test.each(['stall', 'stall-in-body'] as const)(
  'a server that goes silent (%s) is given up at the deadline',
  async (fault) => {
    w.server.faults(fault);
    // The one real timer in these tests: the request's own, as short as a timer gets.
    const error = await failure({ ...w.patience, deadline: w.clock.now() + 40 });
    expect(error).toMatchObject({ name: 'JudgeUnavailable', message: expect.stringMatching(/no answer in the time/) });
  },
);

test('a question whose deadline has passed is not asked', async () => {
  expect(await failure({ ...w.patience, deadline: w.clock.now() })).toMatchObject({ name: 'JudgeUnavailable' });
  expect(w.server.requests).toHaveLength(0);
});

test.each(['stall', 'stall-in-body'] as const)(
  'a run cancelled while the server is silent (%s) ends at once',
  async (fault) => {
    w.server.faults(fault);
    const cancel = new AbortController();
    const error = failure({ ...w.patience, signal: cancel.signal });
    await w.server.received(1);
    cancel.abort(new Error('Ctrl-C'));
    expect(await error).toMatchObject({ name: 'Cancelled', actor: ACTOR, cause: { message: 'Ctrl-C' } });
  },
);

test('a run stopped for a reason of its own is told that reason', async () => {
  const reason = new EvencastError('BudgetExceeded', 'The run’s cap of $1 is reached.');
  expect(await failure({ ...w.patience, signal: AbortSignal.abort(reason) })).toBe(reason);
  expect(w.server.requests).toHaveLength(0);
});

test('a signal that is itself a timeout means an unavailable judge, which is tried again, not a cancelled run', async () => {
  const signal = AbortSignal.abort(new DOMException('too late', 'TimeoutError'));
  expect(await failure({ ...w.patience, signal })).toMatchObject({ name: 'JudgeUnavailable' });
});

test.each(['', 'sk-with a space', 'sk-“quoted”', 'sk-line\nbreak'])(
  'a key that no request can carry (%j) is refused unsent and unprinted',
  async (apiKey) => {
    const keyless = await world({}, { apiKey });
    const error = await failure(undefined, keyless);
    expect(error).toMatchObject({ name: 'JudgeKeyRefused' });
    expect(keyless.server.requests).toHaveLength(0);
    if (apiKey !== '') expect(inspect(error)).not.toContain(apiKey);
    await keyless.close();
  },
);

test('a gateway’s own key, which looks like nothing in particular, is not printed when the gateway quotes it', async () => {
  const apiKey = 'gateway.4711-secret';
  const gateway = await world({}, { apiKey });
  gateway.server.faults('bad-request');
  const error = await failure(undefined, gateway);
  await gateway.close();
  expect(error.message).toMatch(/Could not parse image/);
  expect(inspect(error, { depth: 9 })).not.toContain(apiKey);
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 9;
}
