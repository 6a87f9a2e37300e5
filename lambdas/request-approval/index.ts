import { snsClient } from '../../adapters/approval/sns-client.ts';
import { snsDesk } from '../../adapters/approval/sns-desk.ts';
import { lambdaTask } from '../../adapters/lambda/lambda-task.ts';
import { pipelineWorld } from '../../adapters/lambda/pipeline-world.ts';
import { setting } from '../../adapters/lambda/setting.ts';
import { ENVIRONMENT } from '../../core/deployed-names.ts';
import { requestApproval } from './task.ts';

const topic = setting(process.env, ENVIRONMENT.approvalTopic);
const stack = setting(process.env, ENVIRONMENT.stack);
const address = process.env[ENVIRONMENT.deskAddress];
const ports = { ...pipelineWorld(process.env), desk: snsDesk(snsClient(), { topic, stack, address }) };

/** Request approval as a Lambda function. */
export const handler = lambdaTask((event, { signal }) => requestApproval(event, ports, signal));
