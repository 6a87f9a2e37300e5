import { lambdaTask } from '../../adapters/lambda/lambda-task.ts';
import { pipelineWorld } from '../../adapters/lambda/pipeline-world.ts';
import { recordFailure } from './task.ts';

const ports = pipelineWorld(process.env);

/** Record failure as a Lambda function. */
export const handler = lambdaTask((event, { signal }) => recordFailure(event, ports, signal));
