import middy from '@middy/core';
import { END_MARGIN, patienceOf } from '../../adapters/lambda/patience.ts';
import { pipelineWorld } from '../../adapters/lambda/pipeline-world.ts';
import { offlineJudge } from '../../adapters/offline/offline-judge.ts';
import { evaluate } from './task.ts';

const ports = { ...pipelineWorld(process.env), judge: offlineJudge() };

/** Evaluate as a Lambda function. */
export const handler = middy({ timeoutEarlyInMillis: END_MARGIN }).handler((event: unknown, context, { signal }) =>
  evaluate(event, ports, patienceOf(context, signal)),
);
