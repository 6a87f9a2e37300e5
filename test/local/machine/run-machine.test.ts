import { describe, expect, test } from 'vitest';
import { OTHER_STATES, TASK_STATES } from '../../../core/contract.ts';
import { type ErrorName, EvencastError } from '../../../core/errors.ts';
import { embeddedDefinition } from '../../../lib/embedded-definition.ts';
import { runMachine, type StateHandler } from '../../../local/machine/run-machine.ts';
import { readerState } from '../../../local/machine/translate.ts';

const definition = embeddedDefinition();

/** Handlers that do nothing but answer, over these actors; `called` counts the calls by state. */
function handlers(actors: readonly string[], of: Readonly<Record<string, StateHandler>> = {}) {
  const called = new Map<string, number>();
  const plain: Record<string, StateHandler> = {
    [TASK_STATES.prepare.name]: async () => ({
      run: 'r1',
      stage: 'evaluate',
      actors: actors.length,
      concurrency: 4,
      actorsKey: 'k',
    }),
    [readerState(OTHER_STATES.evaluateActors)]: async () => actors.map((actor) => ({ actor })),
    [TASK_STATES.composite.name]: async (input) => input,
    [TASK_STATES.evaluate.name]: async (input) => input,
    [TASK_STATES.plan.name]: async (input) => input,
    [TASK_STATES.recordFailure.name]: async (input) => input,
    [TASK_STATES.review.name]: async () => ({ next: 'report', approvalSeconds: 60 }),
    [TASK_STATES.report.name]: async (input) => ({ ...(input as object), review: { totals: 'all' } }),
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
) => runMachine({ definition, name: 'r1', holder: 'this', input, handlers: of.handlers, signal, retryPause: 0 });

const failing =
  (name: string, message = 'It failed.'): StateHandler =>
  async () => {
    throw Object.assign(new Error(message), { name });
  };

describe('a run', () => {
  test('takes each actor through its steps and ends with what Report answers', async () => {
    const seen: unknown[] = [];
    const of = handlers(['ada', 'eve'], { [TASK_STATES.plan.name]: async (input) => seen.push(input) });
    expect(await run(of)).toEqual({ run: 'r1', review: { totals: 'all' } });
    expect(seen).toEqual(
      expect.arrayContaining([
        { run: 'r1', actor: 'ada' },
        { run: 'r1', actor: 'eve' },
      ]),
    );
    expect(Object.fromEntries(of.called)).toEqual({
      [TASK_STATES.prepare.name]: 1,
      [readerState(OTHER_STATES.evaluateActors)]: 1,
      [TASK_STATES.composite.name]: 2,
      [TASK_STATES.evaluate.name]: 2,
      [TASK_STATES.plan.name]: 2,
      [TASK_STATES.review.name]: 1,
      [TASK_STATES.report.name]: 1,
    });
  });

  test('Prepare gets the run’s name, its start and the request as it was given', async () => {
    let given: unknown;
    const of = handlers([], {
      [TASK_STATES.prepare.name]: async (input) => {
        given = input;
        return { run: 'r1', stage: 'evaluate', actors: 0, concurrency: 1, actorsKey: 'the key' };
      },
      [readerState(OTHER_STATES.evaluateActors)]: async (input) => {
        expect(input).toEqual({ key: 'the key' });
        return [];
      },
    });
    await run(of, undefined, { actors: ['ada'] });
    expect(given).toEqual({
      execution: 'r1',
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
      { [TASK_STATES.composite.name]: busy },
    );
    await run(of);
    expect(of.called.get(TASK_STATES.plan.name)).toBe(1000);
    expect(most).toBeLessThanOrEqual(4);
  });

  test.each(['ada "the first"', '$.actor', 'zoë 😀', 'a\\b', '0001'])(
    'an actor called %j comes through as it is',
    async (actor) => {
      const seen: unknown[] = [];
      await run(handlers([actor], { [TASK_STATES.plan.name]: async (input) => seen.push(input) }));
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
    const of = handlers(['ada'], { [TASK_STATES.evaluate.name]: failing(name) });
    await run(of);
    expect(of.called.get(TASK_STATES.evaluate.name)).toBe(attempts);
    expect(of.called.get(TASK_STATES.recordFailure.name)).toBe(1);
  });

  test('and then succeeds is as good as one that did at once', async () => {
    let tries = 0;
    const of = handlers(['ada'], {
      [TASK_STATES.evaluate.name]: async (input) => {
        if (++tries < 3) throw new EvencastError('JudgeUnavailable', 'down');
        return input;
      },
    });
    await run(of);
    expect([of.called.get(TASK_STATES.plan.name), of.called.get(TASK_STATES.recordFailure.name)]).toEqual([
      1,
      undefined,
    ]);
  });

  test.each([TASK_STATES.composite.name, TASK_STATES.evaluate.name, TASK_STATES.plan.name])(
    '%s: the actor is recorded with the error’s name and words, and the others go on',
    async (state) => {
      const recorded: unknown[] = [];
      const of = handlers(['ada', 'bob', 'eve'], {
        [state]: async (input) => {
          if (JSON.stringify(input).includes('bob'))
            throw new EvencastError('JudgeRefused', 'The judge refused "bob".');
          return input;
        },
        [TASK_STATES.recordFailure.name]: async (input) => recorded.push(input),
      });
      expect(await run(of)).toEqual({ run: 'r1', review: { totals: 'all' } });
      expect(recorded).toEqual([
        {
          run: 'r1',
          actor: 'bob',
          during: 'planning',
          error: { Error: 'JudgeRefused', Cause: 'The judge refused "bob".' },
        },
      ]);
      if (state !== TASK_STATES.plan.name) expect(of.called.get(TASK_STATES.plan.name)).toBe(2);
    },
  );

  test('and cannot even be recorded does not end the run', async () => {
    const of = handlers(['ada', 'eve'], {
      [TASK_STATES.composite.name]: failing('Internal'),
      [TASK_STATES.recordFailure.name]: failing('OutOfSpace'),
    });
    expect(await run(of)).toEqual({ run: 'r1', review: { totals: 'all' } });
    expect(of.called.get(TASK_STATES.report.name)).toBe(1);
  });
});

describe('a run that fails as a whole', () => {
  test.each<[string, ErrorName, string]>([
    [TASK_STATES.prepare.name, 'NotFound', 'No such actor in /photos: "adda".'],
    [TASK_STATES.prepare.name, 'InvalidRequest', 'The request is not valid. sample.size: "0"\n{}'],
    [readerState(OTHER_STATES.evaluateActors), 'RecordCorrupt', 'damaged'],
    [TASK_STATES.review.name, 'AccessDenied', 'no'],
    [TASK_STATES.report.name, 'OutOfSpace', 'full'],
  ])('%s failing with %s ends it with that name and those words', async (state, name, message) => {
    const of = handlers(['ada'], { [state]: failing(name, message) });
    await expect(run(of)).rejects.toMatchObject({ name, message });
    await expect(run(of)).rejects.toBeInstanceOf(EvencastError);
  });

  test('a bug is called one, with its words', async () => {
    await expect(
      run(handlers([], { [TASK_STATES.prepare.name]: failing('TypeError', 'x is not a function') })),
    ).rejects.toMatchObject({
      name: 'Internal',
      message: expect.stringContaining('x is not a function'),
    });
  });

  test('after Prepare failed nobody is worked on', async () => {
    const of = handlers(['ada'], { [TASK_STATES.prepare.name]: failing('NotFound') });
    await expect(run(of)).rejects.toThrow();
    expect(Object.fromEntries(of.called)).toEqual({ [TASK_STATES.prepare.name]: 1 });
  });

  test('a transient error that does not pass is the run’s error in the end', async () => {
    const of = handlers(['ada'], {
      [TASK_STATES.review.name]: failing('StoreUnavailable', 'The bucket does not answer.'),
    });
    await expect(run(of)).rejects.toMatchObject({
      name: 'StoreUnavailable',
      kind: 'transient',
      message: 'The bucket does not answer.',
    });
    expect(of.called.get(TASK_STATES.review.name)).toBe(3);
  });
});

describe('a run that is stopped', () => {
  test('while an actor is worked on is cancelled, and says that nothing is lost', async () => {
    const stop = new AbortController();
    const of = handlers(['ada', 'eve'], {
      [TASK_STATES.evaluate.name]: async (input) => {
        stop.abort();
        return input;
      },
    });
    await expect(run(of, stop.signal)).rejects.toMatchObject({
      name: 'Cancelled',
      message: 'The run was stopped.',
    });
    expect(of.called.get(TASK_STATES.report.name)).toBeUndefined();
  });

  test('before it began does nothing', async () => {
    const of = handlers(['ada']);
    await expect(run(of, AbortSignal.abort())).rejects.toMatchObject({ name: 'Cancelled' });
    expect(of.called.get(TASK_STATES.composite.name)).toBeUndefined();
  });

  test('after it ended changes nothing', async () => {
    const stop = new AbortController();
    expect(await run(handlers(['ada']), stop.signal)).toEqual({ run: 'r1', review: { totals: 'all' } });
    stop.abort();
  });
});
