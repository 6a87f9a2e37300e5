import middy from '@middy/core';
import type { Context } from 'aws-lambda';
import type { Patience } from '../../core/ports/judge.ts';
import { END_MARGIN, patienceOf } from './patience.ts';
import { taskLog } from './task-log.ts';

/** A Lambda function as its runtime calls it. */
export type LambdaHandler = (event: unknown, context: Context) => Promise<unknown>;

/** What Lambda itself calls the end of its time; the state machine tries again what ended so. */
const OUT_OF_TIME = 'Sandbox.Timedout';

/**
 * A task as a Lambda function: it ends in time to say so, and its beginning and end stand in the log. An error reaches Step
 * Functions under its own name.
 */
export function lambdaTask(task: (event: unknown, patience: Patience) => Promise<unknown>): LambdaHandler {
  return middy({ timeoutEarlyInMillis: END_MARGIN, timeoutEarlyResponse: outOfTime })
    .use(taskLog())
    .handler((event: unknown, context: Context, { signal }: { signal: AbortSignal }) =>
      task(event, patienceOf(context, signal)),
    );
}

function outOfTime(): never {
  throw Object.assign(new Error('The function ran out of time and ended its work early.'), { name: OUT_OF_TIME });
}
