import { Duration } from 'aws-cdk-lib';
import { MathExpression } from 'aws-cdk-lib/aws-cloudwatch';
import { Rule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { ENVIRONMENT } from '../../core/deployed-names.ts';
import type { DatasetStore } from '../dataset/dataset-store.ts';
import { EvencastFunction, type FunctionSettings } from '../functions/evencast-function.ts';
import type { AlarmDesk } from '../watch/alarm-desk.ts';
import type { PipelineMetrics } from '../watch/pipeline-metrics.ts';
import { Timetable } from './timetable.ts';

/** What uploads start. */
export interface UploadTriggerProps extends FunctionSettings {
  readonly store: DatasetStore;
  readonly machine: StateMachine;
  readonly desk: AlarmDesk;
  readonly metrics: PipelineMetrics;
}

/** How often is looked whether uploads have been quiet for long enough: no later than half of that, at most every minute. */
const MAX_SWEEP_MINUTES = 5;

/**
 * Uploads start runs: each new image below the actors' prefix leaves a mark, and a sweep starts one run for all actors that
 * have been quiet. What Evencast writes lies elsewhere and makes no event here; an image that a run made does, and is told from
 * an upload by the manifest. The sweep also tells how long the oldest approval waits, so it goes on, each hour, where uploads
 * start nothing.
 */
export class UploadTrigger extends Construct {
  readonly sweep: EvencastFunction;

  constructor(scope: Construct, id: string, props: UploadTriggerProps) {
    super(scope, id);
    const { uploads } = props.deployment.config.aws;
    this.sweep = this.#sweep(props);
    const minutes = Math.min(MAX_SWEEP_MINUTES, Math.max(1, Math.floor(uploads.quietMinutes / 2)));
    new Timetable(this, 'Sweeps', {
      description: 'Evencast: looks for uploads that have been quiet, and for approvals that wait',
      expression: uploads.enabled ? `rate(${minutes} minute${minutes === 1 ? '' : 's'})` : 'rate(1 hour)',
      target: this.sweep.functionArn,
      action: 'lambda:InvokeFunction',
      input: {},
    });
    if (uploads.enabled) this.#watchUploads(props, this.#noteUploads(props));
  }

  #sweep({ store, machine, ...settings }: UploadTriggerProps): EvencastFunction {
    const sweep = new EvencastFunction(this, 'sweepUploads', settings);
    store.grantClearUploads(sweep);
    // Whether what lies there is an upload, or what a run left.
    store.grantNameImages(sweep);
    store.grantReadManifests(sweep);
    store.grantClearWaiting(sweep);
    store.grantReadRuns(sweep);
    sweep.addEnvironment(ENVIRONMENT.stateMachine, machine.stateMachineArn);
    sweep.addToRolePolicy(
      new PolicyStatement({ actions: ['states:StartExecution'], resources: [machine.stateMachineArn] }),
    );
    return sweep;
  }

  #noteUploads({ store, ...settings }: UploadTriggerProps): EvencastFunction {
    const note = new EvencastFunction(this, 'noteUpload', settings);
    store.grantMarkUploads(note);
    new Rule(this, 'Uploaded', {
      description: 'Evencast: images that are put below the prefix of the actors',
      eventPattern: {
        source: ['aws.s3'],
        detailType: ['Object Created'],
        detail: {
          bucket: { name: [store.bucket.bucketName] },
          object: { key: [{ prefix: store.prefixes.actors }] },
        },
      },
      targets: [new LambdaFunction(note)],
    });
    return note;
  }

  #watchUploads({ desk, metrics }: UploadTriggerProps, note: EvencastFunction): void {
    desk.watch('UploadsStopped', {
      metric: metrics.max('BreakerOpen', Duration.minutes(15)),
      threshold: 1,
      says: 'Uploads started as many runs in 24 hours as allowed, so they start no other for now.',
    });
    desk.watch('UploadsFailing', {
      metric: new MathExpression({
        label: 'Failed calls',
        expression: 'noted + swept',
        usingMetrics: { noted: note.metricErrors(), swept: this.sweep.metricErrors() },
      }),
      threshold: 1,
      says: 'An upload could not be noted, or the sweep failed.',
    });
  }
}
