import type { Change } from '../../plan/change.ts';
import type { Outcome } from '../contract/decisions.ts';

/** What becomes of the picture if the plan has its way. */
export function proposedOutcome({ kind }: Pick<Change, 'kind'>): Outcome {
  return kind === 'retire' ? 'out' : 'in';
}

/** Whether a change is carried out for this outcome; null for undecided. */
export function carryOutFor(change: Pick<Change, 'kind'>, outcome: Outcome | null): boolean | null {
  return outcome === null ? null : outcome === proposedOutcome(change);
}

/** What becomes of the picture if the change is carried out, or is not. */
export function outcomeFor(change: Pick<Change, 'kind'>, carryOut: boolean | null | undefined): Outcome | null {
  if (carryOut === null || carryOut === undefined) return null;
  const proposed = proposedOutcome(change);
  if (carryOut) return proposed;
  return proposed === 'in' ? 'out' : 'in';
}
