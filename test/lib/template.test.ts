import { readFileSync } from 'node:fs';
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import recommended from 'aws-cdk-lib/recommended-feature-flags.json' with { type: 'json' };
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { TASK_STATES, TASKS } from '../../core/contract.ts';
import { DESK_OUTPUTS, OUTPUTS } from '../../core/deployed-names.ts';
import { EvencastPipeline } from '../../lib/evencast-pipeline.ts';
import { FEATURE_FLAGS } from '../../lib/feature-flags.ts';
import { machineSchema, machinesIn } from '../support/state-machine.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { EVERYTHING, flat, pipelineTemplate } from './support/pipeline-template.ts';

const full = pipelineTemplate(EVERYTHING);
const plain = pipelineTemplate();
const both = [
  ['with no setting', plain],
  ['with everything', full],
] as const;

const functionSchema = z.looseObject({
  Description: z.string(),
  Runtime: z.string(),
  Architectures: z.array(z.string()),
  Timeout: z.number(),
  MemorySize: z.number(),
  TracingConfig: z.object({ Mode: z.string() }),
  LoggingConfig: z.object({ LogFormat: z.string(), LogGroup: z.unknown() }),
  Environment: z.object({ Variables: z.record(z.string(), z.unknown()) }),
});
const functionsOf = (template: typeof full) =>
  template.ofType('AWS::Lambda::Function').map(([, { Properties }]) => functionSchema.parse(Properties));

describe.each(both)('%s', (_name, template) => {
  test('every function runs on the same Node and processor, is traced, and logs JSON into a group that expires', () => {
    const groups = new Map(template.ofType('AWS::Logs::LogGroup'));
    for (const fn of functionsOf(template)) {
      expect(fn.Runtime, fn.Description).toBe('nodejs24.x');
      expect(fn.Architectures, fn.Description).toEqual(['arm64']);
      expect(fn.TracingConfig.Mode, fn.Description).toBe('Active');
      expect(fn.LoggingConfig.LogFormat, fn.Description).toBe('JSON');
      const group = groups.get(flat(fn.LoggingConfig.LogGroup).slice(1, -1));
      expect(group?.Properties['RetentionInDays'], fn.Description).toBe(90);
    }
  });

  test('every log group expires', () => {
    for (const [id, { Properties }] of template.ofType('AWS::Logs::LogGroup'))
      expect(Properties['RetentionInDays'], id).toBe(90);
  });

  test('no environment comes near the 4 KB that Lambda allows, or holds a key', () => {
    for (const { Description, Environment } of functionsOf(template)) {
      expect(JSON.stringify(Environment.Variables).length, Description).toBeLessThan(2048);
      for (const [name, value] of Object.entries(Environment.Variables))
        if (/SECRET/.test(name)) expect(flat(value), Description).toMatch(/^<PipelineKeys/);
    }
  });

  test('no function runs longer than its state waits', () => {
    const [, machine] = template.ofType('AWS::StepFunctions::StateMachine')[0] ?? [];
    const definition = machineSchema.parse(JSON.parse(flat(machine?.Properties['DefinitionString'])));
    const waits = new Map(
      machinesIn(definition).flatMap(({ States }) =>
        Object.entries(States).map(([name, { TimeoutSeconds }]) => [name, TimeoutSeconds] as const),
      ),
    );
    for (const { name, task } of Object.values(TASK_STATES)) {
      const fn = functionsOf(template).find(({ Description }) => Description === `Evencast: ${TASKS[task]}`);
      // Request approval waits for a person, and its function is done long before.
      expect(fn?.Timeout, name).toBeLessThanOrEqual(waits.get(name) ?? 900);
    }
  });

  test('buckets are private, versioned, encrypted, TLS only, tell of their objects, and stay when the stack goes', () => {
    const policies = template.ofType('AWS::S3::BucketPolicy').map(([, { Properties }]) => JSON.stringify(Properties));
    for (const [id, { Properties, DeletionPolicy }] of template.ofType('AWS::S3::Bucket')) {
      expect(DeletionPolicy, id).toBe('Retain');
      expect(Properties, id).toMatchObject({
        VersioningConfiguration: { Status: 'Enabled' },
        PublicAccessBlockConfiguration: {
          BlockPublicAcls: true,
          BlockPublicPolicy: true,
          IgnorePublicAcls: true,
          RestrictPublicBuckets: true,
        },
      });
      if (!id.includes('Desk'))
        expect(Properties['NotificationConfiguration'], id).toEqual({
          EventBridgeConfiguration: { EventBridgeEnabled: true },
        });
      expect(JSON.stringify(Properties['BucketEncryption']), id).toContain('AES256');
      expect(
        policies.some((text) => text.includes(id) && text.includes('"aws:SecureTransport":"false"')),
        id,
      ).toBe(true);
    }
  });

  test('only what runs write down ever expires: no image of a set, no manifest, no verdict', () => {
    const rulesSchema = z.object({ Rules: z.array(z.looseObject({ Prefix: z.string().optional() })) });
    // The desk's bucket holds built pages only.
    for (const [id, { Properties }] of template.ofType('AWS::S3::Bucket')) {
      if (id.includes('Desk')) continue;
      const { Rules } = rulesSchema.parse(Properties['LifecycleConfiguration']);
      const destroying = Rules.filter((rule) => !('AbortIncompleteMultipartUpload' in rule));
      expect([...new Set(destroying.map(({ Prefix }) => Prefix))].sort()).toEqual([
        'balancing/map-runs/',
        'balancing/retired/',
        'balancing/runs/',
        'balancing/uploads/',
        'balancing/waiting/',
      ]);
    }
  });

  test('keys are made empty and stay when the stack goes', () => {
    for (const [id, { Properties, DeletionPolicy }] of template.ofType('AWS::SecretsManager::Secret')) {
      expect(Properties['SecretString'], id).toBe('{"key":""}');
      expect(DeletionPolicy, id).toBe('Retain');
    }
  });

  test('the machine is traced and logs what happens, but no data', () => {
    const [, machine] = template.ofType('AWS::StepFunctions::StateMachine')[0] ?? [];
    expect(machine?.Properties).toMatchObject({
      TracingConfiguration: { Enabled: true },
      LoggingConfiguration: { Level: 'ALL', IncludeExecutionData: false },
    });
  });

  test('every output that the CLI looks for is there, with what it is for', () => {
    const outputs = z
      .looseObject({ Outputs: z.record(z.string(), z.object({ Value: z.unknown(), Description: z.string().min(10) })) })
      .parse(template.raw).Outputs;
    expect(Object.keys(outputs).sort()).toEqual(
      [...Object.values(OUTPUTS), ...(template === full ? Object.values(DESK_OUTPUTS) : [])].sort(),
    );
  });

  test('there is nothing in it that CloudFormation would turn into question marks', () => {
    // The definition speaks JSON, where such characters could be escaped; there are none either.
    expect([...JSON.stringify(template.raw)].filter((character) => character > '~')).toEqual([]);
  });
});

describe('the machine’s comment', () => {
  test('names every field that may be given, so that the console shows them', () => {
    const [, machine] = plain.ofType('AWS::StepFunctions::StateMachine')[0] ?? [];
    const { Comment = '' } = machineSchema.parse(JSON.parse(flat(machine?.Properties['DefinitionString'])));
    for (const field of ['mode', 'run', 'approval', 'actors', 'group', 'sample', 'force', 'budgetUsd', 'concurrency'])
      expect(Comment).toMatch(new RegExp(`^${field}\\b.*:`, 'm'));
    expect(Comment).toContain('dry-run');
  });
});

describe('what starts runs', () => {
  test('with no setting only people do', () => {
    expect(plain.ofType('AWS::Events::Rule')).toEqual([]);
    const schedules = plain.ofType('AWS::Scheduler::Schedule').map(([, { Properties }]) => Properties);
    expect(schedules.map(({ ScheduleExpression }) => ScheduleExpression)).toEqual(['rate(1 hour)']);
  });

  test('the schedule has its own input and time zone, in characters that survive', () => {
    const own = full.ofType('AWS::Scheduler::Schedule').find(([id]) => id.startsWith('PipelineSchedule'))?.[1];
    expect(own?.Properties).toMatchObject({
      ScheduleExpression: 'cron(0 3 * * ? *)',
      ScheduleExpressionTimezone: 'Europe/Berlin',
    });
    const { Input } = z.looseObject({ Input: z.string() }).parse(own?.Properties['Target']);
    expect(JSON.parse(Input)).toEqual({ mode: 'dry-run', approval: 'wanted', force: false, actors: ['Zoë'] });
  });

  test('an upload is an object below the actors’ prefix of this bucket; what Evencast writes is none', () => {
    const [, rule] = full.ofType('AWS::Events::Rule')[0] ?? [];
    expect(rule?.Properties['EventPattern']).toMatchObject({
      source: ['aws.s3'],
      'detail-type': ['Object Created'],
      detail: { object: { key: [{ prefix: 'custom-actors/' }] } },
    });
  });

  test('a folder of the bucket is before everything: rights, events, expiry, the items of the Maps', () => {
    const inFolder = pipelineTemplate({ aws: { ...EVERYTHING.aws, prefix: 'team/casts/' } });
    const text = JSON.stringify(inFolder.raw)
      .replaceAll('team/casts/custom-actors/', '')
      .replaceAll('team/casts/balancing/', '');
    expect(text).not.toMatch(/custom-actors\/|balancing\//);
    for (const key of ['$.actorsKey', '$.decision.itemsKey'])
      expect(text).toContain(`States.Format('team/casts/{}', ${key})`);
  });
});

describe('feature flags', () => {
  test('cdk.json has those that the CDK recommends, and tests and the embedded mode the same', () => {
    const cdk: unknown = JSON.parse(readFileSync(new URL('../../cdk.json', import.meta.url), 'utf8'));
    expect(cdk).toEqual({ app: 'node bin/app.ts', context: recommended });
    expect(FEATURE_FLAGS).toEqual(recommended);
  });

  test('an app that has none of them gets Maps that write their results all the same', () => {
    const stack = new Stack(new App({ context: { 'aws:cdk:bundling-stacks': [] }, outdir: temporaryFolder() }), 'Own');
    new EvencastPipeline(stack, 'Evencast');
    expect(JSON.stringify(Template.fromStack(stack).toJSON()).match(/\\"ResultWriter\\"/g)).toHaveLength(3);
  });
});

test('the template as a whole, hashes of code blanked and the definition left to its own tests', () => {
  const text = JSON.stringify(full.raw, (key, value: unknown) => (key === 'DefinitionString' ? '…' : value), 2);
  expect(text.replace(/[0-9a-f]{64}/g, '<hash>')).toMatchSnapshot();
});
