import { extname, join } from 'node:path';
import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, LoggingFormat, Runtime, Tracing } from 'aws-cdk-lib/aws-lambda';
import { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { TASKS, type TaskKey } from '../../core/contract.ts';
import { ENVIRONMENT, HELPERS, type HelperKey } from '../../core/deployed-names.ts';
import { acknowledgePatterns } from '../acknowledge.ts';
import { WITH_SHARP } from '../bundling.ts';
import type { Deployment } from '../deployment.ts';
import { bundlingOf, type ConfigFile } from './bundling.ts';
import { FUNCTION_SIZES } from './function-sizes.ts';

/** What all functions of a pipeline have in common. */
export interface FunctionSettings {
  readonly deployment: Deployment;
  /** The configuration that goes into each bundle. */
  readonly configFile: ConfigFile;
}

/**
 * The repository, where sources are bundled and the lock file is its own; in the package the folder of what was compiled from
 * them, with a lock file for what is installed beside a bundle. The lock file of an app that uses us, of whatever package
 * manager, says nothing about that.
 */
const ROOT = join(import.meta.dirname, '../..');

/**
 * One function of the pipeline: its own bundle, its own role that may write its own log and nothing else until a grant says
 * so, JSON logs that expire, and tracing by the service.
 */
export class EvencastFunction extends NodejsFunction {
  constructor(scope: Construct, key: TaskKey | HelperKey, { deployment, configFile }: FunctionSettings) {
    const { config } = deployment;
    const architecture = config.aws.architecture === 'x86_64' ? Architecture.X86_64 : Architecture.ARM_64;
    const { timeout, memory } = FUNCTION_SIZES[key];
    const folder = { ...TASKS, ...HELPERS }[key];
    const logGroup = new LogGroup(scope, `${key}Log`, {
      retention: config.aws.retention.logDays as RetentionDays,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    // The managed policy for logs would be about every log group of the account.
    const role = new Role(scope, `${key}Role`, { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    super(scope, key, {
      description: `Evencast: ${folder}`,
      entry: join(ROOT, `lambdas/${folder}/index${extname(import.meta.filename)}`),
      depsLockFilePath: join(ROOT, 'package-lock.json'),
      runtime: Runtime.NODEJS_24_X,
      architecture,
      timeout,
      memorySize: memory,
      role,
      logGroup,
      loggingFormat: LoggingFormat.JSON,
      tracing: Tracing.ACTIVE,
      environment: { [ENVIRONMENT.stack]: Stack.of(scope).stackName, NODE_OPTIONS: '--enable-source-maps' },
      bundling: bundlingOf(configFile, architecture, WITH_SHARP.includes(key)),
    });
    logGroup.grantWrite(this);
    acknowledgePatterns(role, ['*'], 'X-Ray takes no resource.');
  }
}
