import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import {
  Choice,
  Condition,
  DistributedMap,
  Fail,
  type IChainable,
  JsonPath,
  ResultWriterV2,
  S3JsonItemReader,
} from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import { OTHER_STATES, type TaskKey } from '../core/contract.ts';
import { applyOnePlan, evaluateOneActor, rollBackOneActor } from './actor-steps.ts';
import { ANY_ERROR, DECIDED_MEANWHILE, NOBODY_DECIDED } from './retry.ts';
import { TaskMaker } from './task-maker.ts';

/** What the states stand on. */
export interface DefinitionProps {
  /** One function per task. */
  readonly functions: Readonly<Record<TaskKey, IFunction>>;
  /** Where the Maps' items lie and where the Maps write about their children. */
  readonly bucket: IBucket;
  /** Prefix of what the Maps write about their children, below Evencast's own records. */
  readonly mapResultsPrefix: string;
  /** Folder of the bucket that the tasks' keys lie in, ending in `/`. The bucket itself when left out. */
  readonly keyPrefix?: string;
}

/** What travels with every state: which run it is. */
const RUN = { run: JsonPath.stringAt('$.run') };

/**
 * The process:
 *
 *     Prepare → Evaluate actors (per actor: Composite → Evaluate → Plan) → Review plans
 *             → Request approval → Take decision
 *             → Apply plans (per actor: Generate → Retire → Composite again → Evaluate again → Settle) → Report
 *
 * A dry-run goes from Review plans to Report; a run that is resumed begins where it stopped; one that is rolled back goes
 * through Roll back actors. An actor that fails is recorded and the rest go on; what fails for the run as a whole ends it in
 * `Run failed`. Only references and counts travel between states.
 */
export function pipelineDefinition(scope: Construct, props: DefinitionProps): IChainable {
  const make = new TaskMaker(scope, props.functions);
  const failed = new Fail(scope, OTHER_STATES.runFailed, { errorPath: '$.error.Error', causePath: '$.error.Cause' });
  const map = (name: string, itemsKeyPath: string, item: Readonly<Record<string, string>>, steps: IChainable) =>
    mapOverActors(scope, props, { name, itemsKeyPath, item, steps, failed });

  const report = make.task('report', RUN, { onError: failed });
  const applyPlans = map(
    OTHER_STATES.applyPlans,
    '$.decision.itemsKey',
    { item: JsonPath.stringAt('$$.Map.Item.Value') },
    applyOnePlan(scope, make),
  );
  const isApproved = new Choice(scope, OTHER_STATES.isApproved)
    .when(Condition.stringEquals('$.decision.outcome', 'approved'), applyPlans.next(report))
    .otherwise(report);

  const decision = { resultPath: '$.decision', onError: failed };
  const takeDecision = make.task('takeDecision', RUN, decision).next(isApproved);
  const closeApproval = make.task('closeApproval', { ...RUN, expire: true }, decision).next(isApproved);
  const requestApproval = make
    .waitingTask('requestApproval', RUN, '$.review.approvalSeconds', {
      onError: failed,
      before: [
        { errors: NOBODY_DECIDED, resultPath: JsonPath.DISCARD, to: closeApproval },
        { errors: DECIDED_MEANWHILE, resultPath: JsonPath.DISCARD, to: takeDecision },
      ],
    })
    .next(takeDecision);

  const whatNext = new Choice(scope, OTHER_STATES.whatNext)
    .when(Condition.stringEquals('$.review.next', 'ask'), requestApproval)
    .when(Condition.stringEquals('$.review.next', 'decide'), takeDecision)
    .otherwise(report);
  const review = make.task('review', RUN, { resultPath: '$.review', onError: failed }).next(whatNext);

  const actor = { actor: JsonPath.stringAt('$$.Map.Item.Value.actor') };
  const evaluateActors = map(OTHER_STATES.evaluateActors, '$.actorsKey', actor, evaluateOneActor(scope, make));
  const rollBackActors = map(OTHER_STATES.rollBackActors, '$.actorsKey', actor, rollBackOneActor(scope, make));
  const whereToBegin = new Choice(scope, OTHER_STATES.whereToBegin)
    .when(Condition.stringEquals('$.stage', 'roll-back'), rollBackActors.next(report))
    .when(Condition.stringEquals('$.stage', 'decide'), takeDecision)
    .when(Condition.stringEquals('$.stage', 'review'), review)
    .otherwise(evaluateActors.next(review));

  const start = {
    execution: JsonPath.stringAt('$$.Execution.Name'),
    startedAt: JsonPath.stringAt('$$.Execution.StartTime'),
    request: JsonPath.stringAt('$'),
  };
  return make.task('prepare', start, { onError: failed }).next(whereToBegin);
}

interface ActorMap {
  readonly name: string;
  /** Path of the object key of the items. */
  readonly itemsKeyPath: string;
  /** What each child gets of its item, beside the run and who holds its lease. */
  readonly item: Readonly<Record<string, string>>;
  readonly steps: IChainable;
  readonly failed: IChainable;
}

/** One child per actor. Children see nothing of the run but what the ItemSelector hands them. */
function mapOverActors(
  scope: Construct,
  { bucket, mapResultsPrefix, keyPrefix = '' }: DefinitionProps,
  { name, itemsKeyPath, item, steps, failed }: ActorMap,
): DistributedMap {
  // Tasks know keys without the folder; the engine itself does not.
  const itemsKey = JsonPath.stringAt(itemsKeyPath);
  const key = keyPrefix === '' ? itemsKey : JsonPath.format(`${keyPrefix}{}`, itemsKey);
  const map = new DistributedMap(scope, name, {
    itemReader: new S3JsonItemReader({ bucket, key }),
    itemSelector: { ...RUN, execution: JsonPath.stringAt('$$.Execution.Id'), ...item },
    maxConcurrencyPath: '$.concurrency',
    toleratedFailurePercentage: 100,
    resultWriterV2: new ResultWriterV2({ bucket, prefix: mapResultsPrefix }),
    resultPath: JsonPath.DISCARD,
  });
  map.itemProcessor(steps);
  map.addCatch(failed, { errors: ANY_ERROR, resultPath: '$.error' });
  return map;
}
