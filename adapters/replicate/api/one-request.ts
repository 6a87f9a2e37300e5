import { readCapped } from '../../read-capped.ts';
import { type ApiFailure, answeredBadly, answeredNot, parsedJson } from './api-failure.ts';

/** Largest answer of the API that is read, in bytes: a picture inside it (a data URI) is a third larger than it is alone. */
const MAX_ANSWER_BYTES = 64 * 2 ** 20;

/**
 * After this time Replicate gives a prediction up by itself: `aborted`, without charge, where it never ran. Else one that
 * starts for ever would be waited for by every try of the state machine. Runs take seconds, cold starts minutes.
 */
const CANCEL_AFTER = '30m';

/** What Replicate's client takes as its `fetch`. */
type ClientFetch = (input: Request | URL | string, init?: RequestInit) => Promise<Response>;

/** The one request of a call of the client, and how it failed. */
export interface OneRequest {
  readonly fetch: ClientFetch;
  /** Look here before at what the client answers: it answers `null` where this is set. */
  failure(): ApiFailure | undefined;
}

/**
 * A `fetch` for one call of Replicate's client (1.4.0), which has no switch for its retries: it sends a request up to six
 * times when `fetch` rejects (a picture whose answer was lost would be paid for six times over), answers 429, or 5xx to a
 * GET. So the client never sees a failure: what goes wrong is kept beside, and the client is given an empty answer.
 */
export function oneRequest(token: string, signal: AbortSignal, now: () => number): OneRequest {
  let failure: ApiFailure | undefined;
  const failed = (how: ApiFailure) => {
    failure = how;
    return new Response('null');
  };
  return {
    failure: () => failure,
    fetch: async (input, init = {}) => {
      try {
        // A followed redirect would turn the POST into a GET, or send the photographs to somebody else.
        const response = await fetch(input, { ...init, headers: headersOf(init), redirect: 'manual', signal });
        const body = await bodyOf(response);
        const isUsable = response.ok && parsedJson(body) !== undefined;
        return isUsable ? new Response(body) : failed(answeredBadly(response, body, token, now()));
      } catch (error) {
        return failed(answeredNot(error, token, signal.aborted));
      }
    },
  };
}

function headersOf({ headers, method }: RequestInit): Headers {
  const own = new Headers(headers);
  if (method === 'POST') own.set('cancel-after', CANCEL_AFTER);
  return own;
}

async function bodyOf({ body }: Response): Promise<string> {
  if (body === null) return '';
  const bytes = await readCapped(body, MAX_ANSWER_BYTES);
  return bytes === undefined ? '' : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString();
}
