import { choice } from '../../adapters/lambda/choice.ts';
import { functionConfig } from '../../adapters/lambda/function-config.ts';
import { lambdaTask } from '../../adapters/lambda/lambda-task.ts';
import { pipelineWorld } from '../../adapters/lambda/pipeline-world.ts';
import { openaiKey, replicateKey } from '../../adapters/lambda/vendor-keys.ts';
import { secretsManager } from '../../adapters/secrets/read-secret.ts';
import { prepare } from './task.ts';

const world = { ...pipelineWorld(process.env), config: functionConfig(process.env) };
const secrets = secretsManager();
const chosen = choice(world, openaiKey(process.env, secrets), replicateKey(process.env, secrets));

/** Prepare as a Lambda function: here judge and maker are chosen, by which keys are there. */
export const handler = lambdaTask(async (event) => prepare(event, { ...world, ...(await chosen(event)) }));
