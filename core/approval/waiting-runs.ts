import { isEvencastError } from '../errors.ts';
import { inFlight } from '../in-flight.ts';
import type { Layout } from '../layout.ts';
import type { Clock } from '../ports/clock.ts';
import type { ObjectStore } from '../ports/object-store.ts';
import { type Approval, isUndecided } from './approval.ts';
import { readApproval } from './decide.ts';

/** Where approvals and the marks of those that wait lie. */
export interface WaitingPlace {
  readonly store: ObjectStore;
  readonly layout: Layout;
}

const READS_IN_FLIGHT = 16;
const HOUR_MS = 3_600_000;

/** Marks a run as waiting for a decision, so that nobody has to look through all runs for those that do. */
export async function noteWaiting({ store, layout }: WaitingPlace, run: string, signal?: AbortSignal): Promise<void> {
  await store.put(layout.waitingRun(run), '{}\n', { contentType: 'application/json', signal });
}

/** How long the oldest undecided approval has waited, in hours; 0 where none waits. Marks of all others are cleared. */
export async function oldestWaitHours(
  place: WaitingPlace & { readonly clock: Clock },
  signal: AbortSignal,
): Promise<number> {
  const { store, layout, clock } = place;
  const marks = await Array.fromAsync(store.list(layout.waitingRuns, { signal }));
  const now = clock.now();
  let oldest = now;
  for await (const { mark, approval } of inFlight(marks, READS_IN_FLIGHT, async (each) => ({
    mark: each,
    approval: await approvalOf(place, runOf(each.key, layout), signal),
  }))) {
    if (approval !== undefined && isUndecided(approval, now))
      oldest = Math.min(oldest, Date.parse(approval.requestedAt));
    else await store.delete(mark.key, { signal });
  }
  return (now - oldest) / HOUR_MS;
}

function runOf(key: string, { waitingRuns }: Layout): string {
  return key.slice(waitingRuns.length).replace(/\.json$/, '');
}

/** A mark whose approval is damaged is of no use; the run says so itself. */
async function approvalOf(place: WaitingPlace, run: string, signal: AbortSignal): Promise<Approval | undefined> {
  try {
    return await readApproval(place, run, signal);
  } catch (error) {
    if (isEvencastError(error, 'RecordCorrupt') || isEvencastError(error, 'InvalidKey')) return undefined;
    throw error;
  }
}
