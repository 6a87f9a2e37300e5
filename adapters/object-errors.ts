import { EvencastError } from '../core/errors.ts';

/** A NotFound: which object, where, and why where that is known. */
export function objectNotFound(key: string, place: string, why?: string): EvencastError {
  return new EvencastError(
    'NotFound',
    `There is no ${JSON.stringify(key)} in ${place}${why === undefined ? '' : `: ${why}`}.`,
  );
}

/** A Conflict: nothing was changed, because of `why`. Whoever gets it reads again and decides anew. */
export function objectConflict(key: string, why: string, cause?: unknown): EvencastError {
  const words = `${JSON.stringify(key)} was left as it is: ${why}. Read it again, then decide anew.`;
  return new EvencastError('Conflict', words, { cause });
}

/** An InvalidKey: which name, what is wrong with it in a few words, and what to do. */
export function invalidKey(key: string, why: string, cause?: unknown): EvencastError {
  return new EvencastError('InvalidKey', `${JSON.stringify(key)} cannot be kept under this name: ${why}.`, { cause });
}

/** An InvalidRequest: the object was not loaded. Both sizes in bytes. */
export function objectTooLarge(key: string, size: number, limit: number): EvencastError {
  const words = `${JSON.stringify(key)} has ${size.toLocaleString('en')} bytes; at most ${limit.toLocaleString('en')} are read here.`;
  return new EvencastError('InvalidRequest', words);
}
