import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { configSchema } from '../../core/config/config.ts';
import { CONFIG_FILE, initConfig, loadConfig, parseConfig } from '../../local/config-file.ts';
import { STARTING_CONFIG } from '../../local/starting-config.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const DEFAULTS = configSchema.parse({});

const refusal = (text: string) => {
  try {
    parseConfig(text, 'my.jsonc');
  } catch (error) {
    return error;
  }
  return undefined;
};

describe('the starting config', () => {
  test('changes nothing: it is exactly the defaults', () => {
    const { $schema, ...config } = parseConfig(STARTING_CONFIG, CONFIG_FILE);
    expect($schema).toMatch(/config\.schema\.json$/);
    expect(config).toEqual(DEFAULTS);
  });

  test('names every section there is, so that nobody has to look for one', () => {
    const { $schema: _, ...written } = parseConfig(STARTING_CONFIG, CONFIG_FILE);
    expect(Object.keys(written).sort()).toEqual(Object.keys(DEFAULTS).sort());
    for (const section of Object.keys(DEFAULTS)) expect(STARTING_CONFIG).toContain(`"${section}":`);
  });

  test('every example in its comments is valid once the slashes are taken away', () => {
    const examples = [...STARTING_CONFIG.matchAll(/^\s*"(\w+)": \{\n\s*\/\/ (".*)$/gm)].map(
      ([, section, line]) => `{"${section}": {${line}}}`,
    );
    expect(examples.length).toBeGreaterThan(2);
    for (const example of examples) expect(refusal(example), example).toBeUndefined();
  });
});

describe('the text of a config', () => {
  test('may have comments and trailing commas', () => {
    expect(parseConfig('{\n // more\n "limits": { "budgetUsd": 3, }, /* all */\n}', 'f').limits.budgetUsd).toBe(3);
  });

  test.each([
    ['{\n  "limits": {"budgetUsd": 3}\n  "judge": {}\n}', 'line 3, column 3: CommaExpected'],
    ['{"a":}', 'line 1, column 6: ValueExpected'],
    ['{\r\n"limits": x\r\n}', 'line 2, column 11: InvalidSymbol'],
    ['', 'line 1, column 1: ValueExpected'],
    ['{} {}', 'line 1, column 4: EndOfFileExpected'],
  ])('%j: the place is named', (text, line) => {
    expect(refusal(text)).toMatchObject({ name: 'InvalidConfig', message: expect.stringContaining(line) });
  });

  test('a wrong value is named by its path and the file by its name, one line per problem', () => {
    expect(refusal('{ "limits": { "budgetUsd": "25" }, "copyBits": -1 }')).toMatchObject({
      name: 'InvalidConfig',
      message: expect.stringMatching(
        /^The config my\.jsonc is not valid:\n {2}limits\.budgetUsd: .*\n {2}copyBits: .*$/,
      ),
    });
  });
});

describe('the config file', () => {
  test('no file at all means the defaults', async () => {
    expect(await loadConfig(temporaryFolder(), undefined)).toEqual({ config: DEFAULTS, file: undefined });
  });

  test('one in the working folder is found without being named', async () => {
    const cwd = temporaryFolder();
    writeFileSync(join(cwd, CONFIG_FILE), '{"copyBits": 7}');
    const { config, file } = await loadConfig(cwd, undefined);
    expect([config.copyBits, file]).toEqual([7, join(cwd, CONFIG_FILE)]);
  });

  test('one that was named but is not there is no reason to run with the defaults', async () => {
    await expect(loadConfig(temporaryFolder(), 'mine.jsonc')).rejects.toMatchObject({
      name: 'NotFound',
      message: expect.stringContaining('evencast config init'),
    });
  });

  test('one that cannot be read is said so', async () => {
    const cwd = temporaryFolder();
    mkdirSync(join(cwd, CONFIG_FILE));
    await expect(loadConfig(cwd, undefined)).rejects.toMatchObject({ name: 'AccessDenied' });
  });

  test('init writes one that loads, and never over an existing one', async () => {
    const cwd = temporaryFolder();
    const file = await initConfig(cwd);
    expect((await loadConfig(cwd, undefined)).file).toBe(file);
    writeFileSync(file, '{"copyBits": 7}');
    await expect(initConfig(cwd)).rejects.toMatchObject({ name: 'InvalidRequest' });
    expect(readFileSync(file, 'utf8')).toBe('{"copyBits": 7}');
  });
});

test('a config that Notepad saved, with a byte-order mark, is read', () => {
  expect(parseConfig('\uFEFF{ "copyBits": 40 }', 'my.jsonc').copyBits).toBe(40);
});
