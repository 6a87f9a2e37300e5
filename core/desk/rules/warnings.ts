import type { DeskChange, DeskPlan } from '../contract/changes.ts';
import { balanceOf } from './balance.ts';
import type { LastWords } from './last-words.ts';

/**
 * What a decision does to the reasons of others. both-leave: a copy and the copy it was to be kept for would both leave.
 * kept-gone: the copy that was to stay is no longer there. reason-gone: nobody has decided about this copy yet, and the one it
 * is a copy of will leave. excess-gone: its type would fall below the target, so it is no longer too many. not-needed: its type
 * would have more than the target, so it need not be made.
 */
export type WarningKind = 'both-leave' | 'kept-gone' | 'reason-gone' | 'excess-gone' | 'not-needed';

/** A warning about one change. */
export interface Warning {
  readonly kind: WarningKind;
  readonly actor: string;
  readonly change: string;
  /** The other picture, where there is one. */
  readonly other: string | null;
  /** Whether an approval waits until somebody has looked at it: a picture would be lost to the set in all its copies. */
  readonly blocks: boolean;
}

/** The warnings about one actor's changes. `changes` may hold those of other actors. */
export function warningsOf(plan: DeskPlan, changes: readonly DeskChange[], decided: LastWords): readonly Warning[] {
  const own = changes.filter(({ actor }) => actor === plan.actor);
  const said = (change: DeskChange) => decided.about(change.actor, change.change.id)?.carryOut;
  const leaving = new Set(
    own.flatMap((each) => (each.change.kind === 'retire' && said(each) ? [each.change.file] : [])),
  );
  const { rest, target } = balanceOf(plan, own, decided);
  return own.flatMap((each): readonly Warning[] => {
    const verdict = said(each);
    if (verdict === false) return [];
    const about = { actor: plan.actor, change: each.change.id };
    const copy = copyWarning(each, verdict === true, leaving);
    if (copy !== undefined) return [{ ...about, ...copy }];
    const { change } = each;
    if (change.kind === 'generate')
      return rest[change.type] > target[change.type]
        ? [{ ...about, kind: 'not-needed', other: null, blocks: false }]
        : [];
    const isShort = change.reason.code === 'excess' && rest[change.type] < target[change.type];
    return isShort ? [{ ...about, kind: 'excess-gone', other: null, blocks: false }] : [];
  });
}

function copyWarning(
  { kept }: DeskChange,
  isLeaving: boolean,
  leaving: ReadonlySet<string>,
): Pick<Warning, 'kind' | 'other' | 'blocks'> | undefined {
  if (kept === null) return undefined;
  const other = kept.file;
  // Also where its name holds another picture now: the copy is no copy of that one.
  if (kept.moved !== null) return { kind: 'kept-gone', other, blocks: isLeaving };
  if (!leaving.has(other)) return undefined;
  return isLeaving ? { kind: 'both-leave', other, blocks: true } : { kind: 'reason-gone', other, blocks: false };
}
