import type { Layout } from '../../core/layout.ts';

/** Where things lie in the bucket, as prefixes of whole keys, each ending in `/`. */
export interface RecordPrefixes {
  /** Parent of the actors' folders, and so of every image. */
  readonly actors: string;
  readonly runs: string;
  readonly retired: string;
  readonly manifests: string;
  readonly verdicts: string;
  /** Marks of actors that got an upload. */
  readonly uploads: string;
  /** Marks of runs that wait for a decision. */
  readonly waiting: string;
  /** What the Maps write about their children. */
  readonly mapRuns: string;
}

/**
 * The prefixes of a layout.
 *
 * @param prefix before every key: empty, or ends in `/`.
 */
export function recordPrefixes(layout: Layout, prefix: string): RecordPrefixes {
  // All records lie beside the runs.
  const state = `${prefix}${layout.runs.replace(/runs\/$/, '')}`;
  return {
    actors: `${prefix}${layout.actors}`,
    runs: `${prefix}${layout.runs}`,
    retired: `${prefix}${layout.retiredRuns}`,
    manifests: `${state}actors/`,
    verdicts: `${state}verdicts/`,
    uploads: `${state}uploads/`,
    waiting: `${state}waiting/`,
    mapRuns: `${state}map-runs/`,
  };
}
