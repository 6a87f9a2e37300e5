/** Everything that is counted. The names are those of the alarms and the dashboard. */
export const METRIC_NAMES = [
  'Actors',
  'FailedActors',
  'Verdicts',
  'Retirements',
  'Generations',
  'Refusals',
  'Conflicts',
  'Throttles',
  'Tokens',
  'Usd',
  'ShrunkSets',
  'OldestApprovalHours',
  'BreakerOpen',
] as const;

/** A name of {@link METRIC_NAMES}. */
export type MetricName = (typeof METRIC_NAMES)[number];

/** What was counted or measured. `None` is CloudWatch's unit for what it has no name for: dollars, hours. */
export interface Metric {
  readonly name: MetricName;
  readonly unit: 'Count' | 'None';
  readonly value: number;
}
