import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as z from 'zod';
import type { ConfigInput } from '../../../core/config/config.ts';
import { EvencastStack } from '../../../lib/evencast-stack.ts';
import { FEATURE_FLAGS } from '../../../lib/feature-flags.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const resourceSchema = z.looseObject({
  Type: z.string(),
  Properties: z.record(z.string(), z.unknown()).default({}),
  DeletionPolicy: z.string().optional(),
});
const templateSchema = z.looseObject({ Resources: z.record(z.string(), resourceSchema) });

/** A resource of a template. */
export type Resource = z.infer<typeof resourceSchema>;

/** A configuration that uses everything there is. */
export const EVERYTHING: ConfigInput = {
  aws: {
    schedule: { expression: 'cron(0 3 * * ? *)', timeZone: 'Europe/Berlin', input: { actors: ['Zoë'] } },
    uploads: { enabled: true },
    approvers: ['decides@example.com'],
    alarms: ['keeps@example.com'],
    quietHours: 48,
    desk: { enabled: true },
  },
};

/** An app that bundles nothing: a template takes a second instead of half a minute. */
export function quickApp(): App {
  return new App({
    context: { ...FEATURE_FLAGS, 'aws:cdk:bundling-stacks': [] },
    analyticsReporting: false,
    outdir: temporaryFolder(),
  });
}

/** The stack's template, and ways to look at it. */
export function pipelineTemplate(config: ConfigInput = {}) {
  const stack = new EvencastStack(quickApp(), 'Evencast', { config });
  const raw: unknown = Template.fromStack(stack).toJSON();
  const resources = Object.entries(templateSchema.parse(raw).Resources);
  const ofType = (type: string) => resources.filter(([, { Type }]) => Type === type);
  return { raw, resources, ofType };
}

const joinSchema = z.object({ 'Fn::Join': z.tuple([z.string(), z.array(z.unknown())]) });
const referenceSchema = z.union([
  z.object({ Ref: z.string() }).transform(({ Ref }) => Ref),
  z.object({ 'Fn::GetAtt': z.tuple([z.string(), z.string()]) }).transform((of) => of['Fn::GetAtt'].join('.')),
]);

/** A value as text, what CloudFormation fills in as `<Name>` or `<Name.Attribute>`. */
export function flat(value: unknown): string {
  if (typeof value === 'string') return value;
  const join = joinSchema.safeParse(value);
  if (join.success) return join.data['Fn::Join'][1].map(flat).join(join.data['Fn::Join'][0]);
  const reference = referenceSchema.safeParse(value);
  return reference.success ? `<${reference.data}>` : JSON.stringify(value);
}
