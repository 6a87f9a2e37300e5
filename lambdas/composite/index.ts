import { judgeRules } from '../../adapters/judge-rules.ts';
import { lambdaTask } from '../../adapters/lambda/lambda-task.ts';
import { judgeNameOf, perRun } from '../../adapters/lambda/pinned-run.ts';
import { pipelineWorld } from '../../adapters/lambda/pipeline-world.ts';
import { sharpImageCodec } from '../../adapters/sharp/image-codec.ts';
import { composite } from './task.ts';

const ports = { ...pipelineWorld(process.env), codec: sharpImageCodec() };
const judgeOf = perRun(ports, async (record) => judgeRules(judgeNameOf(record), record.config, process.env));

/** Composite as a Lambda function: it needs to know how the run's judge looks at images, and no key. */
export const handler = lambdaTask(async (event, { signal }) =>
  composite(event, { ...ports, judge: await judgeOf(event, signal) }, signal),
);
