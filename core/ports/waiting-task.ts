import type { Cancellable } from './object-store.ts';

/** A state machine that waits for a person. */
export interface WaitingTask {
  /**
   * Ends the wait that this token stands for. One that is over already is fine: who decided is in the run's approval, and the
   * machine reads it there.
   */
  end(token: string, options?: Cancellable): Promise<void>;
}
