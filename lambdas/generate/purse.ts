import type { Job } from '../../core/apply/job.ts';
import { journalState, spentOnMaking } from '../../core/journal/journal-state.ts';
import { usdWords } from '../../core/money/prices.ts';
import { spentOn } from '../../core/records/spending.ts';
import type { MakingPorts } from './make-images.ts';

/** Whether one more image can be paid for. */
export interface Purse {
  readonly affords: boolean;
  /** What to do where it cannot. */
  readonly words: string;
}

/** Looks before each paid call: what was spent on the actor, with what is under way at its most, and what one more would cost. */
export async function purseOf({ run, actor, item, record }: Job, ports: MakingPorts): Promise<Purse> {
  const { store, layout, journal, maker, judge } = ports;
  const judged = (await spentOn(store, layout, run, actor)).usd;
  const spent = judged + spentOnMaking(journalState(journal.entries));
  const next = maker.usdPerImage + judge.costCeiling(1);
  const budget = usdWords(record.config.limits.budgetUsd);
  return {
    // A millionth of a dollar is floating point, not money.
    affords: spent + next <= item.allowanceUsd + 1e-6,
    words: `no money left for it: of the budget of ${budget}, ${usdWords(item.allowanceUsd)} were for ${actor}. Go on with more: evencast resume ${run} --budget USD`,
  };
}
