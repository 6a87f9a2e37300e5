import type { Config } from '../config/config.ts';
import type { RunTotals } from '../records/report.ts';
import type { RunRequest } from '../request.ts';

/** Whether a person is to be asked before the plans of a run are carried out; the request may wave it for one run. */
export function approvalNeeded(
  request: Pick<RunRequest, 'approval'>,
  { when, aboveRetirements, aboveUsd }: Config['approval'],
  totals: Pick<RunTotals, 'retire' | 'usd'>,
): boolean {
  if (request.approval === 'auto' || when === 'never') return false;
  return when === 'always' || totals.retire > aboveRetirements || totals.usd > aboveUsd;
}
