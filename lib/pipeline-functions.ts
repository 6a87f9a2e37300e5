import { fileURLToPath } from 'node:url';
import { Duration } from 'aws-cdk-lib';
import { Architecture, Runtime } from 'aws-cdk-lib/aws-lambda';
import { NodejsFunction, type NodejsFunctionProps, OutputFormat } from 'aws-cdk-lib/aws-lambda-nodejs';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { ENVIRONMENT, TASK_KEYS, TASKS, type TaskKey } from '../core/contract.ts';

/** What the functions are given. */
export interface PipelineFunctionsProps {
  readonly bucket: IBucket;
  /** The configuration as JSON. */
  readonly config: string;
  /** arm64 in an account; x86_64 for the endpoint on this machine. */
  readonly architecture: Architecture;
}

/** sharp brings a native library that esbuild cannot bundle: it is installed into the bundle for the function's own platform. */
function withSharp(architecture: Architecture): NodejsFunctionProps['bundling'] {
  const cpu = architecture === Architecture.ARM_64 ? 'arm64' : 'x64';
  return {
    nodeModules: ['sharp'],
    environment: { npm_config_os: 'linux', npm_config_cpu: cpu, npm_config_libc: 'glibc' },
  };
}

/** The pipeline's Lambda functions, one per task, each a bundle of its own. */
export class PipelineFunctions extends Construct {
  readonly byTask: Readonly<Record<TaskKey, NodejsFunction>>;

  constructor(scope: Construct, id: string, props: PipelineFunctionsProps) {
    super(scope, id);
    const make = (key: TaskKey) => this.#function(key, props);
    this.byTask = Object.fromEntries(TASK_KEYS.map((key) => [key, make(key)])) as Record<TaskKey, NodejsFunction>;
  }

  #function(key: TaskKey, { bucket, config, architecture }: PipelineFunctionsProps): NodejsFunction {
    const decodes = key === 'composite';
    const made = new NodejsFunction(this, key, {
      entry: fileURLToPath(new URL(`../lambdas/${TASKS[key]}/index.ts`, import.meta.url)),
      runtime: Runtime.NODEJS_24_X,
      architecture,
      timeout: Duration.minutes(15),
      memorySize: decodes ? 1769 : 512,
      environment: { [ENVIRONMENT.bucket]: bucket.bucketName, [ENVIRONMENT.config]: config },
      bundling: {
        format: OutputFormat.ESM,
        target: 'node24',
        minify: true,
        bundleAwsSDK: true,
        sourceMap: true,
        sourcesContent: false,
        // Some of what is bundled is CommonJS and asks for `require`, which an ES module does not have.
        banner: "import{createRequire as __r}from'node:module';const require=__r(import.meta.url);",
        ...(decodes ? withSharp(architecture) : {}),
      },
    });
    bucket.grantRead(made);
    bucket.grantPut(made, 'balancing/*');
    return made;
  }
}
