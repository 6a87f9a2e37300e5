import { ArnFormat, CfnOutput, Duration, type RemovalPolicy, Stack, Token } from 'aws-cdk-lib';
import type { UserPoolClient } from 'aws-cdk-lib/aws-cognito';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IFunction, Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { DESK_OUTPUTS, ENVIRONMENT } from '../../core/deployed-names.ts';
import { pagePolicy } from '../../core/desk/policy.ts';
import { acknowledgePatterns } from '../acknowledge.ts';
import type { DatasetStore } from '../dataset/dataset-store.ts';
import { EvencastFunction, type FunctionSettings } from '../functions/evencast-function.ts';
import type { AlarmDesk } from '../watch/alarm-desk.ts';
import { DeskApi } from './desk-api.ts';
import { DeskPages } from './desk-pages.ts';
import { DeskUsers } from './desk-users.ts';

/** What the desk is about. */
export interface ReviewDeskProps extends FunctionSettings {
  readonly store: DatasetStore;
  readonly machine: StateMachine;
  /** Takes decisions. */
  readonly decide: IFunction;
  /** Names the desk in its message. */
  readonly requestApproval: LambdaFunction;
  readonly alarms: AlarmDesk;
  /** What becomes of users and pages when the stack is deleted. Kept unless told. */
  readonly removalPolicy?: RemovalPolicy | undefined;
}

/** So many broken answers in a quarter of an hour are no chance. */
const BROKEN = 5;

/**
 * The review desk for people who sign in: pages, HTTP API and users, and one function that may read what runs write down, write
 * what people say, start and stop runs of this machine, and ask for decisions. It changes no image of any set.
 */
export class ReviewDesk extends Construct {
  /** `https://…`, without a path. */
  readonly address: string;
  readonly #pages: DeskPages;
  readonly #users: DeskUsers;
  readonly #client: UserPoolClient;

  constructor(scope: Construct, id: string, props: ReviewDeskProps) {
    super(scope, id);
    const { store, requestApproval, alarms, removalPolicy, ...settings } = props;
    const { deployment } = settings;
    const api = new DeskApi(this, 'Door', { deployment });
    this.#users = new DeskUsers(this, 'Users', { deployment, removalPolicy });
    const policy = pagePolicy({ pictures: pictureOrigin(store.bucket), signIn: this.#users.signIn });
    this.#pages = new DeskPages(this, 'Pages', { api: api.host, policy, removalPolicy });
    this.address = this.#pages.address;
    this.#client = this.#users.addPages(this.address);
    const fn = new EvencastFunction(this, 'desk', settings);
    fn.addEnvironment(ENVIRONMENT.deskAddress, this.address);
    requestApproval.addEnvironment(ENVIRONMENT.deskAddress, this.address);
    this.#grantReviewing(fn, store);
    this.#grantRuns(fn, props);
    api.serve(fn, this.#users.pool, this.#client);
    alarms.watch('DeskFailing', {
      metric: api.metricBroken(Duration.minutes(15)),
      threshold: BROKEN,
      says: `At least ${BROKEN} answers of the review desk broke within 15 minutes.`,
    });
  }

  /** Writes the outputs by which `evencast desk --stack NAME` finds the desk. */
  writeOutputs(): void {
    const outputs: Readonly<Record<keyof typeof DESK_OUTPUTS, readonly [string, string]>> = {
      address: [this.address, 'The review desk; publish its pages with: evencast desk --stack NAME --publish'],
      pages: [this.#pages.bucket.bucketName, 'The bucket of the built pages'],
      users: [this.#users.pool.userPoolId, 'Add people of the desk to this user pool, and to one of its groups'],
      client: [this.#client.userPoolClientId, 'What the pages are called where people sign in'],
      signIn: [this.#users.signIn, 'Where people sign in'],
    };
    for (const [key, [value, description]] of Object.entries(outputs)) {
      const name = DESK_OUTPUTS[key as keyof typeof DESK_OUTPUTS];
      new CfnOutput(this, name, { value, description }).overrideLogicalId(name);
    }
  }

  /** Sees sets and records; writes what people say of them. */
  #grantReviewing(fn: LambdaFunction, store: DatasetStore): void {
    store.grantReadRuns(fn);
    store.grantReadImages(fn);
    store.grantReadRetired(fn);
    store.grantKeepDecisions(fn);
    // Pins are in the manifests, and what people said of images lies beside them.
    store.grantKeepManifests(fn);
  }

  /** Starts, follows and stops runs of this machine, and asks for decisions. */
  #grantRuns(fn: LambdaFunction, { machine, decide }: ReviewDeskProps): void {
    const ofMachine = (resource: string, suffix: string) =>
      Stack.of(this).formatArn({
        service: 'states',
        resource,
        resourceName: `${machine.stateMachineName}${suffix}`,
        arnFormat: ArnFormat.COLON_RESOURCE_NAME,
      });
    const [executions, maps] = [ofMachine('execution', ':*'), ofMachine('mapRun', '/*')];
    const allow = (actions: string[], resource: string) =>
      fn.addToRolePolicy(new PolicyStatement({ actions, resources: [resource] }));
    allow(['states:StartExecution', 'states:ListExecutions'], machine.stateMachineArn);
    allow(['states:DescribeExecution', 'states:StopExecution', 'states:ListMapRuns'], executions);
    allow(['states:DescribeMapRun'], maps);
    allow(['lambda:InvokeFunction'], decide.functionArn);
    fn.addEnvironment(ENVIRONMENT.stateMachine, machine.stateMachineArn);
    fn.addEnvironment(ENVIRONMENT.decideFunction, decide.functionName);
    acknowledgePatterns(
      fn.role ?? fn,
      [executions, maps],
      'Executions get their names when they start; they are this machine’s own.',
    );
  }
}

/** Where signed links to pictures lead: a name with dots fits no certificate, so S3 is asked by path for such a bucket. */
function pictureOrigin({ bucketName, bucketRegionalDomainName, stack }: IBucket): string {
  const isDotted = !Token.isUnresolved(bucketName) && bucketName.includes('.');
  return isDotted ? `https://s3.${stack.region}.${stack.urlSuffix}` : `https://${bucketRegionalDomainName}`;
}
