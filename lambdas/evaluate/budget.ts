import { EvencastError } from '../../core/errors.ts';
import { usdWords } from '../../core/money/prices.ts';
import type { RunRecord } from '../../core/records/run-record.ts';

/**
 * Stops before a judge is asked more than an actor's even share of the run's budget. Children of a Map know nothing of
 * each other's spending, so the cap of the run holds by each keeping to its share.
 *
 * @param ceiling USD that asking may cost at most.
 * @throws BudgetExceeded with the budget that would do.
 */
export function checkJudgingBudget(
  actor: string,
  ceiling: number,
  { config, actors }: Pick<RunRecord, 'config' | 'actors'>,
): void {
  const share = config.limits.budgetUsd / Math.max(1, actors);
  // $0.10 is a third of $0.30, whatever floating point makes of it.
  if (ceiling <= share + 1e-9) return;
  const enough = Math.ceil(ceiling * actors * 100) / 100;
  throw new EvencastError(
    'BudgetExceeded',
    `Judging ${actor} may cost up to ${usdWords(ceiling)}, more than its share of the budget (${usdWords(config.limits.budgetUsd)} for ${actors} actors). Give --budget ${enough} or choose fewer actors.`,
    { actor },
  );
}
