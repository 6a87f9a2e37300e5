import type { ErrorKind, EvencastError } from '../core/errors.ts';

/** What the process ends with. */
export const EXIT = {
  done: 0,
  /** Usage or configuration: the person has to change something. */
  usage: 1,
  /** The run failed, in part or whole. */
  failed: 2,
  /** The run waits for a person's decision. */
  waiting: 3,
} as const;

const BY_KIND: Readonly<Record<ErrorKind, number>> = {
  input: EXIT.usage,
  transient: EXIT.failed,
  exhausted: EXIT.failed,
  bug: EXIT.failed,
};

/** The code for an error that ended a command. */
export function exitCodeFor(error: EvencastError): number {
  return BY_KIND[error.kind];
}
