import type { DecideAnswer } from '../approval/decide.ts';
import type { Wish } from '../approval/decide-run.ts';

/** Takes the decision about a whole run: right here, or by whoever alone may end the wait for it. */
export interface Decider {
  /** Errors: those of {@link decideRun}. */
  decide(run: string, wish: Wish, signal: AbortSignal): Promise<DecideAnswer>;
}
