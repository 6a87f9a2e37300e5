import { Duration } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';

/** What the functions count, by the embedded metric format: no actor is a dimension. */
export type CountedName =
  | 'Actors'
  | 'FailedActors'
  | 'Verdicts'
  | 'Retirements'
  | 'Generations'
  | 'Refusals'
  | 'Conflicts'
  | 'Throttles'
  | 'Tokens'
  | 'Usd'
  | 'ShrunkSets'
  | 'OldestApprovalHours'
  | 'BreakerOpen';

/** The metrics of one pipeline, told apart from others by the stack's name. */
export class PipelineMetrics {
  readonly #stack: string;

  constructor(stack: string) {
    this.#stack = stack;
  }

  /** How much it was in each period together. */
  sum(name: CountedName, period = Duration.minutes(5)): Metric {
    return this.#metric(name, 'Sum', period);
  }

  /** The highest value of each period. */
  max(name: CountedName, period = Duration.minutes(5)): Metric {
    return this.#metric(name, 'Maximum', period);
  }

  #metric(metricName: CountedName, statistic: string, period: Duration): Metric {
    return new Metric({
      namespace: 'Evencast',
      metricName,
      dimensionsMap: { Stack: this.#stack },
      statistic,
      period,
    });
  }
}
