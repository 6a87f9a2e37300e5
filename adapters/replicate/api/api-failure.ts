import * as z from 'zod';
import { plainText } from '../../plain-text.ts';
import { retryAfterMs } from '../../retry-after.ts';
import { systemCode } from '../../system-code.ts';

/** Why no usable answer came, as plain data: nothing in it is a secret, and nothing in it is longer than a line. */
export interface ApiFailure {
  /** HTTP status; `undefined` when no answer came at all. */
  readonly status: number | undefined;
  /** The system's code ("ECONNREFUSED"). */
  readonly code: string | undefined;
  /** The server's words, at most 300 characters, the token removed. Untrusted. */
  readonly words: string;
  /** How long the server asks to wait, in milliseconds. */
  readonly retryAfterMs: number | undefined;
  readonly timedOut: boolean;
  /** An answer came, and its body was not JSON: a web page, or half an answer. */
  readonly unreadable: boolean;
}

/** Replicate's error bodies (RFC 7807 in part); a 429 also says in its body how many seconds to wait. */
const problemSchema = z.object({
  title: z.string().nullish().catch(undefined),
  detail: z.string().nullish().catch(undefined),
  retry_after: z.number().nonnegative().nullish().catch(undefined),
});

/** A refusal, or an answer that is no JSON. `now` (milliseconds since 1970) resolves a Retry-After date. */
export function answeredBadly(response: Response, body: string, token: string, now: number): ApiFailure {
  const json = parsedJson(body);
  const problem = problemSchema.safeParse(json).data;
  const seconds = problem?.retry_after ?? undefined;
  return {
    status: response.status,
    code: undefined,
    words: plainText(withoutTokens([problem?.title, problem?.detail].filter(Boolean).join(': '), token), 300),
    retryAfterMs: retryAfterMs(response.headers, now) ?? (seconds === undefined ? undefined : seconds * 1000),
    timedOut: false,
    unreadable: json === undefined,
  };
}

/** A request that got no answer, or lost it half-way. */
export function answeredNot(error: unknown, token: string, timedOut: boolean): ApiFailure {
  const words = error instanceof Error ? error.message : String(error);
  return {
    status: undefined,
    code: systemCode(error),
    words: plainText(withoutTokens(words, token), 300),
    retryAfterMs: undefined,
    timedOut,
    unreadable: false,
  };
}

/** A body as JSON, or `undefined` where it is none. */
export function parsedJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

/** Servers quote what they refuse; Replicate's tokens begin with r8_. */
function withoutTokens(words: string, token: string): string {
  return words.replaceAll(token, '…').replace(/\br8_[\w*.-]+|\S*\*{3}\S*/g, '…');
}
