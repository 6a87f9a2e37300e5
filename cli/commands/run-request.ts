import type { JudgeName } from '../../core/config/judge-choice.ts';
import type { Protocol } from '../../core/judging/protocol.ts';
import type { MakerName } from '../../core/ports/image-maker.ts';
import type { RunRequestInput } from '../../core/request.ts';

/** How a run that acts is approved. */
export type ApproveHow = 'ask' | 'auto' | 'later';

/** The options of `evencast run`, parsed. */
export interface RunCommandOptions {
  readonly actorId?: readonly string[];
  readonly group?: string;
  readonly sample?: number;
  readonly seed?: number;
  readonly execute?: boolean;
  readonly approve?: ApproveHow;
  readonly judge?: JudgeName;
  readonly protocol?: Protocol;
  readonly maker?: MakerName;
  readonly output: string;
  readonly config?: string;
  readonly state?: string;
  readonly concurrency?: number;
  readonly budget?: number;
  readonly maxDeletions?: number;
  readonly force?: boolean;
  readonly json?: boolean;
  readonly runId?: string;
}

/** What the options ask for, as the state machine takes it. */
export function requestOf(options: Omit<RunCommandOptions, 'output'>, how: ApproveHow): RunRequestInput {
  const { actorId, group, sample, seed, execute, force, protocol, budget, maxDeletions, concurrency } = options;
  return {
    mode: execute === true ? 'execute' : 'dry-run',
    ...(how === 'auto' ? { approval: 'auto' } : {}),
    ...(actorId === undefined ? {} : { actors: [...actorId] }),
    ...(group === undefined ? {} : { group }),
    ...(sample === undefined ? {} : { sample: { size: sample, seed: seed ?? 1 } }),
    ...(force === undefined ? {} : { force }),
    ...(protocol === undefined ? {} : { protocol }),
    ...(budget === undefined ? {} : { budgetUsd: budget }),
    ...(maxDeletions === undefined ? {} : { maxDeletions }),
    ...(concurrency === undefined ? {} : { concurrency }),
  };
}
