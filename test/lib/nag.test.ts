import { Stack, Validations } from 'aws-cdk-lib';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { AwsSolutionsChecks } from 'cdk-nag';
import type { IConstruct } from 'constructs';
import { describe, expect, test } from 'vitest';
import type { ConfigInput } from '../../core/config/config.ts';
import { EvencastStack } from '../../lib/evencast-stack.ts';
import { EVERYTHING, quickApp } from './support/pipeline-template.ts';

/** Has cdk-nag look at an app. It throws where a rule is broken and nobody has said why. */
function check(app: ReturnType<typeof quickApp>): void {
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  app.synth();
}

const CONFIGS: readonly (readonly [string, ConfigInput])[] = [
  ['no setting', {}],
  ['everything', EVERYTHING],
  ['a bucket that is there already, and a folder in it', { aws: { bucket: 'my-existing-bucket', prefix: 'casts' } }],
];

describe('cdk-nag has nothing to say', () => {
  test.each(CONFIGS)('of the stack with %s', (_name, config) => {
    const app = quickApp();
    new EvencastStack(app, 'Evencast', { config });
    expect(() => check(app)).not.toThrow();
  });

  test('though it would: it sees a bucket that anybody may reach without TLS', () => {
    const app = quickApp();
    new Bucket(new Stack(app, 'Open'), 'Bucket');
    const { exitCode } = process;
    expect(() => check(app)).toThrow(/AwsSolutions-S10/);
    process.exitCode = exitCode;
  });

  test('every rule that does not hold has its reason in a sentence', () => {
    const stack = new EvencastStack(quickApp(), 'Evencast', { config: EVERYTHING });
    const reasons = stack.node.findAll().flatMap(reasonsOf);
    expect(reasons.length).toBeGreaterThan(5);
    for (const reason of reasons) expect(reason).toMatch(/^[A-Z].{15,}\.$/);
  });
});

function reasonsOf({ node }: IConstruct): readonly string[] {
  return node.metadata
    .filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
    .flatMap(({ data }) => Object.values(data as Readonly<Record<string, string>>));
}
