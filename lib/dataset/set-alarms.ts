import type { AlarmDesk } from '../watch/alarm-desk.ts';
import type { PipelineMetrics } from '../watch/pipeline-metrics.ts';

/** Watches that no set has fewer images after a run than its approved plan would leave. */
export function watchSets(desk: AlarmDesk, metrics: PipelineMetrics): void {
  desk.watch('SetShrank', {
    metric: metrics.sum('ShrunkSets'),
    threshold: 1,
    says: 'A set has fewer images than before its run, though the plan did not mean it to.',
  });
}
