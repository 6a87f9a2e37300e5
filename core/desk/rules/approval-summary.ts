import type { ImageType } from '../../image-type.ts';
import type { DeskChange, DeskPlan } from '../contract/changes.ts';
import type { Counts } from '../contract/parts.ts';
import type { LastWords } from './last-words.ts';
import type { ReasonGroup } from './reason-group.ts';
import { type Warning, warningsOf } from './warnings.ts';

/** Above which of these an approval asks for a typed number. */
export interface TypedAbove {
  readonly retirements: number;
  /** 0 to 1. */
  readonly shareOfASet: number;
}

/** Why a number is to be typed. */
export type TypedBecause = 'many' | 'share' | 'pinned';

/** What an approval would do. */
export interface ApprovalSummary {
  /** Decided and carried out. */
  readonly retire: number;
  readonly generate: number;
  /** Decided against the plan: kept, or not made. */
  readonly against: number;
  readonly undecided: number;
  /** Carried out, of all items with the reason. */
  readonly byReason: ReadonlyMap<ReasonGroup, { readonly carried: number; readonly items: number }>;
  readonly leave: Counts;
  readonly come: Counts;
  /** Estimate for what comes. */
  readonly usd: number;
  /** Pictures to be made whose prompt somebody wrote. */
  readonly edited: number;
  /** Carried out, and never opened by this person. */
  readonly neverOpened: number;
  /** Carried out, and no longer what the plan rests on. */
  readonly moved: number;
  readonly warnings: readonly Warning[];
  /** What is to be typed, and why; null where a click is enough. */
  readonly typed: {
    readonly number: number;
    readonly because: readonly TypedBecause[];
    readonly actors: readonly string[];
  } | null;
}

/** What is summed up. */
export interface Summed {
  readonly plans: readonly DeskPlan[];
  readonly changes: readonly DeskChange[];
  readonly decided: LastWords;
  readonly typedAbove: TypedAbove;
  /** Whether this person has opened an item. */
  readonly wasOpened: (actor: string, change: string) => boolean;
}

const sizeOf = ({ photorealistic, bw_stylized, color_stylized }: Counts) =>
  photorealistic + bw_stylized + color_stylized;

/** Sums up what approving the decided would do. */
export function approvalSummary({ plans, changes, decided, typedAbove, wasOpened }: Summed): ApprovalSummary {
  const said = ({ actor, change }: DeskChange) => decided.about(actor, change.id)?.carryOut;
  const carried = changes.filter((each) => said(each) === true);
  const retired = carried.filter(({ change }) => change.kind === 'retire');
  const made = carried.filter(({ change }) => change.kind === 'generate');
  const perActor = Map.groupBy(changes, ({ actor }) => actor);
  const byReason = new Map<ReasonGroup, { carried: number; items: number }>();
  for (const each of changes) {
    const sum = byReason.get(each.group) ?? { carried: 0, items: 0 };
    byReason.set(each.group, { carried: sum.carried + (said(each) === true ? 1 : 0), items: sum.items + 1 });
  }
  return {
    retire: retired.length,
    generate: made.length,
    against: changes.filter((each) => said(each) === false).length,
    undecided: changes.filter((each) => said(each) === undefined).length,
    byReason,
    leave: perType(retired),
    come: perType(made),
    usd: made.reduce((sum, { change }) => sum + (change.kind === 'generate' ? change.usd : 0), 0),
    edited: made.filter(({ actor, change }) => decided.prompt(actor, change.id) !== undefined).length,
    neverOpened: carried.filter(({ actor, change }) => !wasOpened(actor, change.id)).length,
    moved: carried.filter(({ moved }) => moved !== null).length,
    warnings: plans.flatMap((plan) => warningsOf(plan, perActor.get(plan.actor) ?? [], decided)),
    typed: typedFor(plans, retired, typedAbove),
  };
}

function perType(changes: readonly DeskChange[]): Counts {
  const count = (type: ImageType) => changes.filter(({ change }) => change.type === type).length;
  return {
    photorealistic: count('photorealistic'),
    bw_stylized: count('bw_stylized'),
    color_stylized: count('color_stylized'),
  };
}

function typedFor(
  plans: readonly DeskPlan[],
  retired: readonly DeskChange[],
  { retirements, shareOfASet }: TypedAbove,
): ApprovalSummary['typed'] {
  const perActor = Map.groupBy(retired, ({ actor }) => actor);
  const large = plans.filter(({ actor, before }) => (perActor.get(actor)?.length ?? 0) > sizeOf(before) * shareOfASet);
  const pinned = retired.filter((each) => each.pinned);
  const because: readonly TypedBecause[] = [
    ...(retired.length > retirements ? ['many' as const] : []),
    ...(large.length > 0 ? ['share' as const] : []),
    ...(pinned.length > 0 ? ['pinned' as const] : []),
  ];
  if (because.length === 0) return null;
  const actors = [...new Set([...large, ...pinned].map(({ actor }) => actor))];
  return { number: retired.length, because, actors };
}
