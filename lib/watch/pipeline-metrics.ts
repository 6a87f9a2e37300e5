import { Duration } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { MetricName } from '../../core/metrics/metric.ts';

/** The metrics of one pipeline (embedded metric format; no actor is a dimension), told apart from others by the stack's name. */
export class PipelineMetrics {
  readonly #stack: string;

  constructor(stack: string) {
    this.#stack = stack;
  }

  /** How much it was in each period together. */
  sum(name: MetricName, period = Duration.minutes(5)): Metric {
    return this.#metric(name, 'Sum', period);
  }

  /** The highest value of each period. */
  max(name: MetricName, period = Duration.minutes(5)): Metric {
    return this.#metric(name, 'Maximum', period);
  }

  #metric(metricName: MetricName, statistic: string, period: Duration): Metric {
    return new Metric({
      namespace: 'Evencast',
      metricName,
      dimensionsMap: { Stack: this.#stack },
      statistic,
      period,
    });
  }
}
