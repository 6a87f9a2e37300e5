import { describe, expect, test } from 'vitest';
import { type ConfigInput, configSchema } from '../../../core/config/config.ts';
import { problemLines } from '../../../core/config/problems.ts';
import { DEFAULT_PROMPTS } from '../../../core/prompts/defaults.ts';
import { withReplacements } from '../../../core/prompts/templates.ts';

const problems = (config: unknown) => {
  const parsed = configSchema.safeParse(config);
  return parsed.success ? [] : problemLines(parsed.error);
};

const shares = (photorealistic: number, bw_stylized: number, color_stylized: number) => ({
  photorealistic,
  bw_stylized,
  color_stylized,
});

describe('a config that says nothing', () => {
  test('is the mission’s target and limits', () => {
    expect(configSchema.parse({})).toMatchObject({
      target: { shares: shares(65, 20, 15), total: 20, tolerance: 10, minQuality: 4, floor: 10 },
      limits: { maxDeletionShare: 0.5, budgetUsd: 25, concurrency: 4 },
      copyBits: 46,
      judge: { use: 'auto', temperature: 0.3, maxTokens: 2000, unsureBelow: expect.any(Number) },
      dataset: {
        layout: 'auto',
        actorsPrefix: 'custom-actors',
        imagesFolder: 'training_data',
        statePrefix: 'balancing',
      },
      groups: {},
      names: {},
      prompts: {},
    });
  });

  test('a model that OpenAI is about to retire has one to follow it', () => {
    const { models } = configSchema.parse({}).judge;
    expect(models[0]).toBe('gpt-4.1-mini');
    expect(models.length).toBeGreaterThan(1);
  });

  test('every model it asks first has a price, or a run’s cost would be unknown', () => {
    const { judge, prices } = configSchema.parse({});
    for (const model of judge.models) expect(Object.keys(prices)).toContain(model);
  });

  test('what was parsed once can be pinned and parsed again without changing', () => {
    const config = configSchema.parse({
      target: { total: 30 },
      groups: { leads: { actors: ['a'] } },
      prices: { own: { inputUsdPerMillion: 1, outputUsdPerMillion: 2 } },
    });
    expect(configSchema.parse(JSON.parse(JSON.stringify(config)))).toEqual(config);
  });
});

describe('a config that says a part', () => {
  test.each([
    ['total', { target: { total: 40 } }, { total: 40, floor: 10, minQuality: 4, shares: shares(65, 20, 15) }],
    ['shares', { target: { shares: shares(50, 25, 25) } }, { total: 20, shares: shares(50, 25, 25) }],
    ['a field that is there but undefined', { target: { total: undefined } }, { total: 20 }],
  ])('%s: the rest of the target is as before', (_name, config, target) => {
    expect(configSchema.parse(config).target).toMatchObject(target);
  });

  test('an own price does not take the known ones away', () => {
    const { prices } = configSchema.parse({ prices: { mine: { inputUsdPerMillion: 1, outputUsdPerMillion: 2 } } });
    expect(Object.keys(prices)).toEqual(expect.arrayContaining(['gpt-4.1-mini', 'mine']));
  });

  test('a replaced prompt is used under its number and the 34 others stay', () => {
    const { prompts } = configSchema.parse({ prompts: { '16': 'Linocut of {actor}, two tones' } });
    const templates = withReplacements(DEFAULT_PROMPTS, prompts);
    expect(templates[15]).toEqual({ number: 16, text: 'Linocut of {actor}, two tones' });
    expect(templates.filter((template, index) => template.text !== DEFAULT_PROMPTS[index]?.text)).toHaveLength(1);
  });
});

describe('a mistake is named by where it stands', () => {
  test.each<[string, unknown, readonly string[]]>([
    [
      'shares that do not add up',
      { target: { shares: shares(65, 20, 14) } },
      ['target.shares: the shares add up to 99 %, they must add up to 100 %'],
    ],
    [
      'shares of a group that do not add up',
      { groups: { leads: { actors: ['a'], target: { shares: shares(1, 1, 1) } } } },
      ['groups.leads.target.shares: the shares add up to 3 %, they must add up to 100 %'],
    ],
    [
      'an actor in two groups',
      { groups: { leads: { actors: ['a'] }, extras: { actors: ['b', 'a'] } } },
      ['groups.extras.actors[1]: a is in group "leads" already'],
    ],
    [
      'an actor twice in one group',
      { groups: { leads: { actors: ['a', 'a'] } } },
      ['groups.leads.actors[1]: a is in group "leads" already'],
    ],
    ['a floor above the total', { target: { floor: 21 } }, ['target.floor: the floor (21) is above the total (20)']],
    [
      'a group’s total below the general floor',
      { groups: { extras: { actors: ['a'], target: { total: 5 } } } },
      ['groups.extras.target.floor: the floor (10) is above the total (5)'],
    ],
    ['an unknown section', { limitz: {} }, ['Unrecognized key: "limitz"']],
    ['an unknown field', { limits: { budget: 3 } }, ['limits: Unrecognized key: "budget"']],
    [
      'a prompt that names nobody',
      { prompts: { '3': 'A portrait of somebody' } },
      ['prompts.3: must contain {actor}, which stands for the actor'],
    ],
    ...['36', '0', '01', '1.5', '-1', 'one', ''].map((number): [string, unknown, readonly string[]] => [
      `prompt number "${number}"`,
      { prompts: { [number]: 'Portrait of {actor}' } },
      [`prompts.${number}: is no prompt number; they go from 1 to 35`],
    ]),
  ])('%s', (_name, config, lines) => {
    expect(problems(config)).toEqual(lines);
  });

  test.each([
    ['judge.models', { judge: { models: [] } }],
    ['judge.models[1]', { judge: { models: ['a', 3] } }],
    ['judge.use', { judge: { use: 'gpt' } }],
    ['judge.baseUrl', { judge: { baseUrl: 'ftp://example.org' } }],
    ['judge.unsureBelow', { judge: { unsureBelow: 60 } }],
    ['limits.concurrency', { limits: { concurrency: 0 } }],
    ['limits.budgetUsd', { limits: { budgetUsd: Number.POSITIVE_INFINITY } }],
    ['limits.maxDeletionShare', { limits: { maxDeletionShare: 50 } }],
    ['target.total', { target: { total: 5000 } }],
    ['target.total', { target: { total: 2.5 } }],
    ['target.tolerance', { target: { tolerance: -1 } }],
    ['target.shares.bw_stylized', { target: { shares: { photorealistic: 50, color_stylized: 50 } } }],
    ['groups.leads.actors', { groups: { leads: { actors: [] } } }],
    ['groups.leads.target.total', { groups: { leads: { actors: ['a'], target: { total: 0 } } } }],
    ['names.ada', { names: { ada: '' } }],
    ['copyBits', { copyBits: 300 }],
    ['generate.maxReferences', { generate: { maxReferences: 9 } }],
    ['prices.own.outputUsdPerMillion', { prices: { own: { inputUsdPerMillion: 1 } } }],
    ['dataset.layout', { dataset: { layout: 's3' } }],
  ])('%s', (path, config) => {
    const lines = problems(config);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(new RegExp(`^${path.replaceAll(/[.[\]]/g, '\\$&')}: `));
  });

  test('several mistakes are all named, out-of-range ones beside others', () => {
    const config: ConfigInput = {
      target: { total: 5000 },
      copyBits: 300,
      judge: { models: [] },
      groups: { leads: { actors: ['a', 'a'] } },
    };
    expect(problems(config).map((line) => line.split(':')[0])).toEqual(['target.total', 'copyBits', 'judge.models']);
  });

  test.each([[[]], ['text'], [3], [null]])('%j is no config', (value) => {
    expect(problems(value)).toHaveLength(1);
  });
});
