import { describe, expect, test } from 'vitest';
import {
  asEvencastError,
  ERROR_KINDS,
  EvencastError,
  errorNames,
  isEvencastError,
  PLATFORM_ERRORS,
} from '../../core/errors.ts';
import { NO_USAGE } from '../../core/judging/verdict.ts';

const KINDS = ['input', 'transient', 'exhausted', 'bug'] as const;

describe('the table of errors', () => {
  test('every name has one kind, and each kind has names', () => {
    const names = KINDS.flatMap((kind) => errorNames(kind));
    expect([...names].sort()).toEqual(Object.keys(ERROR_KINDS).sort());
    for (const kind of KINDS) expect(errorNames(kind).length, kind).toBeGreaterThan(0);
  });

  test('what only a person can mend is never tried again', () => {
    for (const name of [
      'InvalidConfig',
      'InvalidRequest',
      'AccessDenied',
      'JudgeKeyRefused',
      'NotFound',
      'BudgetExceeded',
      'OutOfSpace',
    ] as const) {
      expect(errorNames('transient')).not.toContain(name);
    }
  });

  test('throttling and a sandbox that ran out of memory are tried again, though CDK leaves them out', () => {
    expect(PLATFORM_ERRORS).toEqual(
      expect.arrayContaining(['Lambda.TooManyRequestsException', 'Lambda.Unknown', 'States.Timeout']),
    );
  });

  test('no name is both ours and the platform’s', () => {
    expect(PLATFORM_ERRORS.filter((name) => name in ERROR_KINDS)).toEqual([]);
  });
});

describe('an error', () => {
  test('keeps the name that Step Functions matches, its kind, its words, whom it is about and what it cost', () => {
    const cause = new Error('socket');
    const usage = { ...NO_USAGE, calls: 1 };
    const error = new EvencastError('RateLimited', 'Too many requests.', {
      actor: 'ada',
      image: 'a.jpg',
      usage,
      cause,
    });
    expect(error).toMatchObject({
      name: 'RateLimited',
      kind: 'transient',
      message: 'Too many requests.',
      actor: 'ada',
      image: 'a.jpg',
      usage,
      cause,
    });
    expect(error).toBeInstanceOf(Error);
    expect(String(error)).toBe('RateLimited: Too many requests.');
  });

  test('without a cause has none, not an undefined one', () => {
    expect('cause' in new EvencastError('Internal', 'x')).toBe(false);
  });

  test.each([
    [new EvencastError('NotFound', 'x'), undefined, true],
    [new EvencastError('NotFound', 'x'), 'NotFound', true],
    [new EvencastError('NotFound', 'x'), 'Conflict', false],
    [Object.assign(new Error('x'), { name: 'NotFound' }), 'NotFound', false],
    [undefined, undefined, false],
  ] as const)('%s is recognised as %s: %s', (error, name, recognised) => {
    expect(isEvencastError(error, name)).toBe(recognised);
  });
});

describe('something thrown', () => {
  test('one of ours stays as it is', () => {
    const error = new EvencastError('Conflict', 'x');
    expect(asEvencastError(error)).toBe(error);
  });

  test.each([
    [new TypeError('x is undefined'), 'Something went wrong inside Evencast: x is undefined'],
    ['text', 'Something went wrong inside Evencast: text'],
    [undefined, 'Something went wrong inside Evencast: undefined'],
  ])('%s becomes a bug of ours, its words kept', (thrown, message) => {
    expect(asEvencastError(thrown)).toMatchObject({ name: 'Internal', kind: 'bug', message });
    if (thrown !== undefined) expect(asEvencastError(thrown).cause).toBe(thrown);
  });
});
