import middy from '@middy/core';
import { END_MARGIN } from '../../adapters/lambda/patience.ts';
import { pipelineWorld } from '../../adapters/lambda/pipeline-world.ts';
import { rollBack } from './task.ts';

const ports = pipelineWorld(process.env);

/** Roll back as a Lambda function. */
export const handler = middy({ timeoutEarlyInMillis: END_MARGIN }).handler((event: unknown, _context, { signal }) =>
  rollBack(event, ports, signal),
);
