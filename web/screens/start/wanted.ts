import type { StartRun } from '../../../core/desk/contract/start.ts';

/** What stands in the form. */
export interface Wanted {
  readonly mode: 'dry-run' | 'execute';
  readonly whom: 'all' | 'some' | 'group' | 'sample';
  /** One a line. */
  readonly actors: string;
  readonly group: string;
  readonly sample: number;
  readonly budgetUsd: string;
  readonly force: boolean;
}

/** The request that the form asks for; in words what is missing where it asks for none. */
export function requestOf({ mode, whom, actors, group, sample, budgetUsd, force }: Wanted): StartRun | string {
  const budget = Number(budgetUsd.replace(',', '.'));
  if (budgetUsd.trim() === '' || !Number.isFinite(budget) || budget < 0) return 'The limit is no amount of money';
  const base = { mode, budgetUsd: budget, force };
  switch (whom) {
    case 'all':
      return base;
    case 'some': {
      const named = [...new Set(actors.split('\n').map((line) => line.trim()))].filter((line) => line !== '');
      return named.length === 0 ? 'Name at least one actor' : { ...base, actors: named };
    }
    case 'group':
      return group === '' ? 'Choose a group' : { ...base, group };
    case 'sample':
      return Number.isInteger(sample) && sample > 0
        ? { ...base, sample: { size: sample } }
        : 'Say how many are to be looked at';
  }
}
