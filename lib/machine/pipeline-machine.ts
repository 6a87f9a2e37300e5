import { Duration, Names, RemovalPolicy } from 'aws-cdk-lib';
import { MathExpression, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import { DefinitionBody, LogLevel, StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import type { TaskKey } from '../../core/contract.ts';
import type { DatasetStore } from '../dataset/dataset-store.ts';
import { pipelineDefinition } from '../definition.ts';
import type { Deployment } from '../deployment.ts';
import type { EvencastFunction } from '../functions/evencast-function.ts';
import type { AlarmDesk } from '../watch/alarm-desk.ts';
import type { PipelineMetrics } from '../watch/pipeline-metrics.ts';
import { machineComment } from './machine-comment.ts';
import { MachineRole } from './machine-role.ts';

/** What the machine runs and who watches it. */
export interface PipelineMachineProps {
  readonly deployment: Deployment;
  readonly functions: Readonly<Record<TaskKey, EvencastFunction>>;
  readonly store: DatasetStore;
  readonly desk: AlarmDesk;
  readonly metrics: PipelineMetrics;
}

/** Time for the work beside a person's: 100,000 actors at 20 s each, four at a time, take six days. */
const WORK_SECONDS = 7 * 24 * 3600;
/** Without it the Map's ResultWriterV2 is dropped without a word, and a large run fails. */
const WRITER_FLAG = '@aws-cdk/aws-stepfunctions:useDistributedMapResultWriterV2';
/** Percent of a run's actors that may fail before somebody should look. */
const FAILED_SHARE = 20;

/** The state machine, with a log that names states and errors but holds no data, and its alarms. */
export class PipelineMachine extends Construct {
  readonly machine: StateMachine;

  constructor(scope: Construct, id: string, props: PipelineMachineProps) {
    super(scope, id);
    // Said here, so that it holds in anybody's app, whatever its cdk.json says about its own Maps.
    this.node.setContext(WRITER_FLAG, true);
    const { deployment, functions, store } = props;
    const { aws, approval } = deployment.config;
    const rights = new MachineRole(this, 'Rights', { functions: Object.values(functions), store });
    const chain = pipelineDefinition(this, {
      functions,
      bucket: store.bucket,
      keyPrefix: deployment.prefix,
      mapResultsPrefix: store.prefixes.mapRuns.replace(/\/$/, ''),
    });
    this.machine = new StateMachine(this, 'Machine', {
      definitionBody: DefinitionBody.fromChainable(chain),
      comment: machineComment(),
      role: rights.role.withoutPolicyUpdates(),
      timeout: Duration.seconds(Math.ceil(approval.timeoutHours * 3600) + WORK_SECONDS),
      tracingEnabled: true,
      logs: {
        destination: new LogGroup(this, 'Log', {
          // Under another name each machine would take a piece of the account's one resource policy for logs.
          logGroupName: `/aws/vendedlogs/states/${Names.uniqueResourceName(this, { maxLength: 100 })}`,
          retention: aws.retention.logDays as RetentionDays,
          removalPolicy: RemovalPolicy.DESTROY,
        }),
        level: LogLevel.ALL,
        includeExecutionData: false,
      },
    });
    rights.grantChildrenOf(this.machine);
    this.#watch(props);
  }

  #watch({ desk, metrics, deployment }: PipelineMachineProps): void {
    const { machine } = this;
    desk.watch('RunsFailed', {
      metric: new MathExpression({
        label: 'Failed and timed-out runs',
        expression: 'failed + timedOut',
        usingMetrics: { failed: machine.metricFailed(), timedOut: machine.metricTimedOut() },
      }),
      threshold: 1,
      says: 'A run failed or ran out of time.',
    });
    const period = Duration.hours(1);
    desk.watch('ActorsFailing', {
      metric: new MathExpression({
        label: 'Failed actors in percent',
        expression: 'IF(actors > 0, 100 * failed / actors, 0)',
        period,
        usingMetrics: { actors: metrics.sum('Actors', period), failed: metrics.sum('FailedActors', period) },
      }),
      threshold: FAILED_SHARE,
      says: `At least ${FAILED_SHARE} % of the actors of an hour's runs failed.`,
    });
    const { quietHours } = deployment.config.aws;
    if (quietHours === undefined) return;
    desk.watch('NoSuccessfulRun', {
      metric: machine.metricSucceeded({ period }),
      below: true,
      threshold: 1,
      periods: quietHours,
      missing: TreatMissingData.BREACHING,
      says: `No run succeeded in ${quietHours} hours.`,
    });
  }
}
