import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { EvencastPipeline, type EvencastPipelineProps } from './evencast-pipeline.ts';

/** Settings of the stack: those of the pipeline, and those of any stack. */
export interface EvencastStackProps extends EvencastPipelineProps, StackProps {}

/** The pipeline in a stack of its own, with the outputs by which the CLI finds it. */
export class EvencastStack extends Stack {
  readonly pipeline: EvencastPipeline;

  constructor(scope: Construct, id: string, { config, bucket, removalPolicy, ...props }: EvencastStackProps = {}) {
    super(scope, id, { description: 'Evencast: keeps the image training set of every actor balanced', ...props });
    this.pipeline = new EvencastPipeline(this, 'Pipeline', { config, bucket, removalPolicy });
    this.pipeline.writeOutputs();
  }
}
