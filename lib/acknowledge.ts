import { Stack, Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import * as z from 'zod';

/**
 * Why a rule of cdk-nag does not hold for a construct and what is in it. The reason is for whoever reviews the template.
 *
 * @param id the rule, for example `AwsSolutions-S1`.
 */
export function acknowledge(construct: IConstruct, id: string, reason: string): void {
  Validations.of(construct).acknowledge({ id, reason });
}

/** Why a right names resources by pattern. cdk-nag wants each pattern acknowledged by itself, so no other slips in. */
export function acknowledgePatterns(construct: IConstruct, resources: readonly string[], reason: string): void {
  for (const resource of resources)
    acknowledge(construct, `AwsSolutions-IAM5[Resource::${flat(Stack.of(construct).resolve(resource))}]`, reason);
}

const joinSchema = z.object({ 'Fn::Join': z.tuple([z.string(), z.array(z.unknown())]) });
const refSchema = z.object({ Ref: z.string() });
const attributeSchema = z.object({ 'Fn::GetAtt': z.tuple([z.string(), z.string()]) });

/** What CloudFormation fills in, as cdk-nag writes it: `<AWS::Partition>`, `<Bucket.Arn>`. */
function flat(value: unknown): string {
  if (typeof value === 'string') return value;
  const join = joinSchema.safeParse(value);
  if (join.success) return join.data['Fn::Join'][1].map(flat).join(join.data['Fn::Join'][0]);
  const ref = refSchema.safeParse(value);
  if (ref.success) return `<${ref.data.Ref}>`;
  const attribute = attributeSchema.safeParse(value);
  return attribute.success ? `<${attribute.data['Fn::GetAtt'].join('.')}>` : JSON.stringify(value);
}
