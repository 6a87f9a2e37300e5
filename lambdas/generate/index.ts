import { lambdaTask } from '../../adapters/lambda/lambda-task.ts';
import { pinnedJudge } from '../../adapters/lambda/pinned-judge.ts';
import { pinnedMaker } from '../../adapters/lambda/pinned-maker.ts';
import { perRun } from '../../adapters/lambda/pinned-run.ts';
import { pipelineWorld } from '../../adapters/lambda/pipeline-world.ts';
import { openaiKey, replicateKey } from '../../adapters/lambda/vendor-keys.ts';
import { secretsManager } from '../../adapters/secrets/read-secret.ts';
import { sharpImageCodec } from '../../adapters/sharp/image-codec.ts';
import { generate } from './task.ts';

const ports = { ...pipelineWorld(process.env), codec: sharpImageCodec() };
const secrets = secretsManager();
const [openai, replicate] = [openaiKey(process.env, secrets), replicateKey(process.env, secrets)];
const workersOf = perRun(ports, async (record) => ({
  judge: await pinnedJudge(record, openai, ports.clock),
  maker: await pinnedMaker(record, replicate, ports.clock),
}));

/** Generate as a Lambda function, with the judge and the maker that the run was begun with. */
export const handler = lambdaTask(async (event, patience) =>
  generate(event, { ...ports, ...(await workersOf(event, patience.signal)) }, patience),
);
