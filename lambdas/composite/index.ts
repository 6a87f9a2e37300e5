import middy from '@middy/core';
import { END_MARGIN } from '../../adapters/lambda/patience.ts';
import { pipelineWorld } from '../../adapters/lambda/pipeline-world.ts';
import { offlineJudge } from '../../adapters/offline/offline-judge.ts';
import { sharpImageCodec } from '../../adapters/sharp/image-codec.ts';
import { composite } from './task.ts';

const ports = { ...pipelineWorld(process.env), codec: sharpImageCodec(), judge: offlineJudge() };

/** Composite as a Lambda function. */
export const handler = middy({ timeoutEarlyInMillis: END_MARGIN }).handler((event: unknown, _context, { signal }) =>
  composite(event, ports, signal),
);
