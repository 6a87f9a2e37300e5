import { Duration } from 'aws-cdk-lib';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import {
  DistributedMap,
  Fail,
  type IChainable,
  JsonPath,
  Pass,
  ResultWriterV2,
  S3JsonItemReader,
  type State,
  TaskInput,
  Timeout,
} from 'aws-cdk-lib/aws-stepfunctions';
import { LambdaInvoke } from 'aws-cdk-lib/aws-stepfunctions-tasks';
import type { Construct } from 'constructs';
import { STATES, type TaskKey } from '../core/contract.ts';
import { ANY_ERROR, RETRIES } from './retry.ts';

/** What the states stand on. */
export interface DefinitionProps {
  /** One function per task. */
  readonly functions: Readonly<Record<TaskKey, IFunction>>;
  /** Where Prepare writes the Map's items and the Map its results. */
  readonly bucket: IBucket;
  /** Prefix of what the Map writes about its children, below Evencast's own records. */
  readonly mapResultsPrefix: string;
}

/** How long one task may take; also what the embedded mode gives it. A Lambda function runs for at most 15 minutes. */
const TASK_TIMEOUT = Duration.minutes(15);

/**
 * The process, as far as a dry-run goes:
 *
 *     Prepare → Evaluate actors (per actor: Composite → Evaluate → Plan) → Review plans → Report
 *
 * An actor that fails is recorded and the rest go on; what fails for the run as a whole ends it in `Run failed`.
 * Only references and counts travel between states.
 */
export function pipelineDefinition(
  scope: Construct,
  { functions, bucket, mapResultsPrefix }: DefinitionProps,
): IChainable {
  const task = (
    key: TaskKey,
    payload: Readonly<Record<string, string>>,
    resultPath: string | undefined,
    onError: IChainable,
  ) => {
    const state = new LambdaInvoke(scope, STATES[key], {
      lambdaFunction: functions[key],
      payload: TaskInput.fromObject(payload),
      payloadResponseOnly: true,
      retryOnServiceExceptions: false,
      taskTimeout: Timeout.duration(TASK_TIMEOUT),
      // The whole state is the default; said as `$` the embedded engine would leave the result out.
      ...(resultPath === undefined ? {} : { resultPath }),
    });
    for (const retry of RETRIES) state.addRetry(retry);
    state.addCatch(onError, { errors: ANY_ERROR, resultPath: '$.error' });
    return state;
  };

  const failed = new Fail(scope, STATES.runFailed, { errorPath: '$.error.Error', causePath: '$.error.Cause' });
  const run = { run: JsonPath.stringAt('$.run') };
  const start = {
    run: JsonPath.stringAt('$$.Execution.Name'),
    startedAt: JsonPath.stringAt('$$.Execution.StartTime'),
    request: JsonPath.stringAt('$'),
  };

  const evaluateActors = new DistributedMap(scope, STATES.evaluateActors, {
    itemReader: new S3JsonItemReader({ bucket, key: JsonPath.stringAt('$.actorsKey') }),
    itemSelector: { ...run, actor: JsonPath.stringAt('$$.Map.Item.Value.actor') },
    maxConcurrencyPath: '$.concurrency',
    toleratedFailurePercentage: 100,
    resultWriterV2: new ResultWriterV2({ bucket, prefix: mapResultsPrefix }),
    resultPath: JsonPath.DISCARD,
  });
  evaluateActors.itemProcessor(evaluateOneActor(scope, task));
  evaluateActors.addCatch(failed, { errors: ANY_ERROR, resultPath: '$.error' });

  return task('prepare', start, undefined, failed)
    .next(evaluateActors)
    .next(task('review', run, '$.review', failed))
    .next(task('report', { ...run, review: JsonPath.stringAt('$.review') }, undefined, failed));
}

type TaskMaker = (
  key: TaskKey,
  payload: Readonly<Record<string, string>>,
  resultPath: string | undefined,
  onError: IChainable,
) => LambdaInvoke;

/** One child of the Map. It never fails: a failure is its result. */
function evaluateOneActor(scope: Construct, task: TaskMaker): State {
  const actor = { run: JsonPath.stringAt('$.run'), actor: JsonPath.stringAt('$.actor') };
  const unrecorded = new Pass(scope, STATES.unrecorded, {
    comment: 'The failure could not be written down; Review counts an actor without a result as failed.',
  });
  const recordFailure = task(
    'recordFailure',
    { ...actor, error: JsonPath.stringAt('$.error') },
    JsonPath.DISCARD,
    unrecorded,
  );
  const first = task('composite', actor, JsonPath.DISCARD, recordFailure);
  first
    .next(task('evaluate', actor, JsonPath.DISCARD, recordFailure))
    .next(task('plan', actor, JsonPath.DISCARD, recordFailure));
  return first;
}
