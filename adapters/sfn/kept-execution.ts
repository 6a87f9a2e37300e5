import type { Clock } from '../../core/ports/clock.ts';
import type { KeptRun } from '../../core/ports/run-keeper.ts';
import type { ExecutionState, Executions, ListedExecution } from '../stack/executions.ts';

/** What was looked at a moment ago holds for so long: one answer of the desk asks several times. */
const FRESH_MS = 1_000;
/** Executions that have ended are remembered up to this many. */
const MAX_LOOKS = 2_000;

/** The executions of a machine as they were a moment ago. */
export interface ExecutionBook {
  /** The newest first. */
  list(): Promise<readonly ListedExecution[]>;
  look(execution: ListedExecution): Promise<ExecutionState>;
  /** Something was begun or stopped: what is known holds no longer. */
  forget(): void;
}

/** A book over a machine. An execution that has ended is looked at once. */
export function executionBook(executions: Executions, clock: Clock): ExecutionBook {
  let listed: { readonly at: number; readonly found: Promise<readonly ListedExecution[]> } | undefined;
  const looks = new Map<string, { readonly until: number; readonly state: Promise<ExecutionState> }>();
  return {
    list() {
      if (listed === undefined || clock.now() - listed.at > FRESH_MS) {
        const found = executions.list();
        found.catch(() => {
          listed = undefined;
        });
        listed = { at: clock.now(), found };
      }
      return listed.found;
    },
    look(execution) {
      const { arn, status } = execution;
      const name = `${arn} ${status === 'running'}`;
      const known = looks.get(name);
      if (known !== undefined && known.until >= clock.now()) return known.state;
      const state = executions.look(execution);
      state.catch(() => looks.delete(name));
      const [oldest] = looks.keys();
      if (looks.size >= MAX_LOOKS && oldest !== undefined) looks.delete(oldest);
      looks.set(name, { until: status === 'running' ? clock.now() + FRESH_MS : Number.POSITIVE_INFINITY, state });
      return state;
    },
    forget() {
      listed = undefined;
    },
  };
}

/** An execution as a run that is under way, or ended badly. Its Map that was begun last says how far it is. */
export function keptOf(
  { name, startedAt, status }: ListedExecution,
  { maps, error }: ExecutionState,
  doing: KeptRun['doing'],
): KeptRun {
  // An execution that began with looking at the actors has a Map for that before the one that carries out.
  const map = doing === 'applying' && maps.length < 2 && !name.includes('.resume.') ? undefined : maps.at(-1);
  return {
    doing,
    isFollowed: false,
    epoch: name,
    events: [],
    begunAt: startedAt,
    actors: map?.total,
    through: map?.done ?? 0,
    spentUsd: 0,
    problem: status === 'failed' || status === 'timed-out' ? problemOf(status, error) : undefined,
    wasStopped: status === 'aborted',
  };
}

/** Words of a cause are cut here: it may be a whole stack trace. */
const MAX_PROBLEM = 500;

function problemOf(status: 'failed' | 'timed-out', error: string | undefined): string {
  if (status === 'timed-out') return 'It ran out of time. What was done stands; go on with it from where it was.';
  return `It failed: ${causeOf(error ?? 'no reason was given').slice(0, MAX_PROBLEM)}`;
}

/** Lambda's cause is JSON with the message in it. */
export function causeOf(error: string): string {
  return (
    /"errorMessage":\s*("(?:[^"\\]|\\.)*")/.exec(error)?.[1]?.replace(/^"|"$/g, '').replaceAll('\\"', '"') ?? error
  );
}
