import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { evaluationOf } from '../support/folder-content.ts';
import { colouredFiles, type Files, patterns, writeCast } from '../support/small-cast.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { type Ended, rowsOf, type TerminalOptions, terminal } from '../support/terminal.ts';

let files: Files;

beforeAll(async () => {
  files = await patterns(1, 7);
});

/** What a command that cannot work says: one sentence that begins with "Error:", and no trace of our code. */
async function refused(argv: readonly string[], options: TerminalOptions = {}): Promise<Ended> {
  const ended = await terminal(options).type(...argv);
  expect(ended.stdout).toBe('');
  expect(ended.stderr).not.toMatch(/\n\s+at |node:internal|\[object |undefined/);
  return ended;
}

describe('a place that holds no cast', () => {
  test('a folder that is not there', async () => {
    const { code, stderr } = await refused(['run', 'no-such-folder']);
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /Error: There is no folder \/.*no-such-folder\. Name a folder with one subfolder per actor, or s3:\/\/bucket\/prefix\./,
    );
  });

  test('a file', async () => {
    const { code, stderr } = await refused(['run', join(writeCast({ ada: files }), 'ada/01.jpg')]);
    expect(code).toBe(1);
    expect(stderr).toMatch(/Error: .*01\.jpg is a file\. Name the folder that holds the actors' folders\./);
  });

  test('one actor’s folder instead of the one above it', async () => {
    const { code, stderr } = await refused(['run', join(writeCast({ ada: files }), 'ada')]);
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /Error: .*ada holds an image itself\. Name the folder above it: Evencast works on a folder with one subfolder per actor\./,
    );
  });

  test('an empty folder', async () => {
    const { code, stderr } = await refused(['run', temporaryFolder()]);
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /Error: No actor to work on in .*\. It should hold one folder per actor, with the images inside\./,
    );
  });

  test('a bucket without a name, and --state with a bucket', async () => {
    const unnamed = await refused(['run', 's3://']);
    expect([unnamed.code, unnamed.stderr]).toEqual([
      1,
      expect.stringContaining('s3:// names no bucket. Write s3://bucket or s3://bucket/prefix.'),
    ]);
    const stated = await refused(['run', 's3://b', '--state', 'x']);
    expect([stated.code, stated.stderr]).toEqual([
      1,
      expect.stringContaining('--state is for folders; in a bucket the records lie beside the images.'),
    ]);
  });
});

describe('actors that are not there', () => {
  test('an unknown one is named, with those there are', async () => {
    const { code, stderr } = await refused([
      'run',
      writeCast({ ada: files, bob: files }),
      '--actor-id',
      'eve',
      '--actor-id',
      'ada',
    ]);
    expect(code).toBe(1);
    expect(stderr).toMatch(/Error: No such actor in .*: "eve"\. There are 2: "ada", "bob"\./);
  });

  test('an unknown group is named, with those of the config', async () => {
    const folder = writeCast({ ada: files });
    const without = await refused(['run', folder, '--group', 'leads']);
    expect([without.code, without.stderr]).toEqual([
      1,
      expect.stringContaining('There is no group "leads" in the config. The config names no groups.'),
    ]);
    const cwd = writeCast({
      '.': { 'evencast.config.jsonc': '{"groups":{"extras":{"actors":["ada"]},"gone":{"actors":["eve"]}}}' },
    });
    const other = await refused(['run', folder, '--group', 'leads'], { cwd });
    expect(other.stderr).toContain('There is no group "leads" in the config. Its groups are "extras", "gone".');
    const empty = await refused(['run', folder, '--group', 'gone'], { cwd });
    expect([empty.code, empty.stderr]).toEqual([
      1,
      expect.stringContaining('is in the group "gone", which holds "eve".'),
    ]);
  });
});

describe('sets that are hardly any', () => {
  test('an actor without images is planned: twenty to make, no sheet, no crash', async () => {
    const folder = writeCast({ ada: {}, bob: { 'notes.txt': 'later' } });
    const t = terminal();
    const ended = await t.type('run', folder);
    expect(ended.code).toBe(0);
    expect([...rowsOf(ended)].map(([actor, cells]) => [actor, ...cells.slice(1, 4), cells[5]])).toEqual([
      ['ada', '0/0/0', '13/4/3', '13/4/3', '20'],
      ['bob', '0/0/0', '13/4/3', '13/4/3', '20'],
    ]);
    expect(evaluationOf(join(t.cwd, 'evaluation'), 'ada')).toMatchObject({
      images: [],
      plan: { findings: ['off-target', 'no-references'] },
    });
  });

  test('an actor with one image keeps it', async () => {
    const t = terminal();
    expect((await t.type('run', writeCast({ ada: files }))).code).toBe(0);
    const { images, plan } = evaluationOf(join(t.cwd, 'evaluation'), 'ada');
    expect(images).toHaveLength(1);
    expect(plan.changes.filter(({ kind }) => kind === 'retire')).toEqual([]);
  });
});

describe('a config that cannot be used', () => {
  const withConfig = (text: string) => ({ cwd: writeCast({ '.': { 'evencast.config.jsonc': text } }) });

  test.each([
    ['{"limits":{"concurrency":0}}', /^ {2}limits\.concurrency: /m],
    ['{"judge":{"models":["a",7]}}', /^ {2}judge\.models\[1\]: /m],
    [
      '{"target":{"shares":{"photorealistic":50,"bw_stylized":20,"color_stylized":15}}}',
      /^ {2}target\.shares: the shares add up to 85 %, they must add up to 100 %$/m,
    ],
    ['{"groups":{"leads":{"actors":[]}}}', /^ {2}groups\.leads\.actors: /m],
    ['{"taget":{}}', /taget/],
    ['{"prompts":{"99":"x"}}', /prompts\.99: is no prompt number; they go from 1 to 35/],
  ])('%s: the problem is named by its path', async (text, words) => {
    for (const command of [
      ['run', writeCast({ ada: files })],
      ['config', 'check'],
    ]) {
      const { code, stderr } = await refused(command, withConfig(text));
      expect(code).toBe(1);
      expect(stderr).toMatch(/Error: The config .*evencast\.config\.jsonc is not valid:/);
      expect(stderr).toMatch(words);
    }
  });

  test('JSON that is none: the line is named', async () => {
    const { code, stderr } = await refused(
      ['run', writeCast({ ada: files })],
      withConfig('{\n  "target": {\n    "total": 20,,\n  }\n}'),
    );
    expect(code).toBe(1);
    expect(stderr).toMatch(/^ {2}line 3, column \d+: /m);
  });

  test('a file named with --config that is not there', async () => {
    const { code, stderr } = await refused(['run', writeCast({ ada: files }), '--config', 'mine.jsonc']);
    expect(code).toBe(1);
    expect(stderr).toMatch(/Error: There is no config \/.*mine\.jsonc\. Write one with: (npx )?evencast config init/);
  });
});

describe('what was typed', () => {
  test.each([
    [['run', '--sample', 'three'], 'It takes a whole number from 1 up.'],
    [['run', '--max-deletions', '-1'], 'It takes a whole number from 0 up.'],
    [['run', '--budget', 'much'], 'It takes an amount in USD, such as 2.50.'],
    [['run', '--judge', 'me'], 'Allowed choices are offline, openai'],
    [['run', '--all', '--actor-id', 'x'], 'cannot be used with option'],
    [['run', '--colour'], "unknown option '--colour'"],
    [['rum'], "unknown command 'rum'"],
    [['run', 'a', 'b'], 'too many arguments'],
    [['status'], 'Nothing ran in this folder yet. Say where to look with --in FOLDER'],
    [['report', 'r1'], 'Nothing ran in this folder yet.'],
    [['runs'], 'Nothing ran in this folder yet.'],
  ])('%j is refused in words, with exit code 1', async (argv, words) => {
    const { code, stderr } = await refused(argv);
    expect(code).toBe(1);
    expect(stderr).toContain(words);
  });

  test('a run of nobody knows what says how to list them', async () => {
    const folder = writeCast({ ada: files });
    for (const command of ['status', 'report']) {
      const { code, stderr } = await refused([command, 'nope', '--in', folder]);
      expect(code).toBe(1);
      expect(stderr).toMatch(/Error: .*\bnope\b.*See: (npx )?evencast runs/);
    }
  });

  test('the openai judge without a key', async () => {
    const { code, stderr } = await refused(['run', writeCast({ ada: files }), '--judge', 'openai']);
    expect(code).toBe(1);
    expect(stderr).toContain('Error: The openai judge needs a key. Set OPENAI_API_KEY, or use --judge offline.');
  });

  test('an output folder that is a file is said with what to do, before anything is judged', async () => {
    const t = terminal();
    writeFileSync(join(t.cwd, 'taken'), 'mine');
    const folder = writeCast({ ada: files });
    const { code, stderr } = await t.type('run', folder, '--output', 'taken', '--run-id', 'r1');
    expect(code).toBe(1);
    expect(stderr).toMatch(/Error: Cannot write .*taken \(EEXIST\)\. Name another folder with --output\./);
    expect((await t.type('status', 'r1', '--in', folder)).stderr).toContain('There is no run r1');
  });
});

describe('a damaged manifest', () => {
  test.each([['{'], ['{"schema":1,"actor":"ada","images":[{"file":3}]}'], ['']])(
    '%j stops that actor, whose pins are not known, and no other',
    async (text) => {
      const folder = writeCast({ ada: files, bob: await colouredFiles(1) });
      mkdirSync(join(folder, '.evencast/actors/ada'), { recursive: true });
      writeFileSync(join(folder, '.evencast/actors/ada/manifest.json'), text);
      const ended = await terminal().type('run', folder);
      expect(ended.code).toBe(2);
      expect(ended.stdout).toContain(
        'ada: The manifest of ada (.evencast/actors/ada/manifest.json) is damaged. Mend it or move it away; without it pins are not known.',
      );
      expect([...rowsOf(ended)].map(([actor, [state]]) => `${actor} ${state}`)).toEqual(['ada failed', 'bob to do']);
    },
  );
});

describe('stack traces', () => {
  test('are shown when asked for, and only then', async () => {
    expect((await refused(['run', 'nowhere'])).stderr.trimEnd().split('\n')).toHaveLength(1);
    expect((await terminal().type('--debug', 'run', 'nowhere')).stderr).toMatch(/\n\s+at /);
  });
});
