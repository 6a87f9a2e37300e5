import type { Progress } from '../../../core/desk/contract/progress.ts';

/** What a stage is called on the page. */
export const STAGES: Readonly<Record<Progress['stages'][number]['name'], string>> = {
  look: 'look and plan',
  review: 'review',
  apply: 'carry out',
  'roll-back': 'take back',
  report: 'report',
};
