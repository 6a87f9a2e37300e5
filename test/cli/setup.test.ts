import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { contentOf } from '../support/folder-content.ts';
import { type Files, patterns, writeCast } from '../support/small-cast.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { rowsOf, terminal } from '../support/terminal.ts';

let files: Files;

beforeAll(async () => {
  files = await patterns(1, 7);
});

/** A colour, a cursor movement or any other escape sequence. */
const ESCAPES = '\u001b';

describe('config', () => {
  test('init writes a commented config that is valid and changes nothing', async () => {
    const t = terminal();
    const wrote = await t.type('config', 'init');
    expect([wrote.code, wrote.stdout]).toEqual([0, expect.stringContaining(join(t.cwd, 'evencast.config.jsonc'))]);
    expect(readFileSync(join(t.cwd, 'evencast.config.jsonc'), 'utf8')).toContain('// What a good set looks like.');
    const checked = await t.type('config', 'check');
    expect([checked.code, checked.stdout]).toEqual([0, expect.stringMatching(/evencast\.config\.jsonc is valid\.$/m)]);
    const folder = writeCast({ ada: files });
    const [without, withIt] = [await terminal().type('run', folder), await t.type('run', folder)];
    expect(rowsOf(withIt)).toEqual(rowsOf(without));
  });

  test('init a second time is refused, and the edited config stays', async () => {
    const t = terminal();
    await t.type('config', 'init');
    writeFileSync(join(t.cwd, 'evencast.config.jsonc'), '{ "copyBits": 40 }');
    const again = await t.type('config', 'init');
    expect(again.code).not.toBe(0);
    expect(again.stderr).toMatch(/Error: .*evencast\.config\.jsonc is there already; it was left as it is\./);
    expect(readFileSync(join(t.cwd, 'evencast.config.jsonc'), 'utf8')).toBe('{ "copyBits": 40 }');
  });

  test('check without a config says that the defaults hold', async () => {
    const { code, stdout } = await terminal().type('config', 'check');
    expect([code, stdout]).toEqual([0, expect.stringContaining('There is no config here; the defaults hold.')]);
  });
});

describe('doctor', () => {
  test('finds everything in order and leaves nothing behind', async () => {
    const folder = writeCast({ ada: files, bob: files });
    const before = contentOf(folder);
    const { code, stdout } = await terminal().type('doctor', folder);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^ok {3}node {3}v\d+/m);
    expect(stdout).toMatch(/^ok {3}judge {2}offline, offline-network-\d+ \(no OPENAI_API_KEY is set/m);
    expect(stdout).toMatch(/^ok {3}maker {2}offline, offline-looks-\d+ \(no REPLICATE_API_TOKEN is set/m);
    expect(stdout).toMatch(/2 actor folders/);
    expect(stdout).toMatch(/records can be written/);
    expect(stdout).not.toMatch(/^bad/m);
    expect(contentOf(folder, ['.evencast'])).toEqual(before);
  });

  test('names what is not, each with what to do, and looks at the rest all the same', async () => {
    const t = terminal({ cwd: writeCast({ '.': { 'evencast.config.jsonc': '{ "judge": { "use": "openai" } }' } }) });
    const { code, stdout } = await t.type('doctor', 'nowhere');
    expect(code).toBe(1);
    expect(stdout).toMatch(
      /^bad {2}judge {2}The openai judge needs a key\. Set OPENAI_API_KEY, or use --judge offline\.$/m,
    );
    expect(stdout).toMatch(/^bad {2}place {2}There is no folder .*nowhere\./m);
    expect(stdout).toMatch(/^ok {3}node/m);
  });

  test('shows every problem of the config', async () => {
    const t = terminal({
      cwd: writeCast({ '.': { 'evencast.config.jsonc': '{ "copyBits": -1, "judge": { "use": "me" } }' } }),
    });
    const { code, stdout } = await t.type('doctor');
    expect(code).toBe(1);
    expect(stdout).toMatch(/^ +copyBits: /m);
    expect(stdout).toMatch(/^ +judge\.use: /m);
  });
});

describe('help', () => {
  test.each([
    [[]],
    [['run']],
    [['runs']],
    [['status']],
    [['report']],
    [['config']],
    [['config', 'init']],
    [['config', 'check']],
    [['doctor']],
  ])('of %j ends with an example that could be typed', async (command) => {
    const { code, stdout, stderr } = await terminal().type(...command, '--help');
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^Usage: evencast/);
    expect(stdout).toMatch(new RegExp(`Example:\\n {2}\\$ evencast ${command.join(' ')}`));
  });

  test('--version is the version alone', async () => {
    expect(await terminal().type('--version')).toMatchObject({ code: 0, stdout: '1.2.3-test\n', stderr: '' });
  });

  test('nothing typed at all shows what there is', async () => {
    expect((await terminal().type()).said).toContain('Usage: evencast');
  });
});

describe('colours and movement', () => {
  const both = ['stdout', 'stderr'] as const;

  test('are for terminals', async () => {
    const ended = await terminal({ isTTY: both }).type('run', writeCast({ ada: files }));
    expect(ended.code).toBe(0);
    expect(ended.stdout).toContain(ESCAPES);
    expect(ended.stderr).toContain(ESCAPES);
    expect([...rowsOf(ended).keys()]).toEqual(['ada']);
  });

  test.each([
    ['a pipe', { isTTY: [] }],
    ['a terminal with NO_COLOR, but for the live lines', { isTTY: ['stdout' as const], env: { NO_COLOR: '1' } }],
    ['a dumb terminal', { isTTY: ['stdout' as const], env: { TERM: 'dumb' } }],
  ])('not for %s', async (_, options) => {
    const t = terminal(options);
    const folder = writeCast({ ada: files });
    for (const argv of [['run', folder], ['status'], ['runs'], ['doctor', folder], ['run', 'nowhere']]) {
      expect((await t.type(...argv)).said).not.toContain(ESCAPES);
    }
  });

  test('only the table is coloured where progress goes to a file', async () => {
    const ended = await terminal({ isTTY: ['stdout'] }).type('run', writeCast({ ada: files }));
    expect(ended.stdout).toContain(ESCAPES);
    expect(ended.stderr).not.toContain(ESCAPES);
  });
});

describe('names that could steer a terminal', () => {
  const NAMES = ['\u001b[2Jclear', '\u009b31mred', 'turned\u202eround', 'two\nlines'];

  test('are shown as escapes, wherever they are shown', async () => {
    const folder = temporaryFolder();
    writeCast(Object.fromEntries(NAMES.map((name) => [name, { '\u009b2Jx.jpg': 'no picture' }])), folder);
    const t = terminal();
    const said = [];
    for (const argv of [
      ['run', folder],
      ['status'],
      ['run', folder, '--actor-id', 'nobody\u009b2J'],
      ['run', join(folder, 'no\u001b[2J')],
    ])
      said.push((await t.type(...argv)).said);
    const text = said.join('');
    expect(text).toContain('\\u001b[2Jclear');
    expect(text).toContain('two\\u000alines');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for.
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/u);
  });
});
