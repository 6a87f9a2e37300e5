import type { RunRequestInput } from '../request.ts';
import type { Cancellable } from './object-store.ts';

/** Starts runs of the deployed state machine. */
export interface RunStarter {
  /** Starts a run under a name of its own. One that was started under that name before is fine: it is that run. */
  start(name: string, request: RunRequestInput, options?: Cancellable): Promise<void>;
}
