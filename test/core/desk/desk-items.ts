import type { DeskChange, DeskPlan } from '../../../core/desk/contract/changes.ts';
import { type LastWords, lastWords } from '../../../core/desk/rules/last-words.ts';
import { reasonGroupOf } from '../../../core/desk/rules/reason-group.ts';
import type { ImageType } from '../../../core/image-type.ts';
import type { Change, RetireReason } from '../../../core/plan/change.ts';

/** A change of ada's plan as the desk has it. */
function item(change: Change, kept: string | null, of: Partial<DeskChange> = {}): DeskChange {
  return {
    actor: 'ada',
    change,
    group: reasonGroupOf(change),
    sha256: null,
    kept: kept === null ? null : { file: kept, sha256: null, moved: null },
    pinned: false,
    moved: null,
    ...of,
  };
}

/** An image that should leave. */
export function leaves(
  file: string,
  reason: RetireReason,
  of: Partial<DeskChange> & { readonly type?: ImageType } = {},
): DeskChange {
  const { type = 'photorealistic', ...rest } = of;
  const kept = 'kept' in reason ? reason.kept : null;
  return item({ id: `retire/${file}`, kind: 'retire', file, label: file, type, score: 5, reason }, kept, rest);
}

/** A copy that should leave for the one that stays. */
export const copy = (file: string, kept: string, of: Partial<DeskChange> = {}) =>
  leaves(file, { code: 'exact-copy', kept, keptLeaves: false }, of);

/** One of too many. */
export const excess = (file: string, of: Partial<DeskChange> = {}) =>
  leaves(file, { code: 'excess', score: 5, count: 15, target: 13 }, of);

/** An image to make. */
export function made(number: number, type: ImageType, of: Partial<DeskChange> = {}): DeskChange {
  const reason = { code: 'missing', count: 2, target: 4 } as const;
  const id = `generate/${type}/${number}`;
  return item(
    { id, kind: 'generate', type, reason, promptNumber: 1, prompt: 'p', references: [], usd: 0.05 },
    null,
    of,
  );
}

/** Ada's plan: 13, 4 and 3 are wanted. */
export function planOf(before: readonly [number, number, number], after: readonly [number, number, number]): DeskPlan {
  const counts = ([photorealistic, bw_stylized, color_stylized]: readonly [number, number, number]) => {
    return { photorealistic, bw_stylized, color_stylized };
  };
  return { actor: 'ada', planHash: 'h', before: counts(before), target: counts([13, 4, 3]), after: counts(after) };
}

/** Decisions by change id of ada's plan. */
export function saying(carryOut: Readonly<Record<string, boolean | null>>): LastWords {
  const decisions = Object.entries(carryOut).map(([change, each]) => ({ actor: 'ada', change, carryOut: each }));
  return lastWords([{ by: 'Kim', at: '2026-11-01T12:00:00.000Z', decisions }]);
}
