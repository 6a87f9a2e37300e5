import { linkSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { contentOf, evaluationOf, evaluationsIn } from '../support/folder-content.ts';
import { coloured, colouredFiles, meaningAt, pattern, writeCast } from '../support/small-cast.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { rowsOf, type Terminal, terminal } from '../support/terminal.ts';
import { type VisionServer, visionServer } from '../support/vision-server.ts';

let server: VisionServer;

beforeAll(async () => {
  server = await visionServer();
});
afterAll(() => server.close());

function openai(): Terminal {
  return terminal({ env: { OPENAI_API_KEY: 'sk-test', OPENAI_BASE_URL: server.url } });
}

/** Names that a file system takes and people, or programs, do give. No two are equal, though some look it. */
const NAMES = [
  'zo\u00eb',
  'zoe\u0308',
  '日本語',
  '😀👩‍🎨',
  'שלום عالم',
  '\u202eexe.abc',
  '-rf',
  '--help',
  '"double" and \'single\'',
  'new\nline',
  'tab\tand\u0007bell',
  '\u001b[31mred',
  ' spaces around ',
  'a%2Fb %00 +&=?#;',
  '<script>alert(1)<!--',
  'back\\slash',
  'constructor',
  '__proto__',
  'CON',
  'dots...in it',
  'dot.',
  '{actor} $& $1',
  'ADA',
  'ada',
  'x'.repeat(200),
  '長'.repeat(80),
];

describe('names of any kind', () => {
  test('as actors: each is worked on, and gets files of its own', async () => {
    const folder = temporaryFolder();
    for (const [n, actor] of NAMES.entries()) {
      mkdirSync(join(folder, actor));
      writeFileSync(join(folder, actor, '1.png'), await coloured(meaningAt(n), n));
    }
    const before = contentOf(folder);
    const t = openai();
    const ended = await t.type('run', folder, '--run-id', 'r1');
    expect(ended.said).not.toMatch(/[Ff]ailed|Error/);
    expect(ended.code).toBe(0);
    expect(contentOf(folder, ['.evencast'])).toEqual(before);
    const evaluations = evaluationsIn(join(t.cwd, 'evaluation'));
    expect([...evaluations.keys()].sort()).toEqual([...NAMES].sort());
    for (const [n, actor] of NAMES.entries())
      expect(evaluations.get(actor)?.images, actor).toMatchObject([meaningAt(n)]);
    expect(readdirSync(join(t.cwd, 'evaluation'))).toHaveLength(2 * NAMES.length + 1);
    expect((await t.type('status', 'r1')).code).toBe(0);
  });

  test('as images: each has its own verdict', async () => {
    const files = await Promise.all(
      NAMES.map(async (name, n) => [`${name}.png`, await coloured(meaningAt(n), n)] as const),
    );
    const t = openai();
    expect((await t.type('run', writeCast({ ada: Object.fromEntries(files) }))).code).toBe(0);
    const verdicts = new Map(
      evaluationOf(join(t.cwd, 'evaluation'), 'ada').images.map(({ file, type, score }) => [file, { type, score }]),
    );
    expect(verdicts).toEqual(new Map(NAMES.map((name, n) => [`${name}.png`, meaningAt(n)])));
  });

  test('an actor can be chosen by such a name', async () => {
    const folder = writeCast({ 'new\nline': await colouredFiles(1), '-rf': await colouredFiles(1) });
    expect([...rowsOf(await openai().type('run', folder, '--actor-id=-rf')).keys()]).toEqual(['-rf']);
    expect([...rowsOf(await openai().type('run', folder, '--actor-id', 'new\nline')).keys()]).toEqual([
      'new\\u000aline',
    ]);
  });

  test('bytes that are no text: worked on like any other', async () => {
    const folder = temporaryFolder();
    const odd = Buffer.concat([Buffer.from(`${folder}/caf`), Buffer.of(0xe9)]);
    mkdirSync(odd);
    writeFileSync(
      Buffer.concat([odd, Buffer.from('/na'), Buffer.of(0xef), Buffer.from('ve.png')]),
      await coloured(meaningAt(4), 1),
    );
    const t = openai();
    const ended = await t.type('run', folder);
    expect(ended.said).not.toMatch(/[Ff]ailed|Error/);
    expect([...evaluationsIn(join(t.cwd, 'evaluation')).values()]).toMatchObject([{ images: [meaningAt(4)] }]);
  });

  test('hidden folders and loose files beside the actors are nobody', async () => {
    const folder = writeCast({
      ada: await colouredFiles(1),
      '.git': { 'x.png': await coloured(meaningAt(0), 3) },
      '.': { 'loose.png': await coloured(meaningAt(1), 4) },
    });
    expect([...rowsOf(await openai().type('run', folder)).keys()]).toEqual(['ada']);
  });
});

describe('files that cannot be read', () => {
  test('are listed with the reason and left alone, and the rest of the set is judged', async () => {
    const whole = await pattern(9);
    const bad = {
      'cut-off.jpg': whole.slice(0, Math.floor(whole.length / 3)),
      'empty.jpg': '',
      'text.jpg': 'This is no picture at all.',
      'moving.png': Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64'),
      'phone.heic': 'ftypheic',
      'drawing.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>',
      'page.webp': '<!doctype html><title>404</title>',
    };
    const folder = writeCast({
      ada: { ...bad, 'good.jpg': whole, 'caption.txt': 'ada', 'Thumbs.db': 'x', '.DS_Store': 'x', '._good.jpg': 'x' },
    });
    const before = contentOf(folder);
    const t = terminal();
    const ended = await t.type('run', folder);
    expect(ended.code).toBe(0);
    expect(ended.stdout).toContain('7 files could not be read; they are listed in the report and left alone.');
    expect(contentOf(folder, ['.evencast'])).toEqual(before);
    const { images, unreadable, plan } = evaluationOf(join(t.cwd, 'evaluation'), 'ada');
    expect(images.map(({ file }) => file)).toEqual(['good.jpg']);
    expect(plan.changes.filter(({ kind }) => kind === 'retire')).toEqual([]);
    expect(Object.fromEntries(unreadable.map(({ file, reason }) => [file, reason]))).toEqual({
      'cut-off.jpg': 'the JPEG data is cut off',
      'empty.jpg': 'an empty file',
      'text.jpg': 'not a picture: it is text',
      'moving.png': expect.stringMatching(/GIF.*only JPEG, PNG and WebP are read/),
      'phone.heic': 'only JPEG, PNG and WebP are read; convert it',
      'drawing.svg': 'only JPEG, PNG and WebP are read; convert it',
      'page.webp': expect.stringMatching(/^not a picture: /),
    });
  });

  test('a set of nothing else is planned like an empty one', async () => {
    const ended = await terminal().type('run', writeCast({ ada: { 'a.jpg': '', 'b.png': 'x' } }));
    expect(ended.code).toBe(0);
    expect(rowsOf(ended).get('ada')?.[1]).toBe('0/0/0');
    expect(ended.stdout).toContain('2 files could not be read');
  });

  test('a folder named like an image is not one', async () => {
    const folder = writeCast({ ada: await colouredFiles(1) });
    mkdirSync(join(folder, 'ada/old.jpg'));
    writeFileSync(join(folder, 'ada/old.jpg/inside.png'), await coloured(meaningAt(2), 9));
    const t = openai();
    expect((await t.type('run', folder)).code).toBe(0);
    expect(evaluationOf(join(t.cwd, 'evaluation'), 'ada').images.map(({ file }) => file)).toEqual(['001.png']);
  });
});

describe('a set of 600 images', () => {
  test('has several sheets, a verdict for every image, and copies that are found', async () => {
    const distinct = Object.values(await colouredFiles(20, (n) => ({ ...meaningAt(n), score: 8 })));
    const folder = writeCast({ crowd: Object.fromEntries(distinct.map((body, n) => [`${n}-000.png`, body])) });
    for (let n = 0; n < 580; n++)
      linkSync(join(folder, `crowd/${n % 20}-000.png`), join(folder, `crowd/${n % 20}-${n + 1}.png`));
    const t = openai();
    expect((await t.type('run', folder)).code).toBe(0);
    expect(readdirSync(join(t.cwd, 'evaluation')).sort()).toEqual([
      'crowd_composite-part-2.jpg',
      'crowd_composite.jpg',
      'crowd_evaluation.json',
      'report.html',
    ]);
    const { images, plan } = evaluationOf(join(t.cwd, 'evaluation'), 'crowd');
    expect(images).toHaveLength(600);
    expect(images.every(({ file, type }) => type === meaningAt(Number.parseInt(file, 10)).type)).toBe(true);
    const copies = plan.changes.filter((change) => change.kind === 'retire' && change.reason.code === 'exact-copy');
    expect(copies).toHaveLength(300);
    expect(
      plan.withheld.filter(({ because, reason }) => because === 'cap' && reason.code === 'exact-copy'),
    ).toHaveLength(280);
  });
});
