import { EvencastError, isEvencastError } from '../errors.ts';
import type { Layout } from '../layout.ts';
import type { Clock } from '../ports/clock.ts';
import type { ObjectStore } from '../ports/object-store.ts';
import { parseRecord, recordText } from '../records/record-text.ts';
import { type Approval, approvalSchema, type Scope } from './approval.ts';

/** What deciding works with. */
export interface ApprovalPorts {
  readonly store: ObjectStore;
  readonly layout: Layout;
  readonly clock: Clock;
}

interface StoredApproval {
  readonly approval: Approval;
  readonly version: string;
}

/** A decision to be taken. */
export interface Verdict {
  readonly state: 'approved' | 'rejected';
  readonly by: string;
  readonly scope?: Scope;
  readonly note?: string | undefined;
  readonly neverOpened?: number | undefined;
}

/** How deciding went: it holds now, or somebody was first (or nobody decided in time) and that holds. */
export interface DecideAnswer {
  readonly won: boolean;
  readonly approval: Approval;
}

/** The run's approval; undefined where none was asked for. */
export async function readApproval(
  { store, layout }: Pick<ApprovalPorts, 'store' | 'layout'>,
  run: string,
  signal?: AbortSignal,
): Promise<Approval | undefined> {
  return (await stored(store, layout, run, signal))?.approval;
}

/**
 * Opens the one approval of a run, bound to the hash of its plans. One that is there already stays as it is.
 *
 * @param of `hours` until it expires; `approvedBy` where it needs no person.
 * @throws InvalidRequest where one for other plans is there.
 */
export async function openApproval(
  ports: ApprovalPorts,
  run: string,
  of: {
    readonly planHash: string;
    readonly hours: number;
    readonly approvedBy?: string | undefined;
    readonly token?: string | undefined;
  },
  signal?: AbortSignal,
): Promise<Approval> {
  const { store, layout, clock } = ports;
  const now = clock.now();
  const at = new Date(now).toISOString();
  const { planHash, hours, approvedBy, token } = of;
  const fresh: Approval = {
    schema: 1,
    run,
    planHash,
    state: approvedBy === undefined ? 'pending' : 'approved',
    requestedAt: at,
    expiresAt: new Date(now + hours * 3_600_000).toISOString(),
    scope: {},
    ...(approvedBy === undefined ? {} : { decided: { by: approvedBy, at } }),
    ...(token === undefined ? {} : { token }),
  };
  for (;;) {
    const there = await stored(store, layout, run, signal);
    if (there !== undefined) {
      if (there.approval.planHash !== planHash) throw otherPlans(run);
      if (there.approval.state !== 'pending' || token === undefined || there.approval.token === token)
        return there.approval;
    }
    // A wait that was begun anew has a token of its own; the old one wakes nobody any more.
    const next = there === undefined ? fresh : { ...there.approval, token };
    if (await write(store, layout, next, there?.version, signal)) return next;
  }
}

/**
 * Decides, once: a conditional write that one of several wins. After the time is over nobody wins any more.
 *
 * @throws NotFound where nothing is waiting for a decision; InvalidRequest where `planHash` is not what is decided about.
 */
export async function decide(
  ports: ApprovalPorts,
  run: string,
  planHash: string,
  verdict: Verdict,
  signal?: AbortSignal,
): Promise<DecideAnswer> {
  const { store, layout, clock } = ports;
  for (;;) {
    const there = await stored(store, layout, run, signal);
    if (there === undefined)
      throw new EvencastError('NotFound', `Run ${run} waits for no decision. See: evencast status ${run}`);
    const { approval, version } = there;
    if (approval.planHash !== planHash) throw otherPlans(run);
    if (approval.state !== 'pending') return { won: false, approval };
    const expired = Date.parse(approval.expiresAt) <= clock.now();
    const next = expired ? close(approval) : decided(approval, verdict, clock);
    if (await write(store, layout, next, version, signal)) return { won: !expired, approval: next };
  }
}

/** Closes an approval that nobody decided in time; one that was decided stays. */
export async function expireApproval(ports: ApprovalPorts, run: string, signal?: AbortSignal): Promise<Approval> {
  const { store, layout } = ports;
  for (;;) {
    const there = await stored(store, layout, run, signal);
    if (there === undefined)
      throw new EvencastError('NotFound', `Run ${run} waits for no decision. See: evencast status ${run}`);
    if (there.approval.state !== 'pending') return there.approval;
    const next = close(there.approval);
    if (await write(store, layout, next, there.version, signal)) return next;
  }
}

function decided(approval: Approval, verdict: Verdict, clock: Clock): Approval {
  const { state, by, scope = {}, note, neverOpened } = verdict;
  const at = new Date(clock.now()).toISOString();
  const words = { ...(note === undefined ? {} : { note }), ...(neverOpened === undefined ? {} : { neverOpened }) };
  return { ...approval, state, scope, decided: { by, at, ...words } };
}

function close(approval: Approval): Approval {
  return { ...approval, state: 'expired' };
}

async function stored(
  store: ObjectStore,
  layout: Layout,
  run: string,
  signal: AbortSignal | undefined,
): Promise<StoredApproval | undefined> {
  const key = layout.run(run, 'approval.json');
  try {
    const { body, version } = await store.get(key, { signal });
    return { approval: parseRecord(approvalSchema, body, key), version };
  } catch (error) {
    if (isEvencastError(error, 'NotFound')) return undefined;
    throw error;
  }
}

/** Whether it was written: false where somebody was quicker. */
async function write(
  store: ObjectStore,
  layout: Layout,
  approval: Approval,
  version: string | undefined,
  signal: AbortSignal | undefined,
): Promise<boolean> {
  const condition = version === undefined ? { ifAbsent: true } : { ifVersion: version };
  try {
    const options = { ...condition, contentType: 'application/json', signal };
    await store.put(layout.run(approval.run, 'approval.json'), recordText(approval), options);
    return true;
  } catch (error) {
    if (!isEvencastError(error, 'Conflict')) throw error;
    // A write whose answer got lost meets itself when the client tries it again.
    const there = await stored(store, layout, approval.run, signal);
    return there !== undefined && recordText(there.approval) === recordText(approval);
  }
}

/** That somebody decides about plans which are not there any more. */
export function otherPlans(run: string): EvencastError {
  return new EvencastError(
    'InvalidRequest',
    `The decision is not about the plans that run ${run} has now. Look at them again: evencast report ${run}`,
  );
}
