import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { evaluationOf } from '../support/folder-content.ts';
import type { PictureMeaning } from '../support/picture-code.ts';
import { coloured, colouredFiles, meaningAt, writeCast } from '../support/small-cast.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { rowsOf, type Terminal, terminal } from '../support/terminal.ts';
import { type VisionServer, visionServer } from '../support/vision-server.ts';

let server: VisionServer;
let requestsBefore = 0;

beforeAll(async () => {
  server = await visionServer();
});
afterAll(() => server.close());

/** A terminal whose OpenAI is the stand-in. */
function openai(): Terminal {
  requestsBefore = server.requests.length;
  return terminal({ env: { OPENAI_API_KEY: 'sk-test-key', OPENAI_BASE_URL: server.url } });
}

/** Questions asked since the last look. */
function asked(): readonly (readonly string[])[] {
  const body = z.object({
    response_format: z.object({ json_schema: z.object({ schema: z.object({ required: z.array(z.string()) }) }) }),
  });
  const since = server.requests.slice(requestsBefore);
  requestsBefore = server.requests.length;
  return since.map((request) =>
    body.parse(request.body).response_format.json_schema.schema.required.filter((key) => key !== 'analysis'),
  );
}

describe('verdicts land on the images they are about', () => {
  test.each([1, 9, 10, 11, 23])('in a set of %i', async (count) => {
    const t = openai();
    const ended = await t.type('run', writeCast({ ada: await colouredFiles(count) }), '--protocol', 'composite');
    expect(ended.code).toBe(0);
    const { images, usage, judging } = evaluationOf(join(t.cwd, 'evaluation'), 'ada');
    expect(images.map(({ file, type, score }) => ({ file, type, score }))).toEqual(
      Array.from({ length: count }, (_, n) => ({ file: `${String(n + 1).padStart(3, '0')}.png`, ...meaningAt(n) })),
    );
    const sheets = Math.ceil(count / 9);
    const rest = count - (sheets - 1) * 9;
    expect(asked().map((cells) => cells.length)).toEqual([...Array<number>(sheets - 1).fill(10), rest + 1]);
    expect(usage.calls).toBe(sheets);
    expect(judging?.canaries).toEqual({ shown: sheets, missed: 0 });
    expect(usage.usd).toBeGreaterThan(0);
  });

  test('where unreadable files stand between them', async () => {
    const files = await colouredFiles(12);
    const holes = { '000.png': '', '005b.jpg': 'no picture', '011a.png': 'GIF89a', '999.webp': 'RIFF' };
    const t = openai();
    await t.type('run', writeCast({ ada: { ...files, ...holes } }));
    const { images, unreadable } = evaluationOf(join(t.cwd, 'evaluation'), 'ada');
    expect(images.map(({ type, score }) => ({ type, score }))).toEqual(
      Array.from({ length: 12 }, (_, n) => meaningAt(n)),
    );
    expect(unreadable.map(({ file }) => file)).toEqual(Object.keys(holes).sort());
  });

  test('of several actors at once', async () => {
    const of =
      (shift: number) =>
      (n: number): PictureMeaning =>
        meaningAt(n * 5 + shift);
    const actors = ['a', 'b', 'c', 'd'];
    const cast = await Promise.all(
      actors.map(async (actor, index) => [actor, await colouredFiles(11, of(index), index * 11)] as const),
    );
    const t = openai();
    await t.type('run', writeCast(Object.fromEntries(cast)), '--concurrency', '4');
    for (const [index, actor] of actors.entries()) {
      const { images } = evaluationOf(join(t.cwd, 'evaluation'), actor);
      expect(images.map(({ type, score }) => ({ type, score }))).toEqual(
        Array.from({ length: 11 }, (_, n) => of(index)(n)),
      );
    }
  });
});

describe('what has been judged is not judged again', () => {
  test('a second run asks nothing and costs nothing', async () => {
    const t = openai();
    const folder = writeCast({ ada: await colouredFiles(12) });
    const first = await t.type('run', folder);
    expect(first.stdout).toMatch(/^Judging took 3 calls, \d+ tokens, \$0\.\d+\.$/m);
    // Two sheets, and what would leave alone.
    expect(asked()).toHaveLength(3);
    const second = await t.type('run', folder);
    expect(asked()).toEqual([]);
    expect(second.stdout).not.toContain('Judging took');
    expect(rowsOf(second)).toEqual(rowsOf(first));
  });

  test('--force asks again about everything', async () => {
    const t = openai();
    const folder = writeCast({ ada: await colouredFiles(12) });
    await t.type('run', folder);
    asked();
    await t.type('run', folder, '--force');
    expect(asked().map((cells) => cells.length)).toEqual([10, 4, 5]);
  });

  test('one image that was added is the only one on a sheet, and the verdict is its own', async () => {
    const t = openai();
    const folder = writeCast({ ada: await colouredFiles(12) });
    await t.type('run', folder, '--protocol', 'composite');
    asked();
    const added: PictureMeaning = { type: 'bw_stylized', score: 10 };
    writeFileSync(join(folder, 'ada/005-new.png'), await coloured(added, 500));
    await t.type('run', folder, '--protocol', 'composite');
    expect(asked().map((cells) => cells.length)).toEqual([2]);
    const { images, remembered } = evaluationOf(join(t.cwd, 'evaluation'), 'ada');
    expect(remembered).toBe(12);
    expect(images.find(({ file }) => file === '005-new.png')).toMatchObject(added);
  });

  test('an image that was renamed or moved to another actor is known by its pixels', async () => {
    const t = openai();
    const [ada] = [await colouredFiles(3)];
    const state = temporaryFolder();
    await t.type('run', writeCast({ ada }), '--state', state);
    asked();
    await t.type('run', writeCast({ bob: { 'x.png': ada['002.png'] ?? '' } }), '--state', state);
    expect(asked()).toEqual([]);
    expect(evaluationOf(join(t.cwd, 'evaluation'), 'bob').images).toMatchObject([meaningAt(1)]);
  });
});

describe('which judge works', () => {
  test.each([
    ['openai where a key is set', [], { OPENAI_API_KEY: 'sk-k' }, 'Judge: openai (OPENAI_API_KEY is set).'],
    ['offline where none is', [], {}, 'Judge: offline (no OPENAI_API_KEY is set;'],
    ['the one asked for', ['--judge', 'offline'], { OPENAI_API_KEY: 'sk-k' }, 'Judge: offline (asked for by --judge).'],
  ])('is %s, and it is said', async (_, argv, env, words) => {
    const t = terminal({ env: { ...env, OPENAI_BASE_URL: server.url } });
    const ended = await t.type('run', writeCast({ ada: await colouredFiles(1) }), ...argv);
    expect(ended.code).toBe(0);
    expect(ended.stderr).toContain(words);
  });

  test('a server of one’s own without a key will do', async () => {
    const config = JSON.stringify({ judge: { use: 'openai', baseUrl: server.url, models: ['my-vision'] } });
    const t = terminal({ cwd: writeCast({ '.': { 'evencast.config.jsonc': config } }) });
    const ended = await t.type('run', writeCast({ ada: await colouredFiles(2) }));
    expect(ended.stderr).toContain('Judge: openai (set in the config as judge.use).');
    expect(ended.code).toBe(0);
    expect(evaluationOf(join(t.cwd, 'evaluation'), 'ada').images[0]?.judge).toMatchObject({
      name: 'openai',
      model: 'my-vision',
    });
  });
});

describe('which protocol', () => {
  test.each(['composite', 'image', 'composite+recheck'])(
    '%s is said, kept in the evaluation and shown in the report',
    async (protocol) => {
      const t = openai();
      const ended = await t.type('run', writeCast({ ada: await colouredFiles(3) }), '--protocol', protocol);
      expect(ended.stderr).toContain(`Protocol: ${protocol} (`);
      expect(evaluationOf(join(t.cwd, 'evaluation'), 'ada').judging?.protocol).toBe(protocol);
      expect(readFileSync(join(t.cwd, 'evaluation/report.html'), 'utf8')).toContain(`Protocol ${protocol}.`);
    },
  );

  test('makes no difference to the offline judge, and that is said where one was asked for', async () => {
    const folder = writeCast({ ada: await colouredFiles(1) });
    const asked = await terminal({}).type('run', folder, '--protocol', 'image');
    expect([asked.code, asked.stderr]).toEqual([
      0,
      expect.stringContaining('Protocol: image makes no difference to the offline judge'),
    ]);
    expect((await terminal({}).type('run', folder)).stderr).not.toContain('Protocol:');
  });

  test('that there is none of is refused', async () => {
    const ended = await openai().type('run', writeCast({ ada: await colouredFiles(1) }), '--protocol', 'guess');
    expect(ended.code).toBe(1);
  });
});

describe('limits', () => {
  const bad = () => colouredFiles(14, (n) => ({ type: 'photorealistic', score: n < 6 ? 2 : 9 }));
  const retired = async (...argv: readonly string[]) => {
    const t = openai();
    const ended = await t.type('run', writeCast({ ada: await bad() }), ...argv);
    expect(ended.code).toBe(0);
    const { changes, withheld } = evaluationOf(join(t.cwd, 'evaluation'), 'ada').plan;
    return {
      retire: changes.filter(({ kind }) => kind === 'retire').length,
      held: withheld.map(({ because }) => because),
    };
  };

  test('without one, the floor alone keeps images in place', async () => {
    expect(await retired()).toEqual({ retire: 4, held: ['floor', 'floor'] });
  });

  test.each([0, 2])('--max-deletions %i retires no more and says what stays because of it', async (most) => {
    const { retire, held } = await retired('--max-deletions', String(most));
    expect(retire).toBe(most);
    expect(held.slice(0, 6 - most)).toEqual(Array<string>(6 - most).fill('cap'));
  });

  test('a budget too small for judging stops before anything is asked, and says which would do', async () => {
    const t = openai();
    const ended = await t.type('run', writeCast({ ada: await bad() }), '--budget', '0.0001');
    expect(asked()).toEqual([]);
    expect(ended.code).toBe(2);
    expect(ended.stdout).toMatch(
      /ada: Judging ada may cost up to \$0\.\d+, more than its share of the budget .* Give --budget 0\.\d+ or choose fewer actors\./,
    );
  });
});
