import type { ProgressEvent } from '../desk/contract/progress.ts';
import type { Count } from '../desk/rules/time-left.ts';
import type { RunRequestInput } from '../request.ts';

/** A run that is under way here, or ended here. */
export interface KeptRun {
  readonly doing: 'planning' | 'applying' | 'rolling-back' | 'ended';
  /** Names the count of `events`. */
  readonly epoch: string;
  /** Whether `events` hear of everything; where they do not, the records say how actors came out. */
  readonly isFollowed: boolean;
  /** In order, from 1; the oldest are dropped in the end. */
  readonly events: readonly ProgressEvent[];
  /** Milliseconds since 1970. */
  readonly begunAt: number;
  /** Actors it is about, and how many of them are through; undefined until that is known. */
  readonly actors: number | undefined;
  readonly through: number;
  /** Pictures made and retired, of those approved; undefined where nobody counts them, or nothing is carried out. */
  readonly pictures?: { readonly generate: Count; readonly retire: Count } | undefined;
  /** What has been spent since it was begun here, in USD. */
  readonly spentUsd: number;
  /** Why it ended, where it ended badly or was stopped. */
  readonly problem: string | undefined;
  /** Whether somebody stopped it. */
  readonly wasStopped: boolean;
}

/** Carries runs out where the desk is. */
export interface RunKeeper {
  /**
   * Begins a new run and answers its name as soon as it is known by it.
   *
   * @param key names the request: the same key is the same run.
   * @param name what the new run is to be called; a name of its own where it is left out.
   */
  start(request: RunRequestInput, key: string, name?: string): Promise<string>;
  /** Goes on with a run, or takes it back. @returns false where it is under way here already. */
  goOn(request: RunRequestInput & { readonly run: string }): Promise<boolean>;
  /** Stops a run that is under way here. @returns false where it is not. */
  stop(run: string): Promise<boolean>;
  /** Undefined for a run that this keeper never had, or that waits for a person. */
  kept(run: string, signal?: AbortSignal): Promise<KeptRun | undefined>;
}
