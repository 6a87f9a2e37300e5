import type { Progress } from '../contract/progress.ts';
import type { DeskRunState } from '../contract/run-state.ts';
import type { Count } from '../rules/time-left.ts';
import type { DeskRun } from './read-run.ts';

/** What goes on while a run is in a state, and the stage that it is. */
interface During {
  readonly stage: 'look' | 'apply' | 'roll-back';
  readonly what: 'planning' | 'applying' | 'rolling-back';
}

/** By state; a state that is not here is one in which nothing goes on. */
export const DURING: Partial<Record<DeskRunState, During>> = {
  planning: { stage: 'look', what: 'planning' },
  applying: { stage: 'apply', what: 'applying' },
  'rolling-back': { stage: 'roll-back', what: 'rolling-back' },
};

/** The stages of a run. `far`: actors that the present stage is about, or that the last one was about where it is over. */
export function stagesOf({ line, approval }: DeskRun, far: Count | undefined): Progress['stages'] {
  const during = DURING[line.state]?.stage;
  const isActing = line.mode === 'execute';
  const stage = (name: 'look' | 'apply' | 'roll-back', total: number, isDone: boolean): Progress['stages'][number] => {
    if (during === name) return { name, state: 'under-way', done: Math.min(far?.done ?? 0, total), total };
    return { name, state: isDone ? 'done' : 'waiting', done: isDone ? total : 0, total };
  };
  const looked = during !== 'look' && line.state !== 'stopped' && line.state !== 'failed';
  const isDecided = approval !== undefined && approval.state !== 'pending';
  const isOver = during === undefined && line.state !== 'review';
  const review = {
    name: 'review' as const,
    state: line.state === 'review' ? ('under-way' as const) : isDecided ? ('done' as const) : ('waiting' as const),
    done: isDecided ? 1 : 0,
    total: 1,
  };
  const applied =
    during === 'apply' ? (far?.total ?? line.planned.actors) : during === undefined ? (far?.total ?? 0) : 0;
  return [
    stage('look', line.actors, looked || approval !== undefined),
    ...(isActing ? [review, stage('apply', applied, isDecided && isOver)] : []),
    ...(during === 'roll-back' || line.state === 'rolled-back'
      ? [
          stage(
            'roll-back',
            during === undefined ? line.actors : (far?.total ?? line.actors),
            line.state === 'rolled-back',
          ),
        ]
      : []),
    { name: 'report', state: isOver ? 'done' : 'waiting', done: isOver ? 1 : 0, total: 1 },
  ];
}
