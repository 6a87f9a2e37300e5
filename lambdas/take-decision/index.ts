import { judgeRules } from '../../adapters/judge-rules.ts';
import { lambdaTask } from '../../adapters/lambda/lambda-task.ts';
import { judgeNameOf, perRun } from '../../adapters/lambda/pinned-run.ts';
import { pipelineWorld } from '../../adapters/lambda/pipeline-world.ts';
import { takeDecision } from './task.ts';

const ports = pipelineWorld(process.env);
const pricesOf = perRun(ports, async (record) => ({
  judge: judgeRules(judgeNameOf(record), record.config, process.env),
  // Of a run that acts, Prepare has pinned what its own maker takes.
  maker: { usdPerImage: record.config.generate.usdPerImage },
}));

/** Take decision as a Lambda function: it shares out money, for which it needs prices and no key. */
export const handler = lambdaTask(async (event, { signal }) =>
  takeDecision(event, { ...ports, ...(await pricesOf(event, signal)) }, signal),
);
