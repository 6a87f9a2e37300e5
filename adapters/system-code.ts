/** A short identifier as it is, anything else (some servers put numbers or objects there) not at all. */
export function shortCode(value: unknown): string | undefined {
  return typeof value === 'string' && /^[\w.-]{1,80}$/.test(value) ? value : undefined;
}

/** The system's code ("ECONNREFUSED") at the bottom of a failed connection: fetch hides it under "fetch failed". */
export function systemCode(error: unknown): string | undefined {
  for (let cause: unknown = error, depth = 0; cause instanceof Error && depth < 5; cause = cause.cause, depth += 1) {
    const code = 'code' in cause ? shortCode(cause.code) : undefined;
    if (code !== undefined) return code;
  }
  return undefined;
}
