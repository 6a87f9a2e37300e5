import { RemovalPolicy, SecretValue } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { ENVIRONMENT } from '../../core/deployed-names.ts';
import { acknowledge } from '../acknowledge.ts';

/** No key: the functions then judge and make offline, unless the config asks for a vendor. */
const NO_KEY = { key: SecretValue.unsafePlainText('') };

/**
 * The keys of the vendors, in Secrets Manager. They are made empty, filled in by a person (`put-secret-value`, as JSON
 * `{"key": "…"}`) and never overwritten by a deployment; they stand in no environment. Functions get the ARN and may read
 * the one they need.
 */
export class VendorKeys extends Construct {
  readonly openai: Secret;
  readonly replicate: Secret;

  constructor(
    scope: Construct,
    id: string,
    { removalPolicy = RemovalPolicy.RETAIN }: { readonly removalPolicy?: RemovalPolicy | undefined } = {},
  ) {
    super(scope, id);
    const secret = (name: string, description: string) =>
      new Secret(this, name, { description, secretObjectValue: NO_KEY, removalPolicy });
    this.openai = secret('Openai', 'Evencast: key of the vision API, as {"key": "..."}');
    this.replicate = secret('Replicate', 'Evencast: token of the image API, as {"key": "..."}');
    acknowledge(
      this,
      'AwsSolutions-SMG4',
      'The vendors have no way to rotate a key by program: a person replaces it there and here.',
    );
  }

  /** Lets a function ask the judge, or know whether it could. */
  grantJudge(fn: LambdaFunction): void {
    grantReadOne(fn, this.openai, ENVIRONMENT.openaiSecret);
  }

  /** Lets a function have images made, or know whether it could. */
  grantMake(fn: LambdaFunction): void {
    grantReadOne(fn, this.replicate, ENVIRONMENT.replicateSecret);
  }
}

function grantReadOne(fn: LambdaFunction, secret: Secret, variable: string): void {
  fn.addEnvironment(variable, secret.secretArn);
  fn.addToRolePolicy(
    new PolicyStatement({ actions: ['secretsmanager:GetSecretValue'], resources: [secret.secretArn] }),
  );
}
