import type { Metric } from '../metrics/metric.ts';

/** Where what was counted goes. */
export interface MetricSink {
  put(metrics: readonly Metric[]): void;
}
