import { inspect } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { EvencastError } from '../../../core/errors.ts';
import type { ApiFault } from '../../support/replicate-faults.ts';
import { ACTOR, errorOf, TOKEN, type World, world } from './world.ts';

let w: World;
beforeEach(async () => {
  w = await world();
});
afterEach(() => w.close());

const WHERE = /127\.0\.0\.1:\d+/;
const TRANSIENT: readonly [string, ApiFault, string, RegExp][] = [
  ['too many requests', 'rate-limited', 'RateLimited', /slow down/],
  ['a broken server', 'server-error', 'MakerUnavailable', /500/],
  ['an overloaded server', 'unavailable', 'MakerUnavailable', /503/],
  [
    'an overloaded server that asks to wait',
    { fault: 'unavailable', headers: { 'retry-after': '1' } },
    'MakerUnavailable',
    /503/,
  ],
  ['a gateway’s error page', 'html-error', 'MakerUnavailable', /502/],
  ['a login page instead of an answer', 'html', 'MakerUnavailable', /a page/],
  ['an empty answer', 'empty', 'MakerUnavailable', /half an answer/],
  ['half a body', 'broken-body', 'MakerUnavailable', /half an answer/],
  ['JSON of another service', 'other-json', 'MakerUnavailable', /no prediction/],
  ['a connection cut before the answer', 'reset', 'MakerUnavailable', /hung up/],
  ['a connection cut in the answer', 'reset-in-body', 'MakerUnavailable', /hung up/],
];
const FINAL: readonly [string, ApiFault, string, RegExp][] = [
  ['a refused token', 'token-refused', 'MakerKeyRefused', /refused the token \(401\)/],
  ['a token without rights', 'forbidden', 'MakerKeyRefused', /403/],
  ['an account without credit', 'no-credit', 'QuotaExhausted', /no credit left; add credit/],
  ['an account whose credit is low', 'low-credit', 'QuotaExhausted', /credit is low; add credit/],
  ['a redirect', 'redirect', 'InvalidConfig', /base URL/],
];
const OF_START: readonly [string, ApiFault, string, RegExp][] = [
  ['a model that is gone', 'model-gone', 'MakerModelUnavailable', /flux-2-pro.*generate\.model/],
  ['a version that is gone', 'version-gone', 'MakerModelUnavailable', /flux-2-pro/],
  [
    'an input the model does not take',
    'invalid-input',
    'InvalidConfig',
    /aspect_ratio: must be one of.*generate\.input/,
  ],
  ['references that are too large', 'too-large', 'InvalidConfig', /generate\.maxReferences/],
  ['an id that would lead elsewhere', 'odd-id', 'MakerUnavailable', /no prediction/],
];

async function checkTold(error: EvencastError, name: string, words: RegExp): Promise<void> {
  expect(error).toMatchObject({ name, actor: ACTOR });
  expect(error.message).toMatch(words);
  expect(error.message).toMatch(WHERE);
  expect(error.message).toContain(ACTOR);
  // Loggers print causes too.
  for (const part of [TOKEN, TOKEN.slice(0, 10), TOKEN.slice(-8)])
    expect(inspect(error, { depth: 9 })).not.toContain(part);
}

test.each([...TRANSIENT, ...FINAL, ...OF_START])(
  'beginning: %s is told in one sentence that names server and actor, without the token, and asked once',
  async (_, fault, name, words) => {
    w.server.faults(fault);
    await checkTold(await errorOf(w.start()), name, words);
    expect(w.server.requests).toHaveLength(1);
    expect(w.clock.sleeps).toEqual([]);
  },
);

test.each([...TRANSIENT, ...FINAL])(
  'waiting: %s is told, asked once, and the image is there for the next try',
  async (_, fault, name, words) => {
    const id = await w.start();
    w.server.faults(fault);
    await checkTold(await errorOf(w.finish(id)), name, words);
    expect(w.server.requests).toHaveLength(2);
    expect(await w.finish(id)).toMatchObject({ kind: 'made' });
    expect(w.server.paid()).toBe(1);
  },
);

test.each(TRANSIENT.filter(([, fault]) => fault !== 'other-json'))(
  'looking for an earlier try: after %s nothing is begun',
  async (_, fault, name, words) => {
    w.server.faults(fault);
    await checkTold(await errorOf(w.start({ begunBefore: w.clock.now() })), name, words);
    expect(w.server.predictions).toHaveLength(0);
  },
);

test.each<ApiFault>(['other-json', 'model-gone', 'invalid-input'])(
  'looking for an earlier try: a list that is none (%s) begins nothing',
  async (fault) => {
    w.server.faults(fault);
    const error = await errorOf(w.start({ begunBefore: w.clock.now() }));
    expect(error.message).toMatch(/base URL/);
    expect(w.server.predictions).toHaveLength(0);
  },
);

test.each<[ApiFault, number]>([
  [{ fault: 'rate-limited', headers: { 'retry-after': '20' } }, 20_000],
  [{ fault: 'rate-limited', headers: { 'retry-after': 'Sun, 01 Nov 2026 12:00:30 GMT' } }, 30_000],
  ['rate-limited-for-7s', 7000],
])('a server that asks to wait (%j) is given that time and asked once more', async (fault, ms) => {
  w.server.faults(fault);
  await w.start();
  expect(w.clock.sleeps).toEqual([ms]);
  expect(w.server.paid()).toBe(1);
});

test('a server that asks to wait twice is not asked a third time: the state machine does the waiting', async () => {
  w.server.faults('rate-limited-for-7s', 'rate-limited-for-7s');
  expect(await errorOf(w.start())).toMatchObject({ name: 'RateLimited', message: expect.stringMatching(/7 s/) });
  expect(w.server.requests).toHaveLength(2);
  expect(w.clock.sleeps).toEqual([7000]);
});

test.each(['59', '61'])('a wait of %s s that leaves no time, or is too long, is not begun', async (seconds) => {
  const patience = seconds === '61' ? { ...w.patience, deadline: Number.MAX_SAFE_INTEGER } : w.patience;
  w.server.faults({ fault: 'rate-limited', headers: { 'retry-after': seconds } });
  expect(await errorOf(w.maker.start(w.request, patience))).toMatchObject({ name: 'RateLimited' });
  expect(w.clock.sleeps).toEqual([]);
});

test.each(['stall', 'stall-in-body'] as const)(
  'a server that goes silent (%s) is given up at the deadline',
  async (fault) => {
    const id = await w.start();
    // The one real timer in these tests: the request's own, as short as a timer gets.
    const patience = { ...w.patience, deadline: w.clock.now() + 40 };
    w.server.faults(fault, fault);
    for (const asked of [() => w.maker.start(w.request, patience), () => w.maker.finish(id, w.request, patience)]) {
      const error = await errorOf(asked());
      expect(error).toMatchObject({
        name: 'MakerUnavailable',
        message: expect.stringMatching(/no answer in the time/),
      });
    }
  },
);

test('a deadline that has passed asks nothing', async () => {
  const patience = { ...w.patience, deadline: w.clock.now() };
  expect(await errorOf(w.maker.start(w.request, patience))).toMatchObject({ name: 'MakerUnavailable' });
  expect(await errorOf(w.maker.finish('abc', w.request, patience))).toMatchObject({ name: 'MakerUnavailable' });
  expect(w.server.requests).toHaveLength(0);
});

test.each(['stall', 'stall-in-body'] as const)(
  'a run cancelled while the server is silent (%s) ends at once',
  async (fault) => {
    w.server.faults(fault);
    const cancel = new AbortController();
    const error = errorOf(w.maker.start(w.request, { ...w.patience, signal: cancel.signal }));
    await w.server.received(1);
    cancel.abort(new Error('Ctrl-C'));
    expect(await error).toMatchObject({ name: 'Cancelled', actor: ACTOR, cause: { message: 'Ctrl-C' } });
  },
);

test('a run cancelled between two looks ends there, and the image stays to be finished', async () => {
  const cancel = new AbortController();
  const clock = {
    now: w.clock.now,
    sleep: async (_: number, signal?: AbortSignal) => {
      cancel.abort();
      signal?.throwIfAborted();
    },
  };
  const id = await w.start();
  const waiting = await world({ clock, baseUrl: w.server.url });
  const error = await errorOf(waiting.maker.finish(id, w.request, { ...w.patience, signal: cancel.signal }));
  await waiting.close();
  expect(error).toMatchObject({ name: 'Cancelled' });
  expect(await w.finish(id)).toMatchObject({ kind: 'made' });
  expect(w.server.paid()).toBe(1);
});

test('a run stopped for a reason of its own is told that reason', async () => {
  const reason = new EvencastError('BudgetExceeded', 'The run’s cap of $1 is reached.');
  const patience = { ...w.patience, signal: AbortSignal.abort(reason) };
  expect(await errorOf(w.maker.start(w.request, patience))).toBe(reason);
  expect(w.server.requests).toHaveLength(0);
});

test('a signal that is itself a timeout means an unavailable maker, which is tried again, not a cancelled run', async () => {
  const signal = AbortSignal.abort(new DOMException('too late', 'TimeoutError'));
  expect(await errorOf(w.maker.start(w.request, { ...w.patience, signal }))).toMatchObject({
    name: 'MakerUnavailable',
  });
});

test.each(['', 'r8_with a space', 'r8_“quoted”', 'r8_line\nbreak'])(
  'a token that no request can carry (%j) is refused unsent and unprinted',
  async (token) => {
    const without = await world({ token });
    const error = await errorOf(without.start());
    await without.close();
    expect(error).toMatchObject({ name: 'MakerKeyRefused' });
    expect(without.server.requests).toHaveLength(0);
    if (token !== '') expect(inspect(error)).not.toContain(token);
  },
);

test('a gateway’s own token, which looks like nothing in particular, is not printed when the gateway quotes it', async () => {
  const token = 'gateway.4711-secret';
  const gateway = await world({ token });
  gateway.server.faults('invalid-input');
  const error = await errorOf(gateway.start());
  await gateway.close();
  expect(error.message).toMatch(/aspect_ratio/);
  expect(inspect(error, { depth: 9 })).not.toContain(token);
});

test('a server that is not running is named with its address', async () => {
  const gone = await world();
  await gone.close();
  const error = await errorOf(gone.start());
  expect(error).toMatchObject({ name: 'MakerUnavailable', message: expect.stringMatching(/ECONNREFUSED/) });
  expect(error.message).toMatch(WHERE);
});

test('when three of five requests fail, trying again makes every image once', async () => {
  const faults: readonly ApiFault[] = ['server-error', 'none', 'reset', 'none', 'html-error', 'none', 'unavailable'];
  w.server.faults(...faults, ...faults);
  for (const seed of [1, 2, 3, 4, 5]) {
    const begunBefore = w.clock.now();
    let id: string | undefined;
    let kind: string | undefined;
    for (let tries = 0; kind === undefined && tries < 9; tries += 1) {
      try {
        id ??= await w.start({ seed, begunBefore });
        kind = (await w.finish(id)).kind;
      } catch (error) {
        expect(error).toMatchObject({ kind: 'transient' });
      }
    }
    expect(kind).toBe('made');
  }
  expect(w.server.paid()).toBe(5);
});
