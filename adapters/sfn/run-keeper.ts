import { createHash } from 'node:crypto';
import { readApproval } from '../../core/approval/decide.ts';
import { EvencastError, isEvencastError } from '../../core/errors.ts';
import type { Layout } from '../../core/layout.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { ObjectStore } from '../../core/ports/object-store.ts';
import type { KeptRun, RunKeeper } from '../../core/ports/run-keeper.ts';
import { waitsForDecision } from '../../core/records/run-history.ts';
import type { RunRequestInput } from '../../core/request.ts';
import { type Execution, type Executions, followUpName, isAbout, type ListedExecution } from '../stack/executions.ts';
import { causeOf, executionBook, keptOf } from './kept-execution.ts';

/** What runs are kept with. */
export interface SfnKeeperPorts {
  readonly executions: Executions;
  readonly store: ObjectStore;
  readonly layout: Layout;
  readonly clock: Clock;
  /** Says in words what is wrong with a request for a new run, before anything is started. */
  readonly check: (request: RunRequestInput) => Promise<void>;
}

/** A run's first step takes some seconds where its function starts cold; the HTTP API waits for 30 s in all. */
const BEGIN_MS = 20_000;
const LOOK_EVERY_MS = 500;
/** Names tried for going on with a run: a listing may lag behind by one or two. */
const TRIES = 5;
const STOPPED = 'It was stopped at the desk.';

/**
 * Runs of a deployed state machine. Nothing is kept in this process but what was looked at a moment ago: what is under way is
 * told by the executions, and what it does by the records, so that every process of the desk says the same. Which images come
 * and go is not heard while it happens.
 *
 * Errors: AccessDenied, RateLimited, StoreUnavailable, those of the store and of `check`.
 */
export function sfnRunKeeper(ports: SfnKeeperPorts): RunKeeper {
  const { executions, clock, check } = ports;
  const book = executionBook(executions, clock);
  const lastOf = async (run: string) => (await book.list()).find((each) => isAbout(each, run));
  return {
    async start(request, key, name) {
      const run = name ?? `desk-${createHash('sha256').update(key).digest('hex').slice(0, 24)}`;
      if (await hasRecord(ports, run)) return run;
      await check(request);
      const execution = await startOnce(executions, run, request);
      book.forget();
      await begun(ports, execution);
      return run;
    },
    async goOn(request) {
      book.forget();
      const about = (await book.list()).filter((each) => isAbout(each, request.run));
      if (about.some(({ status }) => status === 'running')) return false;
      await startNext(executions, request, about.length);
      book.forget();
      return true;
    },
    async stop(run) {
      book.forget();
      const last = await lastOf(run);
      if (last?.status !== 'running' || (await waitsForDecision(ports, run))) return false;
      await executions.stop(last, STOPPED);
      book.forget();
      return true;
    },
    async kept(run, signal) {
      const last = await lastOf(run);
      if (last === undefined || last.status === 'succeeded') return undefined;
      const doing = await doingOf(ports, last, run, signal);
      return doing === 'waiting' ? undefined : keptOf(last, await book.look(last), doing);
    },
  };
}

async function doingOf(
  ports: SfnKeeperPorts,
  { name, status }: ListedExecution,
  run: string,
  signal: AbortSignal | undefined,
): Promise<KeptRun['doing'] | 'waiting'> {
  if (status !== 'running') return 'ended';
  if (name !== run && name.includes('.rollback.')) return 'rolling-back';
  const approval = await readApproval(ports, run, signal).catch(ifDamaged);
  if (approval === undefined) return 'planning';
  if (approval.state !== 'pending') return 'applying';
  return (await waitsForDecision(ports, run).catch(ifDamaged)) === true ? 'waiting' : 'planning';
}

/** A damaged record is told of by whoever reads it for its own sake. */
function ifDamaged(error: unknown): undefined {
  if (isEvencastError(error, 'RecordCorrupt') || isEvencastError(error, 'NotFound')) return undefined;
  throw error;
}

/** Starts a run, or finds the one that the same key has started before. */
async function startOnce(executions: Executions, name: string, request: RunRequestInput): Promise<Execution> {
  try {
    return await executions.start(name, request);
  } catch (error) {
    const known = isTaken(error) ? (await executions.list()).find((each) => each.name === name) : undefined;
    if (known === undefined) throw error;
    return known;
  }
}

/** Two who go on with a run at once choose the same name, and so begin one execution. */
async function startNext(
  executions: Executions,
  request: RunRequestInput & { readonly run: string },
  earlier: number,
): Promise<void> {
  const what = request.mode === 'rollback' ? 'rollback' : 'resume';
  for (let number = earlier + 1; ; number++) {
    try {
      await executions.start(followUpName(request.run, what, `${number}`), request);
      return;
    } catch (error) {
      if (!isTaken(error) || number === earlier + TRIES) throw error;
    }
  }
}

function isTaken(error: unknown): boolean {
  return isEvencastError(error, 'InvalidRequest');
}

async function hasRecord({ store, layout }: SfnKeeperPorts, run: string): Promise<boolean> {
  const key = layout.run(run, 'run.json');
  for await (const info of store.list(key)) if (info.key === key) return true;
  return false;
}

/** Waits until the run has written down whom it is about, so that its name leads somewhere. */
async function begun(ports: SfnKeeperPorts, execution: Execution): Promise<void> {
  const { clock, executions } = ports;
  const until = clock.now() + BEGIN_MS;
  while (!(await hasRecord(ports, execution.name))) {
    const { status, error } = await executions.look(execution);
    if (status !== 'running' && status !== 'succeeded')
      throw new EvencastError('InvalidRequest', `The run did not begin: ${causeOf(error ?? status)}`);
    if (clock.now() >= until)
      throw new EvencastError('StoreUnavailable', 'The run was started, but says nothing yet. Look again in a minute.');
    await clock.sleep(LOOK_EVERY_MS);
  }
}
