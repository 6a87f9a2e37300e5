import { functionConfig } from '../../adapters/lambda/function-config.ts';
import { lambdaTask } from '../../adapters/lambda/lambda-task.ts';
import { pipelineWorld } from '../../adapters/lambda/pipeline-world.ts';
import { setting } from '../../adapters/lambda/setting.ts';
import { emfMetrics } from '../../adapters/metrics/emf-metrics.ts';
import { sfnClient } from '../../adapters/sfn/client.ts';
import { sfnRunStarter } from '../../adapters/sfn/run-starter.ts';
import { ENVIRONMENT } from '../../core/deployed-names.ts';
import { sweepUploads } from './task.ts';

const ports = {
  ...pipelineWorld(process.env),
  config: functionConfig(process.env),
  starter: sfnRunStarter(sfnClient(), setting(process.env, ENVIRONMENT.stateMachine)),
  metrics: emfMetrics(setting(process.env, ENVIRONMENT.stack)),
};

/** Sweep uploads as a Lambda function, called by the clock. */
export const handler = lambdaTask((event, { signal }) => sweepUploads(event, ports, signal));
