import { lambdaTask } from '../../adapters/lambda/lambda-task.ts';
import { pipelineWorld } from '../../adapters/lambda/pipeline-world.ts';
import { retire } from './task.ts';

const ports = pipelineWorld(process.env);

/** Retire as a Lambda function. */
export const handler = lambdaTask((event, { signal }) => retire(event, ports, signal));
