import { silentDesk } from '../../adapters/approval/silent-desk.ts';
import { lambdaTask } from '../../adapters/lambda/lambda-task.ts';
import { pipelineWorld } from '../../adapters/lambda/pipeline-world.ts';
import { requestApproval } from './task.ts';

const ports = { ...pipelineWorld(process.env), desk: silentDesk() };

/** Request approval as a Lambda function. */
export const handler = lambdaTask((event, { signal }) => requestApproval(event, ports, signal));
