import { lambdaTask } from '../../adapters/lambda/lambda-task.ts';
import { pipelineWorld } from '../../adapters/lambda/pipeline-world.ts';
import { report } from './task.ts';

const ports = pipelineWorld(process.env);

/** Report as a Lambda function. */
export const handler = lambdaTask((event, { signal }) => report(event, ports, signal));
