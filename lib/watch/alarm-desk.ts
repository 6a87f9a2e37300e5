import { Stack } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';

/** What is watched. */
export interface Watch {
  readonly metric: IMetric;
  /** From here on it is an alarm; with `below`, under it. */
  readonly threshold: number;
  /** Whether little is the trouble. Much unless told. */
  readonly below?: boolean;
  /** Periods of the metric in a row. One unless told. */
  readonly periods?: number;
  /** What no data means. Nothing wrong unless told. */
  readonly missing?: TreatMissingData;
  /** What has happened, in a sentence. */
  readonly says: string;
}

/** Where alarms go to: whoever keeps the pipeline running is told by e-mail. */
export class AlarmDesk extends Construct {
  readonly topic: Topic;
  readonly alarms: Alarm[] = [];

  constructor(scope: Construct, id: string, { emails }: { readonly emails: readonly string[] }) {
    super(scope, id);
    this.topic = new Topic(this, 'Topic', { displayName: 'Evencast alarms', enforceSSL: true });
    // A topic policy of one's own takes the place of the one that lets alarms through.
    const { account, partition, region } = Stack.of(this);
    this.topic.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [this.topic.topicArn],
        conditions: {
          StringEquals: { 'aws:SourceAccount': account },
          ArnLike: { 'aws:SourceArn': `arn:${partition}:cloudwatch:${region}:${account}:alarm:*` },
        },
      }),
    );
    for (const email of emails) this.topic.addSubscription(new EmailSubscription(email));
  }

  /**
   * Makes an alarm that tells when it begins and when it is over.
   *
   * @param name also the heading of its section in docs/operations.md.
   */
  watch(name: string, { metric, threshold, below = false, periods = 1, missing, says }: Watch): Alarm {
    const alarm = new Alarm(this, name, {
      metric,
      threshold,
      comparisonOperator: below
        ? ComparisonOperator.LESS_THAN_THRESHOLD
        : ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      evaluationPeriods: periods,
      treatMissingData: missing ?? TreatMissingData.NOT_BREACHING,
      alarmDescription: `${says} What to do: docs/operations.md, ${name}.`,
    });
    const action = new SnsAction(this.topic);
    alarm.addAlarmAction(action);
    alarm.addOkAction(action);
    this.alarms.push(alarm);
    return alarm;
  }
}
