/**
 * How long a server asks to wait, in milliseconds, in all three ways it is written: retry-after-ms (OpenAI's own), seconds,
 * and an HTTP date, which `now` (milliseconds since 1970) turns into a length.
 */
export function retryAfterMs(headers: Headers | undefined, now: number): number | undefined {
  const ms = headers?.get('retry-after-ms') ?? '';
  if (isAmount(ms)) return Number(ms);
  const value = headers?.get('retry-after') ?? '';
  if (isAmount(value)) return Number(value) * 1000;
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

function isAmount(text: string): boolean {
  return /^\d+(\.\d+)?$/.test(text.trim());
}
