import { describe, expect, test } from 'vitest';
import { functionConfig } from '../../../adapters/lambda/function-config.ts';
import { bucketPlace, pipelineWorld } from '../../../adapters/lambda/pipeline-world.ts';
import { configSchema } from '../../../core/config/config.ts';
import { ENVIRONMENT } from '../../../core/deployed-names.ts';
import { functionEnvironment } from '../../support/function-environment.ts';

const thrown = (call: () => unknown) => {
  try {
    call();
  } catch (error) {
    return error;
  }
  throw new Error('Nothing was thrown.');
};

describe('a function finds its configuration in its own folder', () => {
  test('with every default filled in, as often as it is written', () => {
    const once = functionConfig(functionEnvironment('{"target": {"total": 30}}'));
    expect(once.target.total).toBe(30);
    expect(functionConfig(functionEnvironment(JSON.stringify(once)))).toEqual(once);
    expect(once).toEqual(configSchema.parse({ target: { total: 30 } }));
  });

  test('larger than an environment could hold', () => {
    const actors = Array.from({ length: 5000 }, (_, at) => `actor ${at}`);
    const config = functionConfig(functionEnvironment(JSON.stringify({ groups: { all: { actors } } })));
    expect(config.groups['all']?.actors).toEqual(actors);
  });

  test.each<[string, string | undefined, RegExp]>([
    [
      'is not there',
      undefined,
      /^The function has no configuration: .*config\.json cannot be read as JSON\. Deploy it/,
    ],
    ['is cut off', '{"target":', /cannot be read as JSON/],
    ['is not valid', '{"target": {"total": -1}}', /its config\.json is not valid \(target\.total: /],
    ['has another field', '{"colour": 1}', /colour/],
  ])('one that %s is said in a sentence', (_what, text, words) => {
    expect(thrown(() => functionConfig(functionEnvironment(text)))).toMatchObject({
      name: 'InvalidConfig',
      message: expect.stringMatching(words),
    });
  });

  test('outside Lambda it says so', () => {
    expect(thrown(() => functionConfig({}))).toMatchObject({
      name: 'InvalidConfig',
      message: expect.stringContaining('LAMBDA_TASK_ROOT is not set'),
    });
  });
});

describe('a function finds its bucket in its environment', () => {
  test.each([
    [undefined, 's3://cast'],
    ['', 's3://cast'],
    ['lead/', 's3://cast/lead'],
    ['lead', 's3://cast/lead'],
  ])('below the prefix %j', (prefix, place) => {
    const env = { ...functionEnvironment('{}'), ...(prefix === undefined ? {} : { [ENVIRONMENT.prefix]: prefix }) };
    expect(pipelineWorld(env).store.place).toBe(place);
    expect(bucketPlace(env).prefix).toMatch(/^$|\/$/);
  });

  test.each([
    ['{"dataset": {"actorsPrefix": "people"}}', 'people/ada/training_data/'],
    ['{"dataset": {"layout": "plain"}}', 'ada/'],
  ])('with the layout of %s', (config, images) => {
    expect(pipelineWorld(functionEnvironment(config)).layout.images('ada')).toBe(images);
  });

  test('a function without a bucket says what to do', () => {
    const { [ENVIRONMENT.bucket]: _, ...env } = functionEnvironment('{}');
    expect(thrown(() => pipelineWorld(env))).toMatchObject({
      name: 'InvalidConfig',
      message: 'EVENCAST_BUCKET is not set in the function’s environment. Deploy it with the stack: npx cdk deploy.',
    });
  });
});
