import type { DeskMemory } from '../../core/desk/read/desk-memory.ts';
import { asEvencastError, EvencastError, isEvencastError } from '../../core/errors.ts';
import type { KeptRun, RunKeeper } from '../../core/ports/run-keeper.ts';
import { pastRun } from '../../core/records/run-history.ts';
import type { RunRecord } from '../../core/records/run-record.ts';
import type { RunRequestInput } from '../../core/request.ts';
import type { World } from '../machine/handlers.ts';
import { rememberLastPlace } from '../places/last-place.ts';
import { runId } from '../run-id.ts';
import { startRun } from '../start-run.ts';
import { FollowedRun, resumedAs } from './kept-run.ts';

/** What runs are kept with. */
export interface KeeperOptions {
  /** The world of a new run. */
  readonly world: World;
  /** The world in which a run goes on. */
  readonly worldOf: (record: RunRecord) => Promise<World>;
  readonly memory: DeskMemory;
  readonly cwd: string;
  readonly output: string;
  /** How the place was named, for the commands that follow. */
  readonly where: string;
  readonly state: string | undefined;
  /** 0 to 1. */
  readonly random: () => number;
  /** See {@link startRun}. */
  readonly retryPause?: number | undefined;
}

/** Runs under way in this very process. */
export interface LocalKeeper extends RunKeeper {
  /** Resolves when no run is under way any more. */
  idle(): Promise<void>;
  /** Stops every run and waits until each has ended, its files whole. */
  close(): Promise<void>;
}

interface UnderWay {
  readonly followed: FollowedRun;
  readonly stop: AbortController;
  readonly ended: Promise<void>;
}

/** Carries runs out in the background of this process, exactly as `evencast run`, `resume` and `rollback` do. */
export function localKeeper(options: KeeperOptions): LocalKeeper {
  const { world, worldOf, memory, cwd, output, where, state, random, retryPause } = options;
  const runs = new Map<string, UnderWay>();
  const started = new Map<string, Promise<string>>();
  const beginning = new Set<string>();

  const follow = (run: string, request: RunRequestInput, inWorld: World, doing: KeptRun['doing']) => {
    const followed = new FollowedRun(run, inWorld, memory, doing);
    const stop = new AbortController();
    let hasBegun: (() => void) | undefined;
    const begun = new Promise<void>((resolve) => {
      hasBegun = resolve;
    });
    const running = startRun(inWorld, {
      run,
      request,
      output,
      cwd,
      signal: stop.signal,
      tell: (event) => followed.tell(event),
      begun: (actors) => {
        followed.actors = doing === 'applying' ? undefined : actors;
        hasBegun?.();
      },
      retryPause,
    });
    const ended = running
      .then(
        () => undefined,
        (error: unknown) => {
          followed.wasStopped = isEvencastError(error, 'Cancelled');
          followed.problem = asEvencastError(error).message;
        },
      )
      .then(() => followed.settled())
      .then(() => rememberLastPlace(cwd, { where, run, output, ...(state === undefined ? {} : { state }) }))
      .catch(() => undefined)
      .finally(() => {
        followed.doing = 'ended';
      });
    runs.set(run, { followed, stop, ended });
    return { begun, running };
  };
  const isUnderWay = (run: string) => {
    const known = runs.get(run);
    return beginning.has(run) || (known !== undefined && known.followed.doing !== 'ended');
  };
  const startNew = async (request: RunRequestInput, name: string | undefined) => {
    const run = name ?? runId(world.clock.now(), random);
    const { begun, running } = follow(run, request, world, 'planning');
    // What is wrong with the request is said to whoever asks; later trouble is in the run's progress.
    try {
      await Promise.race([begun, running]);
    } catch (error) {
      runs.delete(run);
      throw error;
    }
    return run;
  };
  return {
    start(request, key, name) {
      const known = started.get(key);
      if (known !== undefined) return known;
      const starting = startNew(request, name);
      started.set(key, starting);
      starting.catch(() => started.delete(key));
      return starting;
    },
    async goOn(request) {
      const { run } = request;
      if (isUnderWay(run)) return false;
      beginning.add(run);
      try {
        const { record } = await pastRun(world, run);
        const doing = request.mode === 'rollback' ? 'rolling-back' : await resumedAs(world, run);
        follow(run, request, await worldOf(record), doing);
        return true;
      } finally {
        beginning.delete(run);
      }
    },
    async stop(run) {
      const known = runs.get(run);
      if (known === undefined || known.followed.doing === 'ended') return false;
      known.stop.abort(new EvencastError('Cancelled', 'The run was stopped at the desk.'));
      await known.ended;
      return true;
    },
    kept: async (run) => runs.get(run)?.followed,
    async idle() {
      await Promise.all([...runs.values()].map(({ ended }) => ended));
    },
    async close() {
      for (const { stop } of runs.values()) stop.abort(new EvencastError('Cancelled', 'The desk was closed.'));
      await Promise.all([...runs.values()].map(({ ended }) => ended));
    },
  };
}
