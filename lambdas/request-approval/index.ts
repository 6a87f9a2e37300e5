import middy from '@middy/core';
import { silentDesk } from '../../adapters/approval/silent-desk.ts';
import { END_MARGIN } from '../../adapters/lambda/patience.ts';
import { pipelineWorld } from '../../adapters/lambda/pipeline-world.ts';
import { requestApproval } from './task.ts';

const ports = { ...pipelineWorld(process.env), desk: silentDesk() };

/** Request approval as a Lambda function. */
export const handler = middy({ timeoutEarlyInMillis: END_MARGIN }).handler((event: unknown, _context, { signal }) =>
  requestApproval(event, ports, signal),
);
