import { lambdaTask } from '../../adapters/lambda/lambda-task.ts';
import { pipelineWorld } from '../../adapters/lambda/pipeline-world.ts';
import { setting } from '../../adapters/lambda/setting.ts';
import { emfMetrics } from '../../adapters/metrics/emf-metrics.ts';
import { ENVIRONMENT } from '../../core/deployed-names.ts';
import { tellMetrics } from '../../core/metrics/tell-metrics.ts';
import { report } from './task.ts';

const ports = { ...pipelineWorld(process.env), metrics: emfMetrics(setting(process.env, ENVIRONMENT.stack)) };

/** Report as a Lambda function: it also counts what the run came to. */
export const handler = lambdaTask(async (event, { signal }) => {
  const output = await report(event, ports, signal);
  await tellMetrics(ports, output.run, signal);
  return output;
});
