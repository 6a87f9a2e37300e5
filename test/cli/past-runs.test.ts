import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newHolder } from '../../local/holder.ts';
import { contentOf, filesIn } from '../support/folder-content.ts';
import { colouredFiles, type Files, writeCast } from '../support/small-cast.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { rowsOf, type Terminal, terminal } from '../support/terminal.ts';
import { type VisionServer, visionServer } from '../support/vision-server.ts';

let server: VisionServer;
let cast: Readonly<Record<string, Files>>;

beforeAll(async () => {
  server = await visionServer();
  const sets = await Promise.all(
    ['ada', 'bob', 'eve'].map(async (actor, n) => [actor, await colouredFiles(3, undefined, n * 20)] as const),
  );
  cast = Object.fromEntries(sets);
});
afterAll(() => server.close());

function openai(onOutput?: (text: string) => void, cwd?: string): Terminal {
  const env = { OPENAI_API_KEY: 'sk-test', OPENAI_BASE_URL: server.url };
  return terminal({ env, ...(onOutput === undefined ? {} : { onOutput }), ...(cwd === undefined ? {} : { cwd }) });
}

describe('after two runs', () => {
  let t: Terminal;
  let folder: string;
  beforeAll(async () => {
    t = openai();
    folder = writeCast(cast);
    await t.type('run', folder, '--run-id', 'first', '--actor-id', 'ada');
    // About the sheet, its images together, and the first of them.
    server.faults('refusal', 'refusal', 'refusal');
    await t.type('run', folder, '--run-id', 'second', '--force', '--concurrency', '1', '--output', 'second-output');
  });

  test('"runs" lists both, the newest last, with how they came out and what they cost', async () => {
    const { code, stdout } = await t.type('runs');
    const [heading, first, second, ...rest] = stdout.trimEnd().split('\n');
    expect(code).toBe(0);
    expect(heading).toMatch(/^run +started +mode +actors +outcome +cost$/);
    expect(first).toMatch(
      /^first +\d{4}-\d\d-\d\d \d\d:\d\d:\d\d +dry-run +1 +0 balanced, 1 to do, 0 failed +\$0\.\d+$/,
    );
    expect(second).toMatch(/^second .* 3 +0 balanced, 2 to do, 1 failed +\$/);
    expect(rest).toEqual([]);
  });

  test('"runs --json" is one run a line', async () => {
    const lines = (await t.type('runs', '--json')).stdout.trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      { run: 'first', actors: 1 },
      { run: 'second', review: { totals: { failed: 1 } } },
    ]);
  });

  test('"status" shows the last run of this folder: where each actor stands and why one failed', async () => {
    const ended = await t.type('status');
    expect(ended.code).toBe(0);
    expect(ended.stdout).toMatch(/^Run second, dry-run, started .* over .*/);
    expect([...rowsOf(ended)].map(([actor, [state]]) => `${actor} ${state}`)).toEqual([
      'ada failed',
      'bob to do',
      'eve to do',
    ]);
    expect(ended.stdout).toMatch(/^ada: .* declined to judge these images/m);
    expect(ended.stdout).toMatch(/^Judging took \d+ calls, \d+ tokens, \$0\.\d+\.$/m);
  });

  test('"status RUN" shows that one, with --json one actor a line', async () => {
    expect([...rowsOf(await t.type('status', 'first')).keys()]).toEqual(['ada']);
    const lines = (await t.type('status', 'second', '--json')).stdout.trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      { actor: 'ada', status: 'failed' },
      { actor: 'bob' },
      { actor: 'eve' },
    ]);
  });

  test('"report" writes the same files again, elsewhere or where they were', async () => {
    const { code, stdout } = await t.type('report', '--output', 'again');
    expect(code).toBe(0);
    expect(stdout).toBe(`Report: ${join(t.cwd, 'again/report.html')}\n`);
    const written = (output: string) =>
      new Map([...contentOf(join(t.cwd, output))].filter(([path]) => path !== 'report.html'));
    expect(written('again')).toEqual(written('second-output'));
    expect(existsSync(join(t.cwd, 'again/bob_composite.jpg'))).toBe(true);
    expect((await t.type('report')).stdout).toContain(join(t.cwd, 'second-output/report.html'));
  });

  test('--in finds them from any other folder', async () => {
    const elsewhere = openai();
    expect((await elsewhere.type('runs', '--in', folder)).stdout.trimEnd().split('\n')).toHaveLength(3);
    expect([...rowsOf(await elsewhere.type('status', 'first', '--in', folder)).keys()]).toEqual(['ada']);
    const unnamed = await elsewhere.type('status', '--in', folder);
    expect([unnamed.code, unnamed.stderr]).toEqual([1, expect.stringContaining('Which run? Name one; ')]);
  });
});

test('a folder in which nothing ran says so', async () => {
  const { code, stdout } = await terminal().type('runs', '--in', writeCast(cast));
  expect(code).toBe(0);
  expect(stdout).toMatch(/^No run yet in .*\. Start one with: npx evencast run FOLDER$/m);
});

test('records kept with --state are found again by the commands after the run', async () => {
  const t = openai();
  const folder = writeCast(cast);
  await t.type('run', folder, '--state', 'records', '--run-id', 'r1');
  expect((await t.type('runs')).stdout).toContain('r1');
  expect((await t.type('status')).code).toBe(0);
  expect((await t.type('report', '--output', 'again')).code).toBe(0);
  expect(existsSync(join(folder, '.evencast'))).toBe(false);
});

describe('"status" of a run that acts and did not come to its end', () => {
  let t: Terminal;
  let mark: string;
  beforeAll(async () => {
    t = openai((text) => {
      if (text.includes('"step":"composite","phase":"started"')) t.interrupt();
    });
    const folder = writeCast(cast);
    await t.type('run', folder, '--json', '--execute', '--approve', 'auto', '--run-id', 'r1');
    mark = join(folder, '.evencast/runs/r1/holder.json');
  });
  const status = async (holder?: string, doing = 'run', until = t.clock.now() + 60_000) => {
    const text = { schema: 1, run: 'r1', holder, doing, begunAt: Date.UTC(2026, 10, 1, 12), until };
    if (holder !== undefined) writeFileSync(mark, JSON.stringify(text));
    return (await t.type('status', 'r1', '--in', dirname(dirname(dirname(dirname(mark)))))).stdout;
  };
  const STOPPED = /^It was stopped before it was through\. Go on with it: npx evencast resume r1$/m;
  const elsewhere = (of: object) => JSON.stringify({ ...JSON.parse(newHolder()), ...of });

  test('says that it was stopped, and how to go on', async () => {
    expect(await status()).toMatch(STOPPED);
    expect(await status(elsewhere({ pid: spawnSync('true').pid }))).toMatch(STOPPED);
    expect(await status('whose?', 'run', t.clock.now() - 1)).toMatch(STOPPED);
    writeFileSync(mark, 'no json');
    expect(await status()).toMatch(STOPPED);
  });

  test('says that another process carries it out, and where', async () => {
    const at = 'since 2026-11-01T12:00:00.000Z.';
    expect(await status(newHolder())).toContain(`It is under way in another process on this machine, ${at}`);
    expect(await status(elsewhere({ machine: 'other' }))).toContain(
      `It is under way in another process on another machine, ${at}`,
    );
    expect(await status(newHolder(), 'rollback')).toContain(
      `It is being taken back in another process on this machine, ${at}`,
    );
  });
});

describe('Ctrl-C', () => {
  test.each([
    '"step":"composite","phase":"started"',
    '"step":"evaluate","phase":"started"',
    '"actor":"ada","step":"plan","phase":"finished"',
  ])(
    'at %s ends the run with a sentence, leaves whole files only, and the next run goes on from there',
    async (moment) => {
      const [cwd, folder] = [temporaryFolder(), writeCast(cast)];
      const t: Terminal = openai((text) => {
        if (text.includes(moment)) t.interrupt();
      }, cwd);
      const before = server.requests.length;
      const stopped = await t.type('run', folder, '--json', '--run-id', 'stopped', '--concurrency', '1');
      expect(stopped.code).toBe(2);
      expect(stopped.stderr).toBe(
        'Error: The run was stopped. Nothing was changed; what was judged is remembered, so starting again continues.\n',
      );
      expect(stopped.stdout).not.toContain('"event":"finished"');
      const left = filesIn(folder);
      expect(left.filter((file) => /tmp-|\.part$/.test(file))).toEqual([]);
      for (const file of left)
        if (file.endsWith('.json')) expect(() => JSON.parse(readFileSync(file, 'utf8')), file).not.toThrow();
      expect(existsSync(join(cwd, 'evaluation/report.html'))).toBe(false);

      const next = openai(undefined, cwd);
      expect((await next.type('runs')).stdout).toMatch(/^stopped .* not finished$/m);
      expect((await next.type('status', 'stopped')).stdout).toContain(
        'It was stopped before it was through. Nothing was changed; start a new run.',
      );
      expect((await next.type('run', folder, '--run-id', 'after')).code).toBe(0);
      // One sheet per actor, in both runs together: what was judged before the stop is not judged again.
      if (moment.includes('ada')) expect(server.requests.length - before).toBe(3);
    },
  );

  test('before the run began leaves nothing behind', async () => {
    const t = openai();
    t.interrupt();
    const folder = writeCast(cast);
    const before = contentOf(folder);
    const stopped = await t.type('run', folder);
    expect(stopped.code).toBe(2);
    expect(stopped.stderr).toContain('Error: The run was stopped.');
    expect(contentOf(folder, ['.evencast'])).toEqual(before);
    expect((await openai().type('runs', '--in', folder)).stdout).toContain('No run yet');
  });
});
