import { RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import { Architecture } from 'aws-cdk-lib/aws-lambda';
import { BlockPublicAccess, Bucket, BucketEncryption } from 'aws-cdk-lib/aws-s3';
import { DefinitionBody, StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import { pipelineDefinition } from './definition.ts';
import { PipelineFunctions } from './pipeline-functions.ts';

/** Settings of the stack. */
export interface EvencastStackProps extends StackProps {
  /** arm64 unless told. */
  readonly architecture?: Architecture;
}

/** The pipeline as far as a dry-run goes: a bucket, a function per task and the state machine over them. */
export class EvencastStack extends Stack {
  constructor(scope: Construct, id: string, { architecture = Architecture.ARM_64, ...props }: EvencastStackProps = {}) {
    super(scope, id, props);
    const bucket = new Bucket(this, 'Dataset', {
      versioned: true,
      enforceSSL: true,
      encryption: BucketEncryption.S3_MANAGED,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    const { byTask: functions } = new PipelineFunctions(this, 'Functions', { bucket, config: '{}', architecture });
    new StateMachine(this, 'Pipeline', {
      definitionBody: DefinitionBody.fromChainable(
        pipelineDefinition(this, { functions, bucket, mapResultsPrefix: 'balancing/map-runs' }),
      ),
    });
  }
}
