import { lambdaTask } from '../../adapters/lambda/lambda-task.ts';
import { bucketPlace, pipelineWorld } from '../../adapters/lambda/pipeline-world.ts';
import { noteUpload } from './task.ts';

const ports = { ...pipelineWorld(process.env), ...bucketPlace(process.env) };

/** Note upload as a Lambda function, called by EventBridge. */
export const handler = lambdaTask((event, { signal }) => noteUpload(event, ports, signal));
