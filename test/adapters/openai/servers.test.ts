import { afterEach, describe, expect, test } from 'vitest';
import { shutdownWarnings } from '../../../adapters/openai/model-life.ts';
import type { OpenaiJudgeSettings } from '../../../adapters/openai/openai-judge.ts';
import type { Fault, VisionServerOptions } from '../../support/vision-server.ts';
import { question, TEN, type World, world } from './world.ts';

const worlds: World[] = [];
afterEach(async () => {
  for (const each of worlds.splice(0)) await each.close();
});

async function start(options: VisionServerOptions = {}, changes: Partial<OpenaiJudgeSettings> = {}): Promise<World> {
  const made = await world(options, changes);
  worlds.push(made);
  return made;
}

const ask = async (w: World, count = 10) =>
  (await w.judge.judge(await question(TEN.slice(0, count)), w.patience)).verdicts;
const meanings = (verdicts: Awaited<ReturnType<typeof ask>>) =>
  [...verdicts.values()].map(({ type, score }) => ({ type, score }));

describe('a server that cannot bind an answer to a schema', () => {
  const LOCAL = { models: ['llava'], prices: {} };
  const asJson = { refuses: { llava: ['json_schema'] } };

  test('is asked for JSON, told of the schema, and checked all the same', async () => {
    const w = await start(asJson, LOCAL);
    expect(meanings(await ask(w))).toEqual(TEN);
    const { body } = w.server.requests.at(-1) ?? {};
    expect(body).toMatchObject({ response_format: { type: 'json_object' } });
    expect(JSON.stringify(body)).toContain('It follows this JSON Schema');
    expect(w.judge.notes?.()).toEqual([
      'llava cannot be bound to a schema: its answers are asked for as JSON and checked.',
    ]);
    await ask(w);
    expect(w.server.requests).toHaveLength(3);
  });

  test('nor to JSON, is asked in words', async () => {
    const w = await start({ refuses: { llava: ['json_schema', 'response_format'] } }, LOCAL);
    expect(meanings(await ask(w))).toEqual(TEN);
    expect(w.server.requests.at(-1)?.body).not.toHaveProperty('response_format');
  });

  test.each<Fault>(['malformed-json', 'missing-cell', 'score-out-of-range'])(
    'is asked once more after an answer with %s, where that costs nothing',
    async (fault) => {
      const w = await start(asJson, LOCAL);
      await ask(w);
      w.server.faults(fault);
      expect(meanings(await ask(w))).toEqual(TEN);
      w.server.faults(fault, fault);
      await expect(ask(w)).rejects.toMatchObject({ name: 'JudgeAnswerInvalid', usage: { calls: 2 } });
    },
  );

  test('is not asked twice where it would cost more than the ceiling', async () => {
    const w = await start({ refuses: { 'gpt-4.1-mini': ['json_schema'] } });
    await ask(w);
    w.server.faults('malformed-json');
    await expect(ask(w)).rejects.toMatchObject({ usage: { calls: 1 } });
  });
});

describe('what becomes of models is said once', () => {
  test('one that is gone, and one that refuses a parameter', async () => {
    const w = await start({ models: ['gpt-6-luna'], refuses: { 'gpt-6-luna': ['temperature'] } });
    for (const _ of [1, 2]) await ask(w, 2);
    expect(w.judge.notes?.()).toEqual([
      'gpt-4.1-mini was passed over: the server does not offer it, or not for pictures.',
      'gpt-6-luna takes no temperature: its own is used.',
    ]);
  });

  test('one that shuts down soon, after one look at the list of models', async () => {
    const w = await start({ shutdowns: { 'gpt-4.1-mini': '2026-12-20', 'gpt-6-luna': '2028-01-01' } });
    for (const _ of [1, 2]) await ask(w, 2);
    expect(w.judge.notes?.()).toEqual([
      'gpt-4.1-mini shuts down on 2026-12-20, in 49 days. gpt-6-luna judges then; try it before that.',
    ]);
    expect(w.server.lookups()).toBe(1);
  });

  test.each([
    ['2026-12-31', 60, true],
    ['2027-01-14', 74, false],
    ['2026-10-31', 0, true],
  ])('a shutdown on %s (%i days away) is a warning: %s', (date, _, warned) => {
    const warnings = shutdownWarnings([{ id: 'm', shutdown_date: date }], ['m'], Date.UTC(2026, 10, 1, 12));
    expect(warnings.length > 0).toBe(warned);
  });

  test('a server that lists nothing of the kind is no trouble', async () => {
    const w = await start({ models: ['gpt-4.1-mini'] });
    await ask(w, 2);
    expect(w.judge.notes?.()).toEqual([]);
  });
});
