/** Header of every write: the token that the page got with its session. */
export const WRITE_TOKEN_HEADER = 'x-evencast-token';

/** Header of writes about a run's plans: `"<plan hash>"`, as an entity tag or bare. */
export const PLAN_HASH_HEADER = 'if-match';

/** Header of every write: names it for good, so that sending it again does nothing more. 1-100 letters, digits, `-`, `_`. */
export const IDEMPOTENCY_HEADER = 'idempotency-key';

/** What may stand in {@link IDEMPOTENCY_HEADER}. */
export const IDEMPOTENCY_KEY = /^[A-Za-z0-9_-]{1,100}$/;
