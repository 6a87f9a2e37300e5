import { type QueryClient, queryOptions } from '@tanstack/react-query';
import type { DeskActor } from '../../core/desk/contract/actor.ts';
import type { Cast } from '../../core/desk/contract/cast.ts';
import type { ChangesPage, DeskChange, DeskPlan } from '../../core/desk/contract/changes.ts';
import type { Progress } from '../../core/desk/contract/progress.ts';
import type { RollbackPreview } from '../../core/desk/contract/rollback.ts';
import type { RunDetail, Runs } from '../../core/desk/contract/runs.ts';
import type { Session } from '../../core/desk/contract/session.ts';
import { read } from './request.ts';

const id = encodeURIComponent;

/** Address of an actor's set, beside what a run saw of it; the last run without `run`. */
export const actorPath = (actor: string, run?: string) =>
  `/api/actors/${id(actor)}${run === undefined ? '' : `?run=${id(run)}`}`;

/** Address of a run, or of something of it. */
export const runPath = (run: string, more = '') => `/api/runs/${id(run)}${more}`;

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: ({ signal }) => read<Session>('/api/session', signal),
  staleTime: Number.POSITIVE_INFINITY,
});

export const castQuery = queryOptions({
  queryKey: ['cast'],
  queryFn: ({ signal }) => read<Cast>('/api/cast', signal),
  refetchInterval: 30_000,
  staleTime: 5_000,
});

export const runsQuery = (actor?: string) =>
  queryOptions({
    queryKey: ['runs', actor ?? null],
    queryFn: ({ signal }) => read<Runs>(`/api/runs${actor === undefined ? '' : `?actor=${id(actor)}`}`, signal),
  });

export const runQuery = (run: string) =>
  queryOptions({
    queryKey: ['run', run],
    queryFn: ({ signal }) => read<RunDetail>(runPath(run), signal),
    staleTime: 10_000,
  });

export const actorQuery = (actor: string, run?: string) =>
  queryOptions({
    queryKey: ['actor', actor, run ?? null],
    queryFn: ({ signal }) => read<DeskActor>(actorPath(actor, run), signal),
    staleTime: 10_000,
  });

/** Everything that a run would change. */
export interface RunChanges {
  readonly planHash: string;
  readonly plans: readonly DeskPlan[];
  readonly changes: readonly DeskChange[];
}

export const changesQuery = (run: string) =>
  queryOptions({
    queryKey: ['changes', run],
    staleTime: 60_000,
    queryFn: async ({ signal }): Promise<RunChanges> => {
      const plans: DeskPlan[] = [];
      const changes: DeskChange[] = [];
      for (let cursor = ''; ; ) {
        const query = cursor === '' ? '' : `?cursor=${id(cursor)}`;
        const page = await read<ChangesPage>(runPath(run, `/changes${query}`), signal);
        plans.push(...page.plans);
        changes.push(...page.changes);
        if (page.next === null) return { planHash: page.planHash, plans, changes };
        cursor = page.next;
      }
    },
  });

/** What happened behind `after`, and where the run stands. */
export const readProgress = (run: string, after: number, signal?: AbortSignal) =>
  read<Progress>(runPath(run, `/progress?after=${after}`), signal);

export const rollbackPreviewQuery = (run: string, actors: readonly string[]) =>
  queryOptions({
    queryKey: ['rollback-preview', run, actors],
    queryFn: ({ signal }) => {
      const search = new URLSearchParams([['run', run], ...actors.map((actor) => ['actor', actor])]);
      return read<RollbackPreview>(`/api/rollbacks/preview?${search}`, signal);
    },
    staleTime: 0,
  });

/** Asks anew for everything that a run may have changed. */
export async function forgetSets(client: QueryClient): Promise<void> {
  await Promise.all(
    ['cast', 'runs', 'run', 'actor', 'changes'].map((name) => client.invalidateQueries({ queryKey: [name] })),
  );
}
