import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { judgeCheckSchema } from '../../core/judge-check/check-record.ts';
import { PROTOCOLS } from '../../core/judging/protocol.ts';
import { coloured, meaningAt, pattern } from '../support/small-cast.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { type Terminal, terminal } from '../support/terminal.ts';
import { type VisionServer, type VisionServerOptions, visionServer } from '../support/vision-server.ts';

const servers: VisionServer[] = [];
afterEach(async () => {
  vi.unstubAllEnvs();
  for (const server of servers.splice(0)) await server.close();
});

async function withVision(options: VisionServerOptions = {}): Promise<Terminal & { readonly server: VisionServer }> {
  const server = await visionServer(options);
  servers.push(server);
  return { ...terminal({ env: { OPENAI_API_KEY: 'sk-test-key', OPENAI_BASE_URL: server.url } }), server };
}

/** So many plain pictures that mean their label to the stand-in, of two sources. */
async function golden(count: number): Promise<string> {
  const folder = temporaryFolder();
  const rows = ['File,Type,Note,Source'];
  for (let n = 0; n < count; n++) {
    const file = `sub, folder/${n}.png`;
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), await coloured(meaningAt(n), n));
    rows.push(`"${file}",${meaningAt(n).type},,source ${n % 2}`);
  }
  writeFileSync(join(folder, 'labels.csv'), `\ufeff${rows.join('\r\n')}\r\n`);
  return folder;
}

const results = (cwd: string) =>
  readdirSync(join(cwd, 'judge-checks'))
    .filter((name) => name.endsWith('.json'))
    .map((name) => judgeCheckSchema.parse(JSON.parse(readFileSync(join(cwd, 'judge-checks', name), 'utf8'))));

describe('evencast judge-check', () => {
  test.each(PROTOCOLS)('by %s a judge that sees rightly is right about every image, twice', async (protocol) => {
    const t = await withVision();
    const { code, stdout, stderr } = await t.type(
      'judge-check',
      await golden(25),
      '--protocol',
      protocol,
      '--copies',
      '0',
    );
    expect(code, stderr).toBe(0);
    expect(stderr).toMatch(/Judge: openai .* held against 25 labelled images\. It costs \$[\d.]+ at most\./);
    expect(stdout).toMatch(/right about the type +100 %, 25 of 25/);
    expect(stdout).toMatch(/says the same again +100 %, 25 of 25/);
    const [check] = results(t.cwd);
    expect(check?.judge).toMatchObject({ name: 'openai', protocol });
    expect(check?.totalUsd).toBeGreaterThan(check?.usage.usd ?? 0);
  });

  test('what one judge takes for something else is shown, and compared with the one before', async () => {
    const folder = await golden(12);
    const right = await withVision();
    const command = ['judge-check', folder, '--protocol', 'image', '--copies', '0', '--once'];
    await right.type(...command);
    const wrong = await visionServer({
      distorts: (seen) => seen.map((each) => ('score' in each ? { ...each, type: 'photorealistic' } : each)),
    });
    servers.push(wrong);
    const t = terminal({ cwd: right.cwd, env: { OPENAI_API_KEY: 'sk-test-key', OPENAI_BASE_URL: wrong.url } });
    const { stdout } = await t.type(...command, '--seed', '2');
    expect(stdout).toMatch(/right about the type +33 %, 4 of 12/);
    expect(stdout).toContain('4 of 12 right, it was 12.');
    expect(stdout).not.toContain('says the same again');
    const pages = readdirSync(join(t.cwd, 'judge-checks')).filter((name) => name.endsWith('.html'));
    const page = readFileSync(join(t.cwd, 'judge-checks', pages.at(-1) ?? ''), 'utf8');
    expect(page.match(/<figure>/g)).toHaveLength(8);
    expect(page).toContain('sub, folder/1.png');
  });

  test('offline it costs nothing; worse copies are scored; nothing is left in the folder or among temporary files', async () => {
    const folder = temporaryFolder();
    for (const n of [1, 2]) writeFileSync(join(folder, `${n}.jpg`), await pattern(n));
    writeFileSync(join(folder, 'labels.csv'), 'file,type\n1.jpg,photorealistic\n2.jpg,color_stylized\n');
    const temporary = temporaryFolder();
    vi.stubEnv('TMPDIR', temporary);
    const t = terminal();
    const { code, stdout, stderr } = await t.type(
      'judge-check',
      folder,
      '--judge',
      'offline',
      '--copies',
      '1',
      '--json',
    );
    expect(code, stderr).toBe(0);
    const { check } = JSON.parse(stdout) as { check: unknown };
    const { images, totalUsd } = judgeCheckSchema.parse(check);
    expect(totalUsd).toBe(0);
    expect(images.flatMap(({ copies = {} }) => Object.keys(copies))).toHaveLength(9);
    expect(readdirSync(folder).sort()).toEqual(['1.jpg', '2.jpg', 'labels.csv']);
    expect(readdirSync(temporary).filter((name) => name.startsWith('evencast-judge-check-'))).toEqual([]);
  });

  test('a set that the judge refuses is named with its words, counts for nothing, and the code says so', async () => {
    const t = await withVision();
    t.server.faults(...Array<'refusal'>(20).fill('refusal'));
    const command = ['judge-check', await golden(3), '--protocol', 'image', '--copies', '0', '--once'];
    const { code, stdout } = await t.type(...command);
    expect(code).toBe(2);
    expect(stdout).toMatch(/right about the type +none/);
    expect(stdout).toMatch(/^set-001: .*(refused|declined)/m);
    expect(stdout).toContain('3 images got no verdict; the page names them.');
  });

  test.each([
    ['no labels', undefined, /There is no labels\.csv in .*--labels FILE/],
    ['a column that is missing', 'name,type\na,b\n', /the first line names no column file/],
    ['types that are none', 'file,type\n0.png,photo\n', /line 2: type must be one of photorealistic/],
    ['a file that is not there', 'file,type\nx.png,photorealistic\n', /line 2: "x\.png" is not there/],
    ['a file outside', 'file,type\n../x.png,photorealistic\n', /line 2: "\.\.\/x\.png" lies outside the folder/],
    [
      'a file twice',
      'file,type\n0.png,photorealistic\n./0.png,photorealistic\n',
      /line 3: "\.\/0\.png" is labelled twice/,
    ],
    ['no line', 'file,type\n', /there is no line below the first/],
    ['broken CSV', 'file,type\n"0.png,photorealistic\n', /cannot be used/],
  ])('%s: nothing is asked, and it is said what to do', async (_name, labels, words) => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, '0.png'), await coloured(meaningAt(0), 0));
    if (labels !== undefined) writeFileSync(join(folder, 'labels.csv'), labels);
    const t = await withVision();
    const { code, stderr } = await t.type('judge-check', folder);
    expect(code).toBe(1);
    expect(stderr).toMatch(words);
    expect(t.server.requests).toEqual([]);
  });
});
