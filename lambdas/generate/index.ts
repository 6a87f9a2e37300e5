import middy from '@middy/core';
import { END_MARGIN, patienceOf } from '../../adapters/lambda/patience.ts';
import { pipelineWorld } from '../../adapters/lambda/pipeline-world.ts';
import { offlineJudge } from '../../adapters/offline/offline-judge.ts';
import { offlineMaker } from '../../adapters/offline-maker/offline-maker.ts';
import { sharpImageCodec } from '../../adapters/sharp/image-codec.ts';
import { generate } from './task.ts';

const ports = {
  ...pipelineWorld(process.env),
  codec: sharpImageCodec(),
  judge: offlineJudge(),
  maker: offlineMaker(),
};

/** Generate as a Lambda function. */
export const handler = middy({ timeoutEarlyInMillis: END_MARGIN }).handler((event: unknown, context, { signal }) =>
  generate(event, ports, patienceOf(context, signal)),
);
