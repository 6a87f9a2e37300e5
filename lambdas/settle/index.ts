import { lambdaTask } from '../../adapters/lambda/lambda-task.ts';
import { pipelineWorld } from '../../adapters/lambda/pipeline-world.ts';
import { settle } from './task.ts';

const ports = pipelineWorld(process.env);

/** Settle as a Lambda function. */
export const handler = lambdaTask((event, { signal }) => settle(event, ports, signal));
