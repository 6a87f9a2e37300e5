import { type ErrorName, EvencastError } from '../../core/errors.ts';

interface Answer {
  readonly name: ErrorName;
  readonly advice: string;
}

const DENIED: Answer = {
  name: 'AccessDenied',
  advice: 'this account may not do that there; change the permissions or choose another folder',
};
const FULL: Answer = { name: 'OutOfSpace', advice: 'the disk or the quota is full; make room, then run again' };
const BUSY: Answer = { name: 'StoreUnavailable', advice: 'the disk does not answer just now; try again' };
const IN_THE_WAY: Answer = {
  name: 'InvalidKey',
  advice: 'a file is where a folder is needed, or the other way round; rename one of them',
};

const ANSWERS: Readonly<Record<string, Answer>> = {
  ENOENT: { name: 'NotFound', advice: 'it is no longer there' },
  EACCES: DENIED,
  EPERM: DENIED,
  EROFS: { name: 'AccessDenied', advice: 'that place is read-only; choose another folder for what Evencast writes' },
  ENOSPC: FULL,
  EDQUOT: FULL,
  EFBIG: {
    name: 'OutOfSpace',
    advice: 'the file would be larger than is allowed here; raise the limit or choose another disk',
  },
  EMFILE: {
    name: 'StoreUnavailable',
    advice: 'too many files are open at once; try again, or raise the limit (ulimit -n)',
  },
  ENFILE: { name: 'StoreUnavailable', advice: 'too many files are open on this machine; try again' },
  EBUSY: BUSY,
  EAGAIN: BUSY,
  EINTR: BUSY,
  EIO: BUSY,
  ESTALE: BUSY,
  ETIMEDOUT: BUSY,
  ENOTDIR: IN_THE_WAY,
  EISDIR: IN_THE_WAY,
  ENOTEMPTY: IN_THE_WAY,
  EEXIST: { name: 'Conflict', advice: 'another program put a file there a moment ago; read again, then decide anew' },
  ENAMETOOLONG: {
    name: 'InvalidKey',
    advice: 'the name is longer than this disk allows (often 255 bytes); shorten it',
  },
  EILSEQ: { name: 'InvalidKey', advice: 'this disk cannot hold a name with these characters; rename it' },
  EINVAL: { name: 'InvalidKey', advice: 'this disk does not accept the name; rename it' },
  ELOOP: { name: 'InvalidKey', advice: 'symbolic links lead round in a circle; remove one of them' },
};

/** The system's word for what went wrong (`ENOENT`), where `error` came from the system. */
export function systemCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

/**
 * A file system's error in our words; `doing` says what was tried and names the path ("writing /photos/a.jpg"). What
 * is not from the system comes back as it is.
 */
export function fileError(error: unknown, doing: string): unknown {
  const code = systemCode(error);
  if (error instanceof EvencastError || code === undefined) return error;
  const answer = ANSWERS[code];
  if (answer === undefined) return error;
  return new EvencastError(answer.name, `Failed ${doing}: ${answer.advice} (${code}).`, { cause: error });
}
