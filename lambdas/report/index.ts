import middy from '@middy/core';
import { END_MARGIN } from '../../adapters/lambda/patience.ts';
import { pipelineWorld } from '../../adapters/lambda/pipeline-world.ts';
import { report } from './task.ts';

const ports = pipelineWorld(process.env);

/** Report as a Lambda function. */
export const handler = middy({ timeoutEarlyInMillis: END_MARGIN }).handler((event: unknown, _context, { signal }) =>
  report(event, ports, signal),
);
