import middy from '@middy/core';
import { END_MARGIN } from '../../adapters/lambda/patience.ts';
import { pipelineWorld } from '../../adapters/lambda/pipeline-world.ts';
import { offlineJudge } from '../../adapters/offline/offline-judge.ts';
import { offlineMaker } from '../../adapters/offline-maker/offline-maker.ts';
import { takeDecision } from './task.ts';

const ports = { ...pipelineWorld(process.env), judge: offlineJudge(), maker: offlineMaker() };

/** Take decision as a Lambda function. */
export const handler = middy({ timeoutEarlyInMillis: END_MARGIN }).handler((event: unknown, _context, { signal }) =>
  takeDecision(event, ports, signal),
);
