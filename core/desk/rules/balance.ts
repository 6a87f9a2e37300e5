import type { ImageType } from '../../image-type.ts';
import type { DeskChange, DeskPlan } from '../contract/changes.ts';
import type { Counts } from '../contract/parts.ts';
import type { LastWords } from './last-words.ts';

/** A set in numbers. */
export interface Balance {
  readonly now: Counts;
  readonly target: Counts;
  /** After the whole plan. */
  readonly plan: Counts;
  /** After what was let in, and nothing else: undecided is not approved. */
  readonly mine: Counts;
  /** After what was let in, with the undecided as the plan has it: what the reasons are checked against. */
  readonly rest: Counts;
}

/** The balance of one actor while somebody decides. `changes` may hold those of other actors. */
export function balanceOf(plan: DeskPlan, changes: readonly DeskChange[], decided: LastWords): Balance {
  const own = changes.filter(({ actor }) => actor === plan.actor);
  const carried = (change: DeskChange) => decided.about(change.actor, change.change.id)?.carryOut;
  const after = (isCarried: (change: DeskChange) => boolean) => countsAfter(plan.before, own.filter(isCarried));
  return {
    now: plan.before,
    target: plan.target,
    plan: plan.after,
    mine: after((change) => carried(change) === true),
    rest: after((change) => carried(change) !== false),
  };
}

function countsAfter(before: Counts, changes: readonly DeskChange[]): Counts {
  const moved = (type: ImageType) =>
    changes.reduce((sum, { change }) => sum + (change.type !== type ? 0 : change.kind === 'retire' ? -1 : 1), 0);
  const count = (type: ImageType) => Math.max(0, before[type] + moved(type));
  return {
    photorealistic: count('photorealistic'),
    bw_stylized: count('bw_stylized'),
    color_stylized: count('color_stylized'),
  };
}
