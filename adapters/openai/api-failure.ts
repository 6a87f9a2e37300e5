import { plainText } from '../plain-text.ts';
import { retryAfterMs } from '../retry-after.ts';
import { shortCode, systemCode } from '../system-code.ts';

/** Why no answer came, as plain data: nothing in it is a secret, and nothing in it is longer than a line. */
export interface ApiFailure {
  /** HTTP status; `undefined` when no answer came at all. */
  readonly status: number | undefined;
  /** The vendor's error code ("model_not_found") or the system's ("ECONNREFUSED"). */
  readonly code: string | undefined;
  readonly param: string | undefined;
  /** The server's words, at most 300 characters, the key removed. Untrusted. */
  readonly words: string;
  /** How long the server asks to wait, in milliseconds. */
  readonly retryAfterMs: number | undefined;
  readonly timedOut: boolean;
  /** An answer came, and its body was not JSON. */
  readonly unreadable: boolean;
}

/** What a thrown error of the client says; `now` (milliseconds since 1970) resolves a Retry-After date. */
export async function apiFailure(error: unknown, apiKey: string, now: number): Promise<ApiFailure> {
  const { APIConnectionTimeoutError, APIError } = await import('./sdk.ts');
  const api = error instanceof APIError ? error : undefined;
  const words = error instanceof Error ? error.message : String(error);
  return {
    status: typeof api?.status === 'number' ? api.status : undefined,
    code: shortCode(api?.code) ?? systemCode(error),
    param: shortCode(api?.param),
    words: plainText(withoutKeys(words, apiKey), 300),
    retryAfterMs: retryAfterMs(api?.headers, now),
    timedOut: error instanceof APIConnectionTimeoutError,
    unreadable: error instanceof SyntaxError,
  };
}

/** Servers quote the key, or what they show of it, when they refuse it ("Incorrect API key provided: sk-ab***yz"). */
function withoutKeys(words: string, apiKey: string): string {
  return words.replaceAll(apiKey, '…').replace(/\bsk-[\w*.-]+|\S*\*{3}\S*/g, '…');
}
