import { Duration } from 'aws-cdk-lib';
import { AlarmStatusWidget, Dashboard, GraphWidget, type IMetric, SingleValueWidget } from 'aws-cdk-lib/aws-cloudwatch';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import type { MetricName } from '../../core/metrics/metric.ts';
import type { AlarmDesk } from './alarm-desk.ts';
import type { PipelineMetrics } from './pipeline-metrics.ts';

/** What the dashboard shows. */
export interface PipelineDashboardProps {
  readonly machine: StateMachine;
  readonly metrics: PipelineMetrics;
  readonly desk: AlarmDesk;
}

/** Everything somebody looks at first, on one page: alarms on top, then runs, what they did, and what it cost. */
export class PipelineDashboard extends Construct {
  constructor(scope: Construct, id: string, { machine, metrics, desk }: PipelineDashboardProps) {
    super(scope, id);
    const hourly = (...names: MetricName[]) =>
      names.map((name) => metrics.sum(name, Duration.hours(1)).with({ label: name }));
    const graph = (title: string, left: IMetric[]) => new GraphWidget({ title, left, width: 12 });
    const month = metrics.sum('Usd', Duration.days(30)).with({ label: 'USD in 30 days' });
    new Dashboard(this, 'Dashboard', {
      defaultInterval: Duration.days(14),
      widgets: [
        [new AlarmStatusWidget({ alarms: desk.alarms, title: 'Alarms', width: 24 })],
        [
          graph('Runs', [
            machine.metricStarted({ period: Duration.hours(1) }),
            machine.metricSucceeded({ period: Duration.hours(1) }),
            machine.metricFailed({ period: Duration.hours(1) }),
            machine.metricTimedOut({ period: Duration.hours(1) }),
          ]),
          graph('Actors', hourly('Actors', 'FailedActors', 'ShrunkSets')),
        ],
        [
          graph('Images', hourly('Verdicts', 'Retirements', 'Generations', 'Refusals')),
          graph('Waiting and trouble', [
            ...hourly('Throttles', 'Conflicts'),
            metrics.max('OldestApprovalHours', Duration.hours(1)).with({ label: 'OldestApprovalHours' }),
          ]),
        ],
        [
          graph('Cost', hourly('Usd')),
          new SingleValueWidget({ title: 'Cost', metrics: [month], setPeriodToTimeRange: false, width: 6 }),
          graph('Tokens', hourly('Tokens')),
        ],
      ],
    });
  }
}
