import middy from '@middy/core';
import { pipelineWorld } from '../../adapters/lambda/pipeline-world.ts';
import { offlineJudge } from '../../adapters/offline/offline-judge.ts';
import { offlineMaker } from '../../adapters/offline-maker/offline-maker.ts';
import { prepare } from './task.ts';

const ports = {
  ...pipelineWorld(process.env),
  judge: offlineJudge(),
  judgeWhy: 'the deployed pipeline judges offline',
  maker: offlineMaker(),
  makerWhy: 'the deployed pipeline makes stand-ins offline',
};

/** Prepare as a Lambda function. */
export const handler = middy().handler((event: unknown) => prepare(event, ports));
