import type { Change } from '../../plan/change.ts';

/**
 * What changes are grouped by: why an image leaves, or which type is missing. Sure reasons first, those that take judgement
 * last.
 */
export const REASON_GROUPS = [
  'exact-copy',
  'near-copy',
  'below-minimum',
  'excess',
  'missing/photorealistic',
  'missing/bw_stylized',
  'missing/color_stylized',
] as const;

/** One of {@link REASON_GROUPS}. */
export type ReasonGroup = (typeof REASON_GROUPS)[number];

/** The group that a change is reviewed in. */
export function reasonGroupOf(change: Change): ReasonGroup {
  return change.kind === 'retire' ? change.reason.code : `missing/${change.type}`;
}
