import { Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/**
 * Why a rule of cdk-nag does not hold for a construct and what is in it. The reason is for whoever reviews the template.
 *
 * @param id the rule, for example `AwsSolutions-IAM5`.
 */
export function acknowledge(construct: IConstruct, id: string, reason: string): void {
  Validations.of(construct).acknowledge({ id, reason });
}
