import type { Usage } from './judging/verdict.ts';

/**
 * Who must act on an error: `input`, the person (a name, a key, a file); `transient`, nobody, trying again is right;
 * `exhausted`, the person, after something ran out (money, disk, quota); `bug`, us.
 */
export type ErrorKind = 'input' | 'transient' | 'exhausted' | 'bug';

/**
 * Every error name that may leave a task, with its kind. Step Functions matches errors by name, so the Retry and Catch
 * lists of the state machine are computed from this table and from nothing else.
 */
export const ERROR_KINDS = {
  InvalidRequest: 'input',
  InvalidConfig: 'input',
  InvalidKey: 'input',
  InvalidManifest: 'input',
  AlreadyDecided: 'input',
  NotFound: 'input',
  AccessDenied: 'input',
  JudgeKeyRefused: 'input',
  JudgeModelUnavailable: 'input',
  JudgeRefused: 'input',
  MakerKeyRefused: 'input',
  MakerModelUnavailable: 'input',
  JudgeAnswerInvalid: 'transient',
  JudgeUnavailable: 'transient',
  MakerUnavailable: 'transient',
  LeaseLost: 'transient',
  RateLimited: 'transient',
  StoreUnavailable: 'transient',
  Conflict: 'transient',
  BudgetExceeded: 'exhausted',
  QuotaExhausted: 'exhausted',
  OutOfSpace: 'exhausted',
  Cancelled: 'exhausted',
  RecordCorrupt: 'bug',
  Internal: 'bug',
} as const satisfies Record<string, ErrorKind>;

/** A name of {@link ERROR_KINDS}. */
export type ErrorName = keyof typeof ERROR_KINDS;

/** All names of one kind, in the order of the table. */
export function errorNames(kind: ErrorKind): readonly ErrorName[] {
  return (Object.keys(ERROR_KINDS) as ErrorName[]).filter((name) => ERROR_KINDS[name] === kind);
}

/**
 * Names that say that a vendor cannot or will not work for us now, or that no more may be paid: no further image can be made,
 * but what is there already is sound, and the work goes on with it.
 */
export const VENDOR_ERRORS = [
  'MakerKeyRefused',
  'MakerModelUnavailable',
  'MakerUnavailable',
  'JudgeKeyRefused',
  'JudgeModelUnavailable',
  'JudgeRefused',
  'JudgeAnswerInvalid',
  'JudgeUnavailable',
  'RateLimited',
  'QuotaExhausted',
  'BudgetExceeded',
] as const satisfies readonly ErrorName[];

/** Whether `error` is one of {@link VENDOR_ERRORS}. */
export function isVendorError(error: unknown): error is EvencastError {
  return error instanceof EvencastError && VENDOR_ERRORS.some((name) => name === error.name);
}

/** What happened beside its words. */
export interface ErrorDetails {
  /** What was paid before it failed: an answer that cannot be used costs as much as one that can. */
  readonly usage?: Usage | undefined;
  readonly actor?: string | undefined;
  readonly image?: string | undefined;
  readonly cause?: unknown;
}

/**
 * The one error class. `message` is for people: what happened, to which actor and image, what to do. `name` is set from
 * the table because minifiers rename classes and Step Functions matches names.
 */
export class EvencastError extends Error {
  override readonly name: ErrorName;
  readonly kind: ErrorKind;
  readonly actor: string | undefined;
  readonly image: string | undefined;
  readonly usage: Usage | undefined;

  constructor(name: ErrorName, message: string, details: ErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = name;
    this.kind = ERROR_KINDS[name];
    this.actor = details.actor;
    this.image = details.image;
    this.usage = details.usage;
  }
}

/** Whether `error` is an {@link EvencastError}, of this name where one is given. */
export function isEvencastError(error: unknown, name?: ErrorName): error is EvencastError {
  return error instanceof EvencastError && (name === undefined || error.name === name);
}

/** Whether the judge answered, and the answer is of no use: it declined, or said something else than it was asked. */
export function isUnusableAnswer(error: unknown): error is EvencastError {
  return isEvencastError(error, 'JudgeAnswerInvalid') || isEvencastError(error, 'JudgeRefused');
}

/** Any thrown thing as an {@link EvencastError}: what is not one already is a bug of ours, its words kept. */
export function asEvencastError(error: unknown): EvencastError {
  if (error instanceof EvencastError) return error;
  const words = error instanceof Error ? error.message : String(error);
  return new EvencastError('Internal', `Something went wrong inside Evencast: ${words}`, { cause: error });
}

/**
 * Names that Step Functions and Lambda give to failures of their own, all worth another try: throttling, a sandbox that
 * died or ran out of memory (`Lambda.Unknown`, or `Runtime.ExitError` where the runtime could still say so), a time limit.
 * CDK's default list leaves out all of these.
 */
export const PLATFORM_ERRORS = [
  'Lambda.TooManyRequestsException',
  'Lambda.Unknown',
  'Runtime.ExitError',
  'Lambda.ServiceException',
  'Lambda.AWSLambdaException',
  'Lambda.SdkClientException',
  'Lambda.ClientExecutionTimeoutException',
  'Sandbox.Timedout',
  'States.Timeout',
] as const;
