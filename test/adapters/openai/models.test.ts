import { afterEach, expect, test } from 'vitest';
import { openaiJudge } from '../../../adapters/openai/openai-judge.ts';
import { fakeClock } from '../../support/fake-clock.ts';
import type { VisionServerOptions } from '../../support/vision-server.ts';
import { KEY, question, settings, TEN, type World, world } from './world.ts';

const worlds: World[] = [];
afterEach(async () => {
  for (const each of worlds.splice(0)) await each.close();
});

async function start(
  options: VisionServerOptions = {},
  models: readonly string[] = ['gpt-4.1-mini', 'gpt-6-luna'],
): Promise<World> {
  const made = await world(options, { models });
  worlds.push(made);
  return made;
}

async function ask(w: World): Promise<string | undefined> {
  const { verdicts } = await w.judge.judge(await question(TEN.slice(0, 2)), w.patience);
  return verdicts.get('01')?.judge.model;
}

const asked = (w: World) => w.server.requests.map(({ model }) => model);

test('a retired model is passed over for the next, and not asked again', async () => {
  const w = await start({ models: ['gpt-6-luna'] });
  expect(await ask(w)).toBe('gpt-6-luna');
  expect(await ask(w)).toBe('gpt-6-luna');
  expect(asked(w)).toEqual(['gpt-4.1-mini', 'gpt-6-luna', 'gpt-6-luna']);
});

test('the dollars are those of the model that answered', async () => {
  const w = await start({ models: ['gpt-6-luna'] });
  const { usage } = await w.judge.judge(await question(TEN.slice(0, 2)), w.patience);
  expect(usage).toEqual({ calls: 1, inputTokens: 1300, outputTokens: 80, usd: (1300 * 0.1 + 80 * 0.5) / 1e6 });
});

test('a model that this key may not use is passed over, and the key is not blamed', async () => {
  const w = await start();
  w.server.faults('model-forbidden');
  expect(await ask(w)).toBe('gpt-6-luna');
});

test('when every model is gone they are named, and nothing is asked any more', async () => {
  const w = await start({ models: [] });
  for (const _ of [1, 2]) {
    await expect(ask(w)).rejects.toMatchObject({
      name: 'JudgeModelUnavailable',
      message: expect.stringMatching(/gpt-4\.1-mini, gpt-6-luna/),
    });
  }
  expect(asked(w)).toEqual(['gpt-4.1-mini', 'gpt-6-luna']);
});

test('a reasoning model is told not to reason and its answer is bounded under the name it knows', async () => {
  const w = await start({}, ['gpt-6-luna']);
  await ask(w);
  expect(w.server.requests[0]?.body).toMatchObject({ reasoning_effort: 'none', max_completion_tokens: 2000 });
  expect(w.server.requests[0]?.body).not.toHaveProperty('max_tokens');
});

test.each([
  ['gpt-4.1-mini', ['temperature', 'max_tokens'], { max_completion_tokens: 2000 }],
  ['gpt-6-luna', ['temperature', 'reasoning_effort'], { max_completion_tokens: 2000 }],
  ['gpt-6-luna', ['max_completion_tokens', 'reasoning_effort'], { max_tokens: 2000, temperature: 0.3 }],
])('%s refusing %j is asked without, and remembered', async (model, refused, sent) => {
  const w = await start({ refuses: { [model]: refused } }, [model]);
  expect(await ask(w)).toBe(model);
  const learning = w.server.requests.length;
  expect(await ask(w)).toBe(model);
  expect(w.server.requests).toHaveLength(learning + 1);
  expect(w.server.requests.at(-1)?.body).toMatchObject(sent);
  for (const parameter of refused) expect(w.server.requests.at(-1)?.body).not.toHaveProperty(parameter);
});

test('a model that takes the answer’s bound under no name is given up, for then nothing would bound the cost', async () => {
  const w = await start({ refuses: { 'gpt-4.1-mini': ['max_tokens', 'max_completion_tokens'] } }, ['gpt-4.1-mini']);
  await expect(ask(w)).rejects.toMatchObject({ name: 'JudgeRefused' });
  expect(w.server.requests).toHaveLength(2);
});

test('questions asked at the same time each learn what the model takes and all are answered', async () => {
  const w = await start({ refuses: { 'gpt-4.1-mini': ['temperature', 'max_tokens'] } }, ['gpt-4.1-mini']);
  const models = await Promise.all([ask(w), ask(w), ask(w), ask(w)]);
  expect(models).toEqual(Array(4).fill('gpt-4.1-mini'));
});

test('model ids with slashes and colons make different keys that can stand in an object’s name', async () => {
  const models = ['org/model:free', 'org-model-free', '@cf/llama', '视觉', 'x'.repeat(200)];
  const w = await start({}, models);
  const keys = w.judge.signatures.map(({ key }) => key);
  for (const key of keys) expect(key).toMatch(/^[a-z0-9][a-z0-9._-]{0,99}$/i);
  expect(new Set(keys).size).toBe(models.length);
  expect(w.judge.signatures.map(({ model }) => model)).toEqual(models);
});

test('judging at another temperature does not reuse what was judged before; the same way does', () => {
  const judge = (temperature: number) => openaiJudge({ ...settings(fakeClock()), temperature }).signatures[0]?.key;
  expect(judge(0.3)).toBe(judge(0.3));
  expect(judge(0.3)).not.toBe(judge(0));
});

test('the ceiling covers a sheet of the dearest model, and its odd way of counting image tokens', () => {
  const dear = { inputUsdPerMillion: 0.15, outputUsdPerMillion: 0.6 };
  const ceiling = (models: readonly string[]) =>
    openaiJudge({
      ...settings(fakeClock()),
      models,
      prices: { ...settings(fakeClock()).prices, 'gpt-4o-mini': dear },
    }).costCeiling(20);
  // Measured per sheet: 1,300 tokens and 25,500 tokens (facts), and the whole of maxTokens.
  expect(ceiling(['gpt-4.1-mini'])).toBeGreaterThan((2 * (1300 * 0.4 + 2000 * 1.6)) / 1e6);
  expect(ceiling(['gpt-4.1-mini'])).toBeLessThan(0.02);
  expect(ceiling(['gpt-4o-mini'])).toBeGreaterThan((2 * (25_500 * 0.15 + 2000 * 0.6)) / 1e6);
  expect(ceiling(['gpt-6-luna', 'gpt-4.1-mini'])).toBe(ceiling(['gpt-4.1-mini']));
});

test.each([
  [{ models: [] }, /no model/],
  [{ models: ['gpt-9-nova'] }, /no price for judge model gpt-9-nova/],
  [{ baseUrl: 'api.example.com/v1' }, /not a web address/],
  [{ baseUrl: `https://me:${KEY}@example.com/v1` }, /example\.com/],
])('a judge that could not be asked, or not be capped, is refused before anything is asked: %j', (wrong, words) => {
  const make = () => openaiJudge({ ...settings(fakeClock()), ...wrong });
  expect(make).toThrow(expect.objectContaining({ name: 'InvalidConfig', message: expect.stringMatching(words) }));
  expect(make).not.toThrow(KEY);
});

test('a model on this machine needs no price and costs nothing', async () => {
  const w = await start({}, ['qwen2.5-vl:7b']);
  const { usage } = await w.judge.judge(await question(), w.patience);
  expect(usage).toMatchObject({ inputTokens: 1300, usd: 0 });
  expect(w.judge.costCeiling(1000)).toBe(0);
});
