import type { Change } from '../../plan/change.ts';
import type { ReasonGroup } from '../contract/run-state.ts';

/** Sure reasons first, those that take judgement last. */
export const REASON_GROUPS: readonly ReasonGroup[] = [
  'exact-copy',
  'near-copy',
  'below-minimum',
  'excess',
  'missing/photorealistic',
  'missing/bw_stylized',
  'missing/color_stylized',
];

/** The group that a change is reviewed in. */
export function reasonGroupOf(change: Change): ReasonGroup {
  return change.kind === 'retire' ? change.reason.code : `missing/${change.type}`;
}
