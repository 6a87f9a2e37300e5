import { Duration } from 'aws-cdk-lib';
import type { Deployment } from '../deployment.ts';
import type { AlarmDesk } from '../watch/alarm-desk.ts';
import type { PipelineMetrics } from '../watch/pipeline-metrics.ts';

/** So many in a quarter of an hour do not pass by themselves: each was tried again several times. */
const THROTTLES = 20;
/** An alarm of CloudWatch looks back seven days at most, a budget is for thirty. */
const [LOOKS_BACK, MONTH] = [Duration.days(7), 30];

/** Watches what the vendors cost, and whether they keep up. */
export function watchVendors(desk: AlarmDesk, metrics: PipelineMetrics, { config }: Deployment): void {
  const { budgetUsdPerMonth } = config.aws;
  const share = Math.round((budgetUsdPerMonth * LOOKS_BACK.toDays() * 100) / MONTH) / 100;
  // Thirty days cannot be over the budget without seven of them being over their share of it.
  desk.watch('SpendingFast', {
    metric: metrics.sum('Usd', LOOKS_BACK),
    // A budget of nothing is passed by the first cent.
    threshold: Math.max(share, 0.01),
    says: `The last seven days cost $${share} or more; at that pace thirty days cost more than the budget of $${budgetUsdPerMonth}.`,
  });
  desk.watch('VendorThrottling', {
    metric: metrics.sum('Throttles', Duration.minutes(15)),
    threshold: THROTTLES,
    says: 'The vision or the image API turned down many requests for coming too fast.',
  });
}
