import { ArnFormat, Stack } from 'aws-cdk-lib';
import { Policy, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { acknowledgePatterns } from '../acknowledge.ts';
import type { DatasetStore } from '../dataset/dataset-store.ts';

/** What the states stand on. */
export interface MachineRoleProps {
  readonly functions: readonly IFunction[];
  readonly store: DatasetStore;
}

/** Delivery of logs and traces takes no resource. */
const DELIVERY = [
  'logs:CreateLogDelivery',
  'logs:GetLogDelivery',
  'logs:UpdateLogDelivery',
  'logs:DeleteLogDelivery',
  'logs:ListLogDeliveries',
  'logs:PutResourcePolicy',
  'logs:DescribeResourcePolicies',
  'logs:DescribeLogGroups',
  'xray:PutTraceSegments',
  'xray:PutTelemetryRecords',
  'xray:GetSamplingRules',
  'xray:GetSamplingTargets',
];

/**
 * The state machine's own role, written out: what the CDK would give reads the whole bucket and calls every version of each
 * function.
 */
export class MachineRole extends Construct {
  readonly role: Role;
  readonly #rights: Policy;

  constructor(scope: Construct, id: string, { functions, store }: MachineRoleProps) {
    super(scope, id);
    this.role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('states.amazonaws.com') });
    const map = store.mapStatements();
    this.#rights = new Policy(this, 'Rights', {
      roles: [this.role],
      statements: [
        new PolicyStatement({
          actions: ['lambda:InvokeFunction'],
          resources: functions.map(({ functionArn }) => functionArn),
        }),
        ...map,
        new PolicyStatement({ actions: DELIVERY, resources: ['*'] }),
      ],
    });
    acknowledgePatterns(
      this,
      map.flatMap(({ resources }) => resources),
      'Runs get their names when they start; the right ends at the prefix.',
    );
    acknowledgePatterns(this, ['*'], 'Delivery of logs and traces takes no resource.');
  }

  /** Lets a machine start and follow its own children, and makes it wait for its rights before it is made. */
  grantChildrenOf(machine: StateMachine): void {
    machine.node.addDependency(this.#rights);
    const executions = (suffix: string) =>
      Stack.of(this).formatArn({
        service: 'states',
        resource: 'execution',
        resourceName: `${machine.stateMachineName}${suffix}`,
        arnFormat: ArnFormat.COLON_RESOURCE_NAME,
      });
    const [own, redriven] = [executions(':*'), executions('/*:*')];
    new Policy(this, 'Children', {
      roles: [this.role],
      statements: [
        new PolicyStatement({ actions: ['states:StartExecution'], resources: [machine.stateMachineArn] }),
        new PolicyStatement({ actions: ['states:DescribeExecution', 'states:StopExecution'], resources: [own] }),
        // Failed children can be run again from the console.
        new PolicyStatement({ actions: ['states:RedriveExecution'], resources: [redriven] }),
      ],
    });
    acknowledgePatterns(
      this,
      [own, redriven],
      'Executions get their names when they start; they are this machine’s own.',
    );
    // The CDK's policy for the same, attached to nothing because the role takes no policies from elsewhere.
    machine.node.tryRemoveChild('DistributedMapPolicy');
  }
}
