import { type RunOutput, runInputSchema } from '../../core/contract.ts';
import type { Layout } from '../../core/layout.ts';
import type { ObjectStore } from '../../core/ports/object-store.ts';
import { writeReport } from '../../core/report/write-report.ts';

/** What Report works with. */
export interface ReportPorts {
  readonly store: ObjectStore;
  readonly layout: Layout;
}

/** Writes down how the run came out. */
export async function report(input: unknown, ports: ReportPorts, signal: AbortSignal): Promise<RunOutput> {
  const { run } = runInputSchema.parse(input);
  return { run, review: await writeReport(ports, run, signal) };
}
