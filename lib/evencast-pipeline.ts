import { CfnOutput, type RemovalPolicy, Stack } from 'aws-cdk-lib';
import type { IGrantable } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import type { ConfigInput } from '../core/config/config.ts';
import { OUTPUTS } from '../core/deployed-names.ts';
import { ApprovalOffice } from './approval/approval-office.ts';
import { DatasetBucket } from './dataset/dataset-bucket.ts';
import { DatasetStore } from './dataset/dataset-store.ts';
import { watchSets } from './dataset/set-alarms.ts';
import { type Deployment, deploymentOf } from './deployment.ts';
import { ReviewDesk } from './desk/review-desk.ts';
import { writeConfigFile } from './functions/bundling.ts';
import { watchFunctions } from './functions/function-alarms.ts';
import { PipelineFunctions } from './functions/pipeline-functions.ts';
import { PipelineMachine } from './machine/pipeline-machine.ts';
import { Timetable } from './triggers/timetable.ts';
import { UploadTrigger } from './triggers/upload-trigger.ts';
import { watchVendors } from './vendors/vendor-alarms.ts';
import { VendorKeys } from './vendors/vendor-keys.ts';
import { AlarmDesk } from './watch/alarm-desk.ts';
import { PipelineDashboard } from './watch/dashboard.ts';
import { PipelineMetrics } from './watch/pipeline-metrics.ts';

/** What a pipeline is made from. */
export interface EvencastPipelineProps {
  /** The configuration, as in evencast.config.jsonc; every field has a default, and it is checked here. Default: `{}`. */
  readonly config?: ConfigInput;
  /**
   * A bucket that is there already, versioned and telling EventBridge of its objects. Default: the one that `config.aws.bucket`
   * names, else a new one.
   */
  readonly bucket?: IBucket;
  /** What becomes of a new bucket, the vendors' keys and the desk's users when the stack is deleted. Default: they are kept. */
  readonly removalPolicy?: RemovalPolicy;
}

/**
 * Evencast in an AWS account: looks at the set of every actor, plans, asks, and carries out, started from the console, by a
 * schedule or by uploads. One in a stack, since metrics and the CLI tell pipelines apart by the stack's name.
 *
 *     const pipeline = new EvencastPipeline(this, 'Evencast', { config: { aws: { approvers: ['me@example.com'] } } });
 *     pipeline.grantStart(robot);
 */
export class EvencastPipeline extends Construct {
  /** Images, records, reports. */
  readonly bucket: IBucket;
  /** Start it with `{}` for a dry-run; its comment lists every field. */
  readonly stateMachine: StateMachine;
  /** Told whenever a decision is wanted. */
  readonly approvalTopic: ITopic;
  /** Takes decisions. */
  readonly decideFunction: IFunction;
  /** Told of alarms. */
  readonly alarmTopic: ITopic;
  /** Where the keys of the vendors belong. */
  readonly keys: VendorKeys;
  /** Where people review, for those who asked for it with `aws.desk.enabled`. */
  readonly reviewDesk: ReviewDesk | undefined;
  readonly #deployment: Deployment;
  readonly #store: DatasetStore;

  /** @throws InvalidConfig with every problem of the configuration, each named by its path. */
  constructor(scope: Construct, id: string, { config, bucket, removalPolicy }: EvencastPipelineProps = {}) {
    super(scope, id);
    const deployment = deploymentOf(config);
    const settings = { deployment, configFile: writeConfigFile(this, deployment.config) };
    const metrics = new PipelineMetrics(Stack.of(this).stackName);
    const desk = new AlarmDesk(this, 'Alarms', { emails: deployment.config.aws.alarms });

    const dataset = new DatasetBucket(this, 'Dataset', { deployment, existing: bucket, removalPolicy });
    const store = new DatasetStore(dataset.bucket, deployment);
    const keys = new VendorKeys(this, 'Keys', { removalPolicy });
    const { byTask: functions } = new PipelineFunctions(this, 'Functions', { store, keys, ...settings });
    const { machine } = new PipelineMachine(this, 'Process', { deployment, functions, store, desk, metrics });
    const { requestApproval } = functions;
    const office = new ApprovalOffice(this, 'Approval', {
      store,
      machine,
      requestApproval,
      desk,
      metrics,
      ...settings,
    });
    this.#schedule(deployment, machine);
    new UploadTrigger(this, 'Uploads', { store, machine, desk, metrics, ...settings });

    this.reviewDesk = deployment.config.aws.desk.enabled
      ? new ReviewDesk(this, 'Desk', {
          store,
          machine,
          decide: office.decide,
          requestApproval,
          alarms: desk,
          removalPolicy,
          ...settings,
        })
      : undefined;

    watchSets(desk, metrics);
    watchFunctions(desk, functions);
    watchVendors(desk, metrics, deployment);
    new PipelineDashboard(this, 'Overview', { machine, metrics, desk });

    this.bucket = dataset.bucket;
    this.stateMachine = machine;
    this.approvalTopic = office.topic;
    this.decideFunction = office.decide;
    this.alarmTopic = desk.topic;
    this.keys = keys;
    this.#deployment = deployment;
    this.#store = store;
  }

  /** Lets somebody start runs and follow them. */
  grantStart(grantee: IGrantable): void {
    this.stateMachine.grantStartExecution(grantee);
    this.stateMachine.grantRead(grantee);
    this.#store.grantReadRecords(grantee);
  }

  /** Lets somebody approve and reject. */
  grantDecide(grantee: IGrantable): void {
    this.decideFunction.grantInvoke(grantee);
    this.#store.grantReadRecords(grantee);
  }

  /** Lets somebody read reports, and nothing else. */
  grantReadReports(grantee: IGrantable): void {
    this.#store.grantReadRecords(grantee);
  }

  /** Writes the outputs by which `evencast … --stack NAME` finds the pipeline. */
  writeOutputs(): void {
    const outputs: Readonly<Record<keyof typeof OUTPUTS, readonly [string, string]>> = {
      bucket: [this.bucket.bucketName, 'The bucket of images, records and reports'],
      prefix: [
        // An output cannot be empty.
        this.#deployment.config.aws.prefix || '-',
        'The folder of the bucket that everything lies in; - for all of it',
      ],
      stateMachine: [this.stateMachine.stateMachineArn, 'Start it with {} for a dry-run over all actors'],
      decide: [this.decideFunction.functionName, 'Takes decisions: evencast approve, evencast reject'],
      approvalTopic: [this.approvalTopic.topicArn, 'Subscribe to it to be told when a decision is wanted'],
      openaiSecret: [this.keys.openai.secretName, 'Put the key of the vision API here, as {"key": "..."}'],
      replicateSecret: [this.keys.replicate.secretName, 'Put the token of the image API here, as {"key": "..."}'],
    };
    this.reviewDesk?.writeOutputs();
    for (const [key, [value, description]] of Object.entries(outputs)) {
      const name = OUTPUTS[key as keyof typeof OUTPUTS];
      new CfnOutput(this, name, { value, description }).overrideLogicalId(name);
    }
  }

  #schedule({ config }: Deployment, machine: StateMachine): void {
    const { schedule } = config.aws;
    if (schedule === undefined) return;
    new Timetable(this, 'Schedule', {
      description: 'Evencast: starts a run',
      expression: schedule.expression,
      timeZone: schedule.timeZone,
      target: machine.stateMachineArn,
      action: 'states:StartExecution',
      input: schedule.input,
    });
  }
}
