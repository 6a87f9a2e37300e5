import { describe, expect, test } from 'vitest';
import { STATES } from '../../../core/contract.ts';
import { type ErrorName, EvencastError } from '../../../core/errors.ts';
import { embeddedDefinition } from '../../../lib/embedded-definition.ts';
import { runMachine, type StateHandler } from '../../../local/machine/run-machine.ts';
import { readerState } from '../../../local/machine/translate.ts';

const definition = embeddedDefinition();

/** Handlers that do nothing but answer, over these actors; `called` counts the calls by state. */
function handlers(actors: readonly string[], of: Readonly<Record<string, StateHandler>> = {}) {
  const called = new Map<string, number>();
  const plain: Record<string, StateHandler> = {
    [STATES.prepare]: async () => ({ run: 'r1', actors: actors.length, concurrency: 4, actorsKey: 'k' }),
    [readerState(STATES.evaluateActors)]: async () => actors.map((actor) => ({ actor })),
    [STATES.composite]: async (input) => input,
    [STATES.evaluate]: async (input) => input,
    [STATES.plan]: async (input) => input,
    [STATES.recordFailure]: async (input) => input,
    [STATES.review]: async () => ({ totals: 'all' }),
    [STATES.report]: async (input) => input,
    ...of,
  };
  const byState = Object.entries(plain).map(([name, handler]): [string, StateHandler] => [
    name,
    async (input) => {
      called.set(name, (called.get(name) ?? 0) + 1);
      return handler(input);
    },
  ]);
  return { called, handlers: Object.fromEntries(byState) };
}

const run = (
  of: { readonly handlers: Readonly<Record<string, StateHandler>> },
  signal = new AbortController().signal,
  input: unknown = {},
) => runMachine({ definition, name: 'r1', input, handlers: of.handlers, signal, retryPause: 0 });

const failing =
  (name: string, message = 'It failed.'): StateHandler =>
  async () => {
    throw Object.assign(new Error(message), { name });
  };

describe('a run', () => {
  test('takes each actor through its steps and ends with what Report answers', async () => {
    const seen: unknown[] = [];
    const of = handlers(['ada', 'eve'], { [STATES.plan]: async (input) => seen.push(input) });
    expect(await run(of)).toEqual({ run: 'r1', review: { totals: 'all' } });
    expect(seen).toEqual(
      expect.arrayContaining([
        { run: 'r1', actor: 'ada' },
        { run: 'r1', actor: 'eve' },
      ]),
    );
    expect(Object.fromEntries(of.called)).toEqual({
      [STATES.prepare]: 1,
      [readerState(STATES.evaluateActors)]: 1,
      [STATES.composite]: 2,
      [STATES.evaluate]: 2,
      [STATES.plan]: 2,
      [STATES.review]: 1,
      [STATES.report]: 1,
    });
  });

  test('Prepare gets the run’s name, its start and the request as it was given', async () => {
    let given: unknown;
    const of = handlers([], {
      [STATES.prepare]: async (input) => {
        given = input;
        return { run: 'r1', actors: 0, concurrency: 1, actorsKey: 'the key' };
      },
      [readerState(STATES.evaluateActors)]: async (input) => {
        expect(input).toEqual({ key: 'the key' });
        return [];
      },
    });
    await run(of, undefined, { actors: ['ada'] });
    expect(given).toEqual({
      run: 'r1',
      startedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
      request: { actors: ['ada'] },
    });
  });

  test('no actors at all is a run that ends', async () => {
    expect(await run(handlers([]))).toEqual({ run: 'r1', review: { totals: 'all' } });
  });

  test('a thousand actors come through, no more at a time than was asked for', async () => {
    let [now, most] = [0, 0];
    const busy: StateHandler = async (input) => {
      most = Math.max(most, ++now);
      await Promise.resolve();
      now--;
      return input;
    };
    const of = handlers(
      Array.from({ length: 1000 }, (_, index) => `actor ${index}`),
      { [STATES.composite]: busy },
    );
    await run(of);
    expect(of.called.get(STATES.plan)).toBe(1000);
    expect(most).toBeLessThanOrEqual(4);
  });

  test.each(['ada "the first"', '$.actor', 'zoë 😀', 'a\\b', '0001'])(
    'an actor called %j comes through as it is',
    async (actor) => {
      const seen: unknown[] = [];
      await run(handlers([actor], { [STATES.plan]: async (input) => seen.push(input) }));
      expect(seen).toEqual([{ run: 'r1', actor }]);
    },
  );
});

describe('a task that fails', () => {
  test.each<[string, number]>([
    ['JudgeUnavailable', 3],
    ['RateLimited', 3],
    ['StoreUnavailable', 3],
    ['Conflict', 3],
    ['Lambda.TooManyRequestsException', 6],
    ['States.Timeout', 6],
    ['NotFound', 1],
    ['InvalidConfig', 1],
    ['JudgeKeyRefused', 1],
    ['BudgetExceeded', 1],
    ['OutOfSpace', 1],
    ['Internal', 1],
    ['TypeError', 1],
  ])('with %s is tried %i times in all', async (name, attempts) => {
    const of = handlers(['ada'], { [STATES.evaluate]: failing(name) });
    await run(of);
    expect(of.called.get(STATES.evaluate)).toBe(attempts);
    expect(of.called.get(STATES.recordFailure)).toBe(1);
  });

  test('and then succeeds is as good as one that did at once', async () => {
    let tries = 0;
    const of = handlers(['ada'], {
      [STATES.evaluate]: async (input) => {
        if (++tries < 3) throw new EvencastError('JudgeUnavailable', 'down');
        return input;
      },
    });
    await run(of);
    expect([of.called.get(STATES.plan), of.called.get(STATES.recordFailure)]).toEqual([1, undefined]);
  });

  test.each([STATES.composite, STATES.evaluate, STATES.plan])(
    '%s: the actor is recorded with the error’s name and words, and the others go on',
    async (state) => {
      const recorded: unknown[] = [];
      const of = handlers(['ada', 'bob', 'eve'], {
        [state]: async (input) => {
          if (JSON.stringify(input).includes('bob'))
            throw new EvencastError('JudgeRefused', 'The judge refused "bob".');
          return input;
        },
        [STATES.recordFailure]: async (input) => recorded.push(input),
      });
      expect(await run(of)).toEqual({ run: 'r1', review: { totals: 'all' } });
      expect(recorded).toEqual([
        { run: 'r1', actor: 'bob', error: { Error: 'JudgeRefused', Cause: 'The judge refused "bob".' } },
      ]);
      if (state !== STATES.plan) expect(of.called.get(STATES.plan)).toBe(2);
    },
  );

  test('and cannot even be recorded does not end the run', async () => {
    const of = handlers(['ada', 'eve'], {
      [STATES.composite]: failing('Internal'),
      [STATES.recordFailure]: failing('OutOfSpace'),
    });
    expect(await run(of)).toEqual({ run: 'r1', review: { totals: 'all' } });
    expect(of.called.get(STATES.report)).toBe(1);
  });
});

describe('a run that fails as a whole', () => {
  test.each<[string, ErrorName, string]>([
    [STATES.prepare, 'NotFound', 'No such actor in /photos: "adda".'],
    [STATES.prepare, 'InvalidRequest', 'The request is not valid. sample.size: "0"\n{}'],
    [readerState(STATES.evaluateActors), 'RecordCorrupt', 'damaged'],
    [STATES.review, 'AccessDenied', 'no'],
    [STATES.report, 'OutOfSpace', 'full'],
  ])('%s failing with %s ends it with that name and those words', async (state, name, message) => {
    const of = handlers(['ada'], { [state]: failing(name, message) });
    await expect(run(of)).rejects.toMatchObject({ name, message });
    await expect(run(of)).rejects.toBeInstanceOf(EvencastError);
  });

  test('a bug is called one, with its words', async () => {
    await expect(
      run(handlers([], { [STATES.prepare]: failing('TypeError', 'x is not a function') })),
    ).rejects.toMatchObject({
      name: 'Internal',
      message: expect.stringContaining('x is not a function'),
    });
  });

  test('after Prepare failed nobody is worked on', async () => {
    const of = handlers(['ada'], { [STATES.prepare]: failing('NotFound') });
    await expect(run(of)).rejects.toThrow();
    expect(Object.fromEntries(of.called)).toEqual({ [STATES.prepare]: 1 });
  });

  test('a transient error that does not pass is the run’s error in the end', async () => {
    const of = handlers(['ada'], { [STATES.review]: failing('StoreUnavailable', 'The bucket does not answer.') });
    await expect(run(of)).rejects.toMatchObject({
      name: 'StoreUnavailable',
      kind: 'transient',
      message: 'The bucket does not answer.',
    });
    expect(of.called.get(STATES.review)).toBe(3);
  });
});

describe('a run that is stopped', () => {
  test('while an actor is worked on is cancelled, and says that nothing is lost', async () => {
    const stop = new AbortController();
    const of = handlers(['ada', 'eve'], {
      [STATES.evaluate]: async (input) => {
        stop.abort();
        return input;
      },
    });
    await expect(run(of, stop.signal)).rejects.toMatchObject({
      name: 'Cancelled',
      message: expect.stringContaining('Nothing was changed'),
    });
    expect(of.called.get(STATES.report)).toBeUndefined();
  });

  test('before it began does nothing', async () => {
    const of = handlers(['ada']);
    await expect(run(of, AbortSignal.abort())).rejects.toMatchObject({ name: 'Cancelled' });
    expect(of.called.get(STATES.composite)).toBeUndefined();
  });

  test('after it ended changes nothing', async () => {
    const stop = new AbortController();
    expect(await run(handlers(['ada']), stop.signal)).toEqual({ run: 'r1', review: { totals: 'all' } });
    stop.abort();
  });
});
