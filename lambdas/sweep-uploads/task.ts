import { oldestWaitHours } from '../../core/approval/waiting-runs.ts';
import type { Config } from '../../core/config/config.ts';
import type { MetricSink } from '../../core/ports/metric-sink.ts';
import { type StartPorts, type Swept, startForUploads } from '../../core/uploads/start-uploads.ts';

/** What Sweep uploads works with. */
export interface SweepUploadsPorts extends StartPorts {
  readonly config: Config;
  readonly metrics: MetricSink;
}

/**
 * Starts a run for uploads that have been quiet, and tells how long the oldest approval waits. With uploads switched off marks
 * that are left stay where they are.
 */
export async function sweepUploads(_event: unknown, ports: SweepUploadsPorts, signal: AbortSignal): Promise<Swept> {
  const { config, metrics } = ports;
  const hours = await oldestWaitHours(ports, signal);
  metrics.put([{ name: 'OldestApprovalHours', unit: 'None', value: hours }]);
  const { uploads } = config.aws;
  if (!uploads.enabled) return { run: undefined, actors: 0, breakerOpen: false, cleared: 0 };
  const swept = await startForUploads(ports, uploads, signal);
  metrics.put([{ name: 'BreakerOpen', unit: 'Count', value: swept.breakerOpen ? 1 : 0 }]);
  return swept;
}
