import type { Moment } from '../contract.ts';

/** The name of an actor's record about one moment: `evaluation.json` before the plan, `after-evaluation.json` after it. */
export function momentName(moment: Moment, name: string): string {
  return moment === 'before' ? name : `after-${name}`;
}
