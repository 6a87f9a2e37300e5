import { TimeZone } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import { Construct } from 'constructs';

/** What happens when. */
export interface TimetableProps {
  readonly description: string;
  /** `rate(1 day)`, `cron(0 3 * * ? *)` or `at(2027-01-01T00:00:00)`. */
  readonly expression: string;
  /** IANA name, for cron and at. UTC unless told. */
  readonly timeZone?: string;
  /** What is started. */
  readonly target: string;
  /** The one action that starting it takes. */
  readonly action: 'states:StartExecution' | 'lambda:InvokeFunction';
  /** What it is started with. */
  readonly input: unknown;
}

/** A start that is not taken within this time is not worth making up for. */
const LATEST_SECONDS = 3600;

/**
 * A schedule of EventBridge Scheduler whose role may do one thing to one target. (The CDK's own targets would let it call every
 * version of a function.)
 */
export class Timetable extends Construct {
  constructor(scope: Construct, id: string, props: TimetableProps) {
    super(scope, id);
    const { description, expression, timeZone = TimeZone.ETC_UTC.timezoneName, target, action, input } = props;
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('scheduler.amazonaws.com') });
    role.addToPolicy(new PolicyStatement({ actions: [action], resources: [target] }));
    const schedule = new CfnSchedule(this, 'Schedule', {
      description,
      scheduleExpression: expression,
      scheduleExpressionTimezone: timeZone,
      flexibleTimeWindow: { mode: 'OFF' },
      target: {
        arn: target,
        roleArn: role.roleArn,
        input: asciiJson(input),
        retryPolicy: { maximumEventAgeInSeconds: LATEST_SECONDS, maximumRetryAttempts: 3 },
      },
    });
    // A start before the role has its right would be lost.
    schedule.node.addDependency(role);
  }
}

/** CloudFormation turns other characters into question marks, in names of actors too. */
function asciiJson(value: unknown): string {
  const escaped = (unit: string) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return JSON.stringify(value).replace(/[^\x20-\x7e]/g, escaped);
}
