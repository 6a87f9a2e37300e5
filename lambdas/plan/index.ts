import { lambdaTask } from '../../adapters/lambda/lambda-task.ts';
import { pipelineWorld } from '../../adapters/lambda/pipeline-world.ts';
import { plan } from './task.ts';

const ports = pipelineWorld(process.env);

/** Plan as a Lambda function. */
export const handler = lambdaTask((event, { signal }) => plan(event, ports, signal));
