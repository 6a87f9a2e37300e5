import { lambdaTask } from '../../adapters/lambda/lambda-task.ts';
import { pipelineWorld } from '../../adapters/lambda/pipeline-world.ts';
import { review } from './task.ts';

const ports = pipelineWorld(process.env);

/** Review plans as a Lambda function. */
export const handler = lambdaTask((event, { signal }) => review(event, ports, signal));
