import { Metrics } from '@aws-lambda-powertools/metrics';
import type { MetricSink } from '../../core/ports/metric-sink.ts';

/** Where pipelines count; their alarms look there. */
const NAMESPACE = 'Evencast';

/**
 * Metrics as lines of the log that CloudWatch reads (EMF). The stack is their only dimension: each value of another one would
 * be a metric of its own, to be paid for.
 */
export function emfMetrics(stack: string): MetricSink {
  const metrics = new Metrics({ namespace: NAMESPACE });
  // The library's own dimension `service` would keep the alarms from finding them.
  metrics.clearDefaultDimensions();
  metrics.setDefaultDimensions({ Stack: stack });
  return {
    put(counted) {
      for (const { name, unit, value } of counted) metrics.addMetric(name, unit, value);
      if (counted.length > 0) metrics.publishStoredMetrics();
    },
  };
}
