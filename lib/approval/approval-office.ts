import { Duration } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Alias } from 'aws-cdk-lib/aws-kms';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { ENVIRONMENT } from '../../core/deployed-names.ts';
import type { DatasetStore } from '../dataset/dataset-store.ts';
import { EvencastFunction, type FunctionSettings } from '../functions/evencast-function.ts';
import type { AlarmDesk } from '../watch/alarm-desk.ts';
import type { PipelineMetrics } from '../watch/pipeline-metrics.ts';

/** What a decision is about. */
export interface ApprovalOfficeProps extends FunctionSettings {
  readonly store: DatasetStore;
  readonly machine: StateMachine;
  /** The function that calls those who decide. */
  readonly requestApproval: LambdaFunction;
  readonly desk: AlarmDesk;
  readonly metrics: PipelineMetrics;
}

/**
 * Where people decide: a topic that tells them, and one function that takes their decision. Nobody else may end the wait of a
 * run. No message holds anything that decides.
 */
export class ApprovalOffice extends Construct {
  readonly topic: Topic;
  readonly decide: EvencastFunction;

  constructor(
    scope: Construct,
    id: string,
    { store, machine, requestApproval, desk, metrics, ...settings }: ApprovalOfficeProps,
  ) {
    super(scope, id);
    const { aws, approval } = settings.deployment.config;
    this.topic = new Topic(this, 'Topic', {
      displayName: 'Evencast decisions',
      enforceSSL: true,
      // The account's own key for SNS; whoever may publish may use it.
      masterKey: Alias.fromAliasName(this, 'Key', 'alias/aws/sns'),
    });
    for (const email of aws.approvers) this.topic.addSubscription(new EmailSubscription(email));
    this.#grantCall(requestApproval);

    this.decide = new EvencastFunction(this, 'decide', settings);
    store.grantKeepRecords(this.decide);
    this.#grantAnswer(this.decide, machine);

    const hours = Math.max(1, Math.round(approval.timeoutHours / 2));
    desk.watch('ApprovalWaiting', {
      metric: metrics.max('OldestApprovalHours', Duration.hours(1)),
      threshold: hours,
      says: `A run has waited ${hours} hours or more for a decision; after ${approval.timeoutHours} it is closed as rejected.`,
    });
  }

  /** Lets a function call those who decide. */
  #grantCall(fn: LambdaFunction): void {
    fn.addEnvironment(ENVIRONMENT.approvalTopic, this.topic.topicArn);
    fn.addToRolePolicy(new PolicyStatement({ actions: ['sns:Publish'], resources: [this.topic.topicArn] }));
  }

  /** Lets a function end the wait of a run. */
  #grantAnswer(fn: LambdaFunction, machine: StateMachine): void {
    fn.addToRolePolicy(
      // A rejection is a decision too: no wait ever ends as failed.
      new PolicyStatement({ actions: ['states:SendTaskSuccess'], resources: [machine.stateMachineArn] }),
    );
  }
}
