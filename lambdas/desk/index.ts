import manifest from 'evencast/package.json' with { type: 'json' };
import { deployedDesk } from '../../adapters/desk/deployed-desk.ts';
import { behindHttpApi } from '../../adapters/desk/http-api.ts';
import { signedLinks } from '../../adapters/desk/signed-links.ts';
import { functionConfig } from '../../adapters/lambda/function-config.ts';
import { lambdaTask } from '../../adapters/lambda/lambda-task.ts';
import { bucketPlace, pipelineWorld } from '../../adapters/lambda/pipeline-world.ts';
import { setting } from '../../adapters/lambda/setting.ts';
import { logBug } from '../../adapters/lambda/task-log.ts';
import { s3Client } from '../../adapters/s3/client.ts';
import { executions } from '../../adapters/stack/executions.ts';
import { stackDecider } from '../../adapters/stack/stack-decider.ts';
import { ENVIRONMENT } from '../../core/deployed-names.ts';

const { env } = process;
const world = pipelineWorld(env);
const app = deployedDesk({
  ...world,
  env,
  config: functionConfig(env),
  executions: executions(setting(env, ENVIRONMENT.stateMachine)),
  decider: stackDecider(setting(env, ENVIRONMENT.decideFunction)),
  linker: signedLinks(s3Client(), bucketPlace(env), world.clock),
  address: setting(env, ENVIRONMENT.deskAddress),
  stack: setting(env, ENVIRONMENT.stack),
  version: manifest.version,
  onBug: logBug,
});
const answer = behindHttpApi(app);

/** The review desk as a Lambda function behind an HTTP API, which has verified who asks. */
export const handler = lambdaTask((event) => answer(event));
