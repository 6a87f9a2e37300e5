/**
 * Evencast for your own CDK app: `import { EvencastPipeline } from 'evencast/cdk'`. Needs aws-cdk-lib, constructs and
 * esbuild, which bundles the functions, beside it.
 */
export { EvencastPipeline, type EvencastPipelineProps } from './evencast-pipeline.ts';
export { EvencastStack, type EvencastStackProps } from './evencast-stack.ts';
