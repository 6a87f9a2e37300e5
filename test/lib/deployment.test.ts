import { execSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { Architecture } from 'aws-cdk-lib/aws-lambda';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { describe, expect, test } from 'vitest';
import { type ConfigInput, configSchema } from '../../core/config/config.ts';
import { deploymentOf } from '../../lib/deployment.ts';
import { EvencastPipeline } from '../../lib/evencast-pipeline.ts';
import { bundlingOf, writeConfigFile } from '../../lib/functions/bundling.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { quickApp } from './support/pipeline-template.ts';

const WRONG: readonly (readonly [string, ConfigInput, RegExp])[] = [
  ['a plain folder of actors', { dataset: { layout: 'plain' } }, /dataset\.layout: a plain folder/],
  ['actors without a folder of their own', { dataset: { actorsPrefix: '' } }, /dataset\.layout/],
  [
    'records among the actors',
    { dataset: { statePrefix: 'custom-actors/ours' } },
    /dataset\.statePrefix: must lie beside/,
  ],
  [
    'actors among the records',
    { dataset: { actorsPrefix: 'balancing/actors' } },
    /dataset\.statePrefix: must lie beside/,
  ],
  ['a prefix that rights would take for a pattern', { aws: { prefix: 'a*' } }, /aws\.prefix: must not contain/],
  ['more quiet hours than CloudWatch looks back', { aws: { quietHours: 200 } }, /aws\.quietHours: is at most 168/],
  ['an e-mail that is none', { aws: { approvers: ['me'] } }, /aws\.approvers\[0\]/],
  [
    'a schedule that is none',
    { aws: { schedule: { expression: 'daily' } } },
    /aws\.schedule\.expression: is no schedule/,
  ],
];

describe('what cannot be deployed is refused before anything is made, by the path of the setting', () => {
  test.each(WRONG)('%s', (_name, config, words) => {
    expect(() => deploymentOf(config)).toThrow(words);
  });

  test('several at once', () => {
    expect(() => deploymentOf({ dataset: { layout: 'plain', statePrefix: '$' }, aws: { prefix: '?' } })).toThrow(
      /dataset\.layout.*aws\.prefix.*dataset\.statePrefix/s,
    );
  });
});

describe('the configuration that functions get', () => {
  const stack = () => new Stack(new App({ outdir: temporaryFolder() }), 'Any');
  const written = (config: ConfigInput) => writeConfigFile(stack(), configSchema.parse(config));
  const read = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));

  test('is the same text each time, and another one when a setting changes', () => {
    const [one, two] = [written({}), written({})];
    expect(readFileSync(one.path, 'utf8')).toBe(readFileSync(two.path, 'utf8'));
    expect(one.hash).toBe(two.hash);
    expect(written({ limits: { budgetUsd: 3 } }).hash).not.toBe(one.hash);
  });

  test('reads as what was configured, without the addresses of people', () => {
    const config: ConfigInput = { groups: { leads: { actors: ['Zoë'] } }, aws: { approvers: ['a@example.com'] } };
    const expected = configSchema.parse({ ...config, aws: {} });
    expect(configSchema.parse(read(written(config).path))).toEqual(expected);
  });

  test('is laid beside the code by the bundle’s own command', () => {
    const file = written({ copyBits: 7 });
    const to = temporaryFolder();
    const commands = bundlingOf(file, Architecture.ARM_64, false).commandHooks?.afterBundling('/anywhere', to) ?? [];
    for (const command of commands) execSync(command);
    expect(read(join(to, 'config.json'))).toMatchObject({ copyBits: 7 });
  });
});

describe('the pipeline in somebody’s own app', () => {
  test('takes a bucket that is there already, and lets others start, decide and read', () => {
    const stack = new Stack(quickApp(), 'Own');
    const bucket = Bucket.fromBucketName(stack, 'Mine', 'mine');
    const pipeline = new EvencastPipeline(stack, 'Evencast', { bucket });
    expect(pipeline.bucket).toBe(bucket);
    expect(stack.resolve(pipeline.stateMachine.stateMachineArn)).toEqual({ Ref: expect.any(String) });
    expect(stack.node.findAll().filter((each) => each instanceof Bucket)).toEqual([]);
  });
});
