import { lambdaTask } from '../../adapters/lambda/lambda-task.ts';
import { pinnedJudge } from '../../adapters/lambda/pinned-judge.ts';
import { perRun } from '../../adapters/lambda/pinned-run.ts';
import { pipelineWorld } from '../../adapters/lambda/pipeline-world.ts';
import { openaiKey } from '../../adapters/lambda/vendor-keys.ts';
import { secretsManager } from '../../adapters/secrets/read-secret.ts';
import { evaluate } from './task.ts';

const ports = pipelineWorld(process.env);
const key = openaiKey(process.env, secretsManager());
const judgeOf = perRun(ports, (record) => pinnedJudge(record, key, ports.clock));

/** Evaluate as a Lambda function, with the judge that the run was begun with. */
export const handler = lambdaTask(async (event, patience) =>
  evaluate(event, { ...ports, judge: await judgeOf(event, patience.signal) }, patience),
);
