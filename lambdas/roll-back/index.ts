import { lambdaTask } from '../../adapters/lambda/lambda-task.ts';
import { pipelineWorld } from '../../adapters/lambda/pipeline-world.ts';
import { rollBack } from './task.ts';

const ports = pipelineWorld(process.env);

/** Roll back as a Lambda function. */
export const handler = lambdaTask((event, { signal }) => rollBack(event, ports, signal));
