import type { Patience } from '../../core/ports/judge.ts';

/** What a function is told of its own end; the part of Lambda's context that is used. */
export interface RunningFunction {
  getRemainingTimeInMillis(): number;
}

/** Kept back for writing down what was found when time runs out, in milliseconds. */
export const END_MARGIN = 5_000;

/** Until when a function may wait for an answer. `signal` is middy's, aborted {@link END_MARGIN} before the end. */
export function patienceOf(context: RunningFunction, signal: AbortSignal): Patience {
  return { signal, deadline: Date.now() + context.getRemainingTimeInMillis() - END_MARGIN };
}
