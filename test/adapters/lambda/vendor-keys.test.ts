import { describe, expect, test } from 'vitest';
import { readyJudge } from '../../../adapters/chosen-judge.ts';
import { judgeRules } from '../../../adapters/judge-rules.ts';
import { choice } from '../../../adapters/lambda/choice.ts';
import { pinnedJudge } from '../../../adapters/lambda/pinned-judge.ts';
import { pinnedMaker } from '../../../adapters/lambda/pinned-maker.ts';
import { judgeNameOf, perRun } from '../../../adapters/lambda/pinned-run.ts';
import { openaiKey, replicateKey } from '../../../adapters/lambda/vendor-keys.ts';
import { keyIn } from '../../../adapters/secrets/read-secret.ts';
import { type ConfigInput, configSchema } from '../../../core/config/config.ts';
import { ENVIRONMENT } from '../../../core/deployed-names.ts';
import { EvencastError } from '../../../core/errors.ts';
import type { RunRecord } from '../../../core/records/run-record.ts';
import { fakeClock } from '../../support/fake-clock.ts';
import { addFiles, PATIENCE, prepareRun, taskWorld } from '../../support/task-world.ts';

const KEY = 'sk-secret-of-mine';
const env = { [ENVIRONMENT.openaiSecret]: 'evencast/openai', [ENVIRONMENT.replicateSecret]: 'evencast/replicate' };
const clock = fakeClock();

/** Secrets that can be read, and how often they were. */
function secrets(values: Readonly<Record<string, string | Error>> = {}) {
  const read: string[] = [];
  const reader = async (name: string) => {
    read.push(name);
    const value = values[name] ?? '';
    if (value instanceof Error) throw value;
    return value;
  };
  return { reader, read, openai: openaiKey(env, reader), replicate: replicateKey(env, reader) };
}
const chosen = (of: ReturnType<typeof secrets>, config: ConfigInput = {}) =>
  choice({ config: configSchema.parse(config) }, of.openai, of.replicate)({});

/** The record of a run that was begun by these. */
function begunWith(judge: 'offline' | 'openai', maker: 'offline' | 'replicate'): RunRecord {
  const config = configSchema.parse({});
  const { signatures } = judgeRules(judge, config, {});
  return {
    schema: 1,
    run: 'r1',
    startedAt: '2026-11-22T12:00:00.000Z',
    place: 's3://cast',
    request: { mode: 'execute', approval: 'wanted', force: false },
    config,
    judge: { signatures: [...signatures], why: '' },
    maker: { name: maker, model: 'm', standIn: false, why: '' },
    actors: 1,
    takenBack: false,
  };
}

describe('a secret’s text', () => {
  test.each([
    [KEY, KEY],
    [` ${KEY}\n`, KEY],
    [`{"key":"${KEY}"}`, KEY],
    [`{ "key" : " ${KEY}\\n", "note": "mine" }`, KEY],
    ['', ''],
    ['  ', ''],
    ['{"key":""}', ''],
  ])('%j', (text, key) => {
    expect(keyIn(text, 'evencast/openai')).toBe(key);
  });

  test.each([`{"Key":"${KEY}"}`, `{"key":["${KEY}"]}`, `{${KEY}`, '{}'])(
    '%j is refused without being quoted',
    (text) => {
      expect(() => keyIn(text, 'evencast/openai')).toThrow(
        expect.objectContaining({ name: 'InvalidConfig', message: expect.not.stringContaining(KEY) }),
      );
    },
  );
});

describe('keys are read late and once', () => {
  test('not before somebody asks, then once per sandbox', async () => {
    const { openai, read } = secrets({ 'evencast/openai': KEY });
    expect(read).toEqual([]);
    await Promise.all([openai.environment(), openai.environment()]);
    expect(await openai.environment()).toMatchObject({ OPENAI_API_KEY: KEY });
    expect(read).toEqual(['evencast/openai']);
  });

  test('again after a failure', async () => {
    const values: Record<string, string | Error> = { 'evencast/openai': new EvencastError('RateLimited', 'slow down') };
    const { openai } = secrets(values);
    await expect(openai.environment()).rejects.toMatchObject({ name: 'RateLimited' });
    values['evencast/openai'] = KEY;
    expect(await openai.environment()).toMatchObject({ OPENAI_API_KEY: KEY });
  });

  test('each function reads its own only, and takes the base URL of its environment', async () => {
    const { reader, read } = secrets();
    const key = replicateKey({ ...env, REPLICATE_BASE_URL: 'http://127.0.0.1:8/v1' }, reader);
    expect(await key.environment()).toEqual({ REPLICATE_API_TOKEN: '', REPLICATE_BASE_URL: 'http://127.0.0.1:8/v1' });
    expect(read).toEqual(['evencast/replicate']);
  });
});

describe('whether a key is there decides who works on a new run', () => {
  test('with both keys the vendors', async () => {
    const found = await chosen(secrets({ 'evencast/openai': KEY, 'evencast/replicate': '{"key":"r8_x"}' }));
    expect(found.judge.signatures[0]?.name).toBe('openai');
    expect(found.maker).toMatchObject({ name: 'replicate', model: 'black-forest-labs/flux-2-pro', usdPerImage: 0.05 });
    expect([found.judgeWhy, found.makerWhy]).toEqual([
      'the secret evencast/openai holds a key',
      'the secret evencast/replicate holds a key',
    ]);
  });

  test('without, both work offline, and it is said why', async () => {
    const found = await chosen(secrets({ 'evencast/openai': '{"key":""}' }));
    expect(found.judge.signatures[0]?.name).toBe('offline');
    expect(found.maker).toMatchObject({ name: 'offline', standIn: true, usdPerImage: 0 });
    expect(found.judgeWhy).toMatch(/^the secret evencast\/openai holds no key; an estimate/);
    expect(found.makerWhy).toMatch(/^the secret evencast\/replicate holds no key; stand-ins/);
  });

  test('a secret that is named by its ARN is called by its name', async () => {
    const arn = 'arn:aws:secretsmanager:us-west-1:123456789012:secret:OpenaiA1B2-c3D4e5';
    expect(openaiKey({ [ENVIRONMENT.openaiSecret]: arn }, async () => '').words.missing).toBe(
      'the secret OpenaiA1B2 holds no key',
    );
  });

  test.each<[ConfigInput, string, RegExp]>([
    [
      { judge: { use: 'openai' } },
      'JudgeKeyRefused',
      /Put it into the secret evencast\/openai, then start a new run\.$/,
    ],
    [{ generate: { use: 'replicate' } }, 'MakerKeyRefused', /Put it into the secret evencast\/replicate/],
  ])('%j without a key fails before any actor is touched', async (config, name, message) => {
    await expect(chosen(secrets(), config)).rejects.toMatchObject({ name, message: expect.stringMatching(message) });
  });
});

describe('a run goes on with those it was begun with', () => {
  test('a key added half-way changes nothing, and is not even read', async () => {
    const { openai, replicate, read } = secrets({ 'evencast/openai': KEY, 'evencast/replicate': 'r8_x' });
    const record = begunWith('offline', 'offline');
    expect((await pinnedJudge(record, openai, clock)).signatures).toEqual(record.judge.signatures);
    expect((await pinnedMaker(record, replicate, clock)).name).toBe('offline');
    expect(read).toEqual([]);
  });

  test('a key taken away half-way ends it with what to do', async () => {
    const { openai, replicate } = secrets();
    const record = begunWith('openai', 'replicate');
    await expect(pinnedJudge(record, openai, clock)).rejects.toMatchObject({ name: 'JudgeKeyRefused' });
    await expect(pinnedMaker(record, replicate, clock)).rejects.toMatchObject({ name: 'MakerKeyRefused' });
  });

  test('the judge asks as the run’s own record has it', async () => {
    const { openai } = secrets({ 'evencast/openai': KEY });
    const record = begunWith('openai', 'offline');
    expect((await pinnedJudge(record, openai, clock)).signatures).toEqual(record.judge.signatures);
  });

  test.each(['offline', 'openai'] as const)('who only has to know the rules of %s knows them without a key', (name) => {
    const config = configSchema.parse({});
    const ready = readyJudge(name, config, { OPENAI_API_KEY: KEY }, clock, () => undefined);
    const { judge: _, notes: __, ...rules } = ready.judge;
    const known = judgeRules(name, config, {});
    for (const images of [1, 10, 11, 100]) expect(known.costCeiling(images)).toBe(rules.costCeiling(images));
    expect({ ...known, judge: 0, costCeiling: 0 }).toEqual({ ...rules, judge: 0, costCeiling: 0 });
  });

  test('what was made for a run is kept while events name it', async () => {
    const world = taskWorld();
    await addFiles(world, 'ada', { 'a.png': 'x' });
    for (const run of ['r1', 'r2']) await prepareRun(world, run);
    const made: string[] = [];
    const of = perRun(world, async (record) => `${judgeNameOf(record)} ${made.push(record.run)}`);
    const { signal } = PATIENCE;
    for (const run of ['r1', 'r1', 'r2', 'r1']) await of({ run, actor: 'ada' }, signal);
    expect(made).toEqual(['r1', 'r2', 'r1']);
  });
});
