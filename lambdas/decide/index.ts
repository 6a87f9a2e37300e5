import { lambdaTask } from '../../adapters/lambda/lambda-task.ts';
import { pipelineWorld } from '../../adapters/lambda/pipeline-world.ts';
import { sfnClient } from '../../adapters/sfn/client.ts';
import { sfnWaitingTask } from '../../adapters/sfn/waiting-task.ts';
import { decide } from './task.ts';

const ports = { ...pipelineWorld(process.env), waiting: sfnWaitingTask(sfnClient()) };

/** Decide as a Lambda function, called by `evencast approve` and `evencast reject`. */
export const handler = lambdaTask((event, { signal }) => decide(event, ports, signal));
