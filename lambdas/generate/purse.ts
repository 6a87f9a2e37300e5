import type { Job } from '../../core/apply/job.ts';
import { journalState, liveTries, spentOnMaking } from '../../core/journal/journal-state.ts';
import { verdictMemory } from '../../core/judging/verdict-memory.ts';
import { usdWords } from '../../core/money/prices.ts';
import { spentOn } from '../../core/records/spending.ts';
import type { MakingPorts } from './make-images.ts';

/** Whether one more image can be paid for. */
export interface Purse {
  readonly affords: boolean;
  /** What to do where it cannot. */
  readonly words: string;
}

/**
 * Looks before each paid call: what was spent on the actor, with what is under way at its most (those images will be looked at
 * too), and what one more would cost.
 */
export async function purseOf({ run, actor, item, record }: Job, ports: MakingPorts): Promise<Purse> {
  const { store, layout, journal, maker, judge } = ports;
  const judged = (await spentOn(store, layout, run, actor)).usd;
  const state = journalState(journal.entries);
  const memory = verdictMemory(store, layout, judge.signatures, { run, force: false });
  const look = judge.costCeiling(1, 'image');
  let spent = judged + spentOnMaking(state);
  for (const { made } of liveTries(state))
    if (made === undefined || (await memory.recall(made.sha256)) === undefined) spent += look;
  const next = maker.usdPerImage + look;
  const budget = usdWords(record.config.limits.budgetUsd);
  return {
    // A millionth of a dollar is floating point, not money.
    affords: spent + next <= item.allowanceUsd + 1e-6,
    words: `no money left for it: of the budget of ${budget}, ${usdWords(item.allowanceUsd)} were for ${actor}. Go on with more: evencast resume ${run} --budget USD`,
  };
}
