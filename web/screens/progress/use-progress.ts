import { useEffect, useRef, useState } from 'react';
import type { Progress, ProgressEvent } from '../../../core/desk/contract/progress.ts';
import { useSession } from '../../app/session.tsx';
import { readProgress } from '../../server/queries.ts';

/** A run as it is followed. */
export interface Followed {
  readonly progress: Progress | undefined;
  /** What happened, the last first; the oldest are dropped. */
  readonly events: readonly ProgressEvent[];
  /** When the last answer came; undefined before the first. */
  readonly heardAt: number | undefined;
  /** Why there is no answer at the moment. */
  readonly problem: Error | undefined;
}

const MOST_EVENTS = 200;
const LONGEST_WAIT_MS = 30_000;

/** States in which nothing happens any more. */
const OVER = ['review', 'planned', 'applied', 'partly', 'failed', 'stopped', 'rejected', 'expired', 'rolled-back'];

/** Whether a run in this state goes on by itself. */
export function isUnderWay({ state }: Progress): boolean {
  return !OVER.includes(state);
}

/** Follows a run by a cursor: what happened since the last answer, again and again; slower while nobody looks. */
export function useProgress(run: string): Followed {
  const { poll } = useSession();
  const [followed, setFollowed] = useState<Followed>({
    progress: undefined,
    events: [],
    heardAt: undefined,
    problem: undefined,
  });
  const cursor = useRef({ after: 0, epoch: '' });
  useEffect(() => {
    const over = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    let failures = 0;
    const ask = async () => {
      try {
        const answer = await readProgress(run, cursor.current.after, over.signal);
        failures = 0;
        const isNew = answer.epoch !== cursor.current.epoch;
        // Another count: what it has told before the place that was asked for is asked for as well.
        const isCut = isNew && cursor.current.after > 0;
        cursor.current = { after: isCut ? 0 : answer.sequence, epoch: answer.epoch };
        setFollowed(({ events }) => {
          const known = new Set(isNew ? [] : events.map(({ sequence }) => sequence));
          const fresh = answer.events.filter(({ sequence }) => !known.has(sequence)).reverse();
          const all = [...fresh, ...(isNew ? [] : events)].slice(0, MOST_EVENTS);
          return { progress: answer, events: all, heardAt: Date.now(), problem: undefined };
        });
        if (isCut) later(0);
        else if (isUnderWay(answer)) later(document.hidden ? poll.hiddenMs : Math.max(200, answer.pollMs));
      } catch (error) {
        if (over.signal.aborted) return;
        setFollowed((before) => ({ ...before, problem: error instanceof Error ? error : new Error(String(error)) }));
        later(Math.min(LONGEST_WAIT_MS, 2000 * 2 ** failures++));
      }
    };
    const later = (ms: number) => {
      timer = setTimeout(() => void ask(), ms);
    };
    const seen = () => {
      if (document.hidden) return;
      clearTimeout(timer);
      void ask();
    };
    void ask();
    document.addEventListener('visibilitychange', seen);
    return () => {
      over.abort();
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', seen);
    };
  }, [run, poll.hiddenMs]);
  return followed;
}
