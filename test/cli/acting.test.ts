import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ImageType } from '../../core/image-type.ts';
import { contentOf, filesIn } from '../support/folder-content.ts';
import { coloured, type Files, writeCast } from '../support/small-cast.ts';
import { rowsOf, type Terminal, type TerminalOptions, terminal } from '../support/terminal.ts';
import { SECRETS, type Vendors, vendors } from '../support/vendors.ts';

let stand: Vendors;
beforeAll(async () => {
  stand = await vendors();
});
afterAll(() => stand.close());

/** Pictures of 96 pixels are large enough here, and a set of six is a full one: 4 photographs, one in ink, one in colour. */
const CONFIG = JSON.stringify({
  target: { total: 6, floor: 2, shares: { photorealistic: 66, bw_stylized: 17, color_stylized: 17 } },
  generate: { minEdge: 64 },
});

let variant = 0;

/** So many pictures of one type, the worst first. */
async function many(type: ImageType, count: number): Promise<Files> {
  const files = Array.from({ length: count }, async (_, n) => {
    return [`${type}-${n}.png`, await coloured({ type, score: 5 + n }, variant++)] as const;
  });
  return Object.fromEntries(await Promise.all(files));
}

/** Six photographs and nothing else: two leave, two are made. */
const lopsided = () => many('photorealistic', 6);

interface Stage {
  readonly t: Terminal;
  readonly folder: string;
  readonly before: ReadonlyMap<string, string>;
}

async function stage(cast: Readonly<Record<string, Files>>, of: TerminalOptions = {}, config = CONFIG): Promise<Stage> {
  const cwd = writeCast({ '.': { 'evencast.config.jsonc': config } });
  const folder = writeCast(cast);
  return { t: terminal({ env: stand.env, cwd, ...of }), folder, before: contentOf(folder) };
}

/** Somebody else at the same working folder. */
const other = ({ t }: Stage, of: TerminalOptions = {}) => terminal({ env: stand.env, cwd: t.cwd, ...of });

const images = (folder: string, actor = 'ada') =>
  filesIn(join(folder, actor)).map((path) => path.slice(join(folder, actor).length + 1));

describe('a run that acts, where nobody can be asked', () => {
  let s: Stage;
  beforeAll(async () => {
    s = await stage({
      ada: await lopsided(),
      bob: {
        ...(await many('photorealistic', 4)),
        ...(await many('bw_stylized', 1)),
        ...(await many('color_stylized', 1)),
      },
    });
  });

  test('waits: nothing is changed or paid, exit code 3, and the command to approve is named', async () => {
    const paid = stand.replicate.paid();
    const ended = await s.t.type('run', s.folder, '--execute', '--run-id', 'r1');
    expect(ended.code).toBe(3);
    expect(ended.stdout).toContain('The plans wait for a decision. Nothing was changed yet.');
    expect(ended.stdout).toMatch(/^Next: {4}npx evencast approve r1$/m);
    expect(contentOf(s.folder, ['.evencast'])).toEqual(s.before);
    expect(stand.replicate.paid()).toBe(paid);
    expect((await s.t.type('status')).stdout).toContain('The plans wait for a decision.');
  });

  test('approved, it makes first what is missing and then retires what is too much', async () => {
    const paid = stand.replicate.paid();
    const ended = await s.t.type('approve', 'r1');
    expect(ended.code).toBe(0);
    expect(ended.stderr).toMatch(/^ada +to do +6\/0\/0/m);
    expect(rowsOf(ended).get('ada')).toEqual(['carried out', '6/0/0', '4/1/1', '4/1/1', '7.5', '2', '2', '$0.10']);
    expect(rowsOf(ended).get('bob')?.[0]).toBe('balanced');
    expect(ended.stdout).toContain('2 images joined, 2 retired; making them cost $0.10.');
    expect(stand.replicate.paid() - paid).toBe(2);
    expect(images(s.folder).filter((file) => file.startsWith('photorealistic'))).toEqual(
      [2, 3, 4, 5].map((n) => `photorealistic-${n}.png`),
    );
    expect(images(s.folder).filter((file) => /^generated-(16|27)-[0-9a-f]{10}\.png$/.test(file))).toHaveLength(2);
  });

  test('the manifest says where each image came from, and who approved is on record', () => {
    const state = join(s.folder, '.evencast');
    const manifest: unknown = JSON.parse(readFileSync(join(state, 'actors/ada/manifest.json'), 'utf8'));
    expect(manifest).toMatchObject({
      runs: ['r1'],
      images: expect.arrayContaining([
        expect.objectContaining({
          type: 'bw_stylized',
          origin: expect.objectContaining({ run: 'r1', promptNumber: 16 }),
        }),
        expect.objectContaining({ file: 'photorealistic-5.png', origin: { kind: 'upload' }, pinned: false }),
      ]),
    });
    expect(manifest).not.toHaveProperty('lease');
    const approval: unknown = JSON.parse(readFileSync(join(state, 'runs/r1/approval.json'), 'utf8'));
    expect(approval).toMatchObject({ state: 'approved', decided: { by: 'kim' } });
  });

  test('resumed, it finds nothing to do', async () => {
    const [before, paid] = [contentOf(s.folder, ['.evencast']), stand.replicate.paid()];
    const ended = await s.t.type('resume', 'r1');
    expect(ended.code).toBe(0);
    expect(contentOf(s.folder, ['.evencast'])).toEqual(before);
    expect(stand.replicate.paid()).toBe(paid);
  });

  test('taken back, the folder is as it was, to the byte', async () => {
    const ended = await s.t.type('rollback', 'r1');
    expect(ended.code).toBe(0);
    expect(ended.stdout).toContain('The run was taken back.');
    expect(contentOf(s.folder, ['.evencast'])).toEqual(s.before);
    expect(existsSync(join(s.folder, '.evencast/actors'))).toBe(false);
  });

  test('and nothing of it is carried out any more', async () => {
    const ended = await s.t.type('resume', 'r1');
    expect(ended.code).toBe(1);
    expect(ended.stderr).toContain('Run r1 was taken back; nothing of it is carried out any more. Start a new run.');
    expect(contentOf(s.folder, ['.evencast'])).toEqual(s.before);
  });

  test('no key and no token is written down anywhere', () => {
    for (const folder of [s.folder, s.t.cwd]) {
      for (const file of filesIn(folder)) {
        const text = readFileSync(file, 'latin1');
        for (const secret of SECRETS) expect(text.includes(secret), file).toBe(false);
      }
    }
  });
});

describe('what may be approved', () => {
  test('all but an actor, and not an image that is kept', async () => {
    const s = await stage({ ada: await lopsided(), bob: await lopsided() });
    await s.t.type('run', s.folder, '--execute', '--run-id', 'r1');
    const ended = await s.t.type('approve', '--except', 'bob', '--keep', 'ada/photorealistic-0.png');
    expect(ended.code).toBe(0);
    expect(rowsOf(ended).get('bob')?.[0]).toBe('to do');
    expect(images(s.folder)).toContain('photorealistic-0.png');
    expect(images(s.folder)).not.toContain('photorealistic-1.png');
    expect(contentOf(join(s.folder, 'bob'))).toEqual(contentOf(join(writeCast({ bob: {} }, s.folder), 'bob')));
    expect(images(s.folder, 'bob')).toHaveLength(6);
  });

  test('only one actor', async () => {
    const s = await stage({ ada: await lopsided(), bob: await lopsided() });
    await s.t.type('run', s.folder, '--execute', '--run-id', 'r1');
    await s.t.type('approve', '--actor-id', 'bob');
    expect(images(s.folder).filter((file) => file.startsWith('generated'))).toEqual([]);
    expect(images(s.folder, 'bob').filter((file) => file.startsWith('generated'))).toHaveLength(2);
  });

  test.each([
    [['--keep', 'ada/no.png'], 'The plan does not retire no.png of ada'],
    [['--keep', 'photorealistic-0.png'], '--keep "photorealistic-0.png" names no image. Write it as ACTOR/IMAGE.'],
    [['--except', 'adda'], 'Run r1 is not about "adda".'],
  ])('%j is refused, and the run goes on waiting', async (argv, words) => {
    const s = await stage({ ada: await lopsided() });
    await s.t.type('run', s.folder, '--execute', '--run-id', 'r1');
    const ended = await s.t.type('approve', 'r1', ...argv);
    expect(ended.code).toBe(1);
    expect(ended.stderr).toContain(words);
    expect((await s.t.type('status')).stdout).toContain('The plans wait for a decision.');
    expect(contentOf(s.folder, ['.evencast'])).toEqual(s.before);
  });

  test('nothing, where the run is a dry-run', async () => {
    const s = await stage({ ada: await lopsided() });
    await s.t.type('run', s.folder, '--run-id', 'r1');
    for (const command of ['approve', 'reject', 'resume', 'rollback']) {
      const ended = await s.t.type(command, 'r1');
      expect(ended.code, command).toBe(1);
      expect(ended.stderr, command).toMatch(/Run r1 (is|was) a dry-run.*evencast run --execute/s);
    }
  });

  test('nothing of a run that is not there', async () => {
    const s = await stage({ ada: await lopsided() });
    await s.t.type('run', s.folder, '--run-id', 'r1');
    for (const command of ['approve', 'reject', 'resume', 'rollback'])
      expect((await s.t.type(command, 'r9')).stderr, command).toContain('There is no run r9 in');
  });
});

describe('a decision holds', () => {
  test('rejected, nothing is changed, and approving afterwards is answered with who rejected it', async () => {
    const s = await stage({ ada: await lopsided() });
    await s.t.type('run', s.folder, '--execute', '--run-id', 'r1');
    const rejected = await s.t.type('reject');
    expect(rejected.code).toBe(0);
    expect(rejected.stdout).toContain('The plans were rejected. Nothing was changed.');
    const approved = await s.t.type('approve');
    expect(approved.code).toBe(2);
    expect(approved.stderr).toMatch(/Run r1 was rejected by kim at 2026-11-01 12:\d\d; that holds\./);
    expect(contentOf(s.folder, ['.evencast'])).toEqual(s.before);
  });

  test('approved, rejecting afterwards changes nothing', async () => {
    const s = await stage({ ada: await lopsided() });
    await s.t.type('run', s.folder, '--execute', '--run-id', 'r1');
    await s.t.type('approve');
    const after = contentOf(s.folder, ['.evencast']);
    const rejected = await s.t.type('reject');
    expect(rejected.code).toBe(2);
    expect(rejected.stderr).toContain('Run r1 was approved by kim');
    expect(contentOf(s.folder, ['.evencast'])).toEqual(after);
  });

  test('not taken in time it is closed as rejected', async () => {
    const s = await stage({ ada: await lopsided() });
    await s.t.type('run', s.folder, '--execute', '--run-id', 'r1');
    const late = other(s);
    await late.clock.sleep(73 * 3_600_000);
    const approved = await late.type('approve');
    expect(approved.code).toBe(2);
    expect(approved.stderr).toContain('Run r1 was closed, since nobody decided in time; that holds.');
    expect(contentOf(s.folder, ['.evencast'])).toEqual(s.before);
  });

  test('of several who decide at once one wins, and the sets are as that one said', async () => {
    const s = await stage({ ada: await lopsided() });
    await s.t.type('run', s.folder, '--execute', '--run-id', 'r1');
    const [approved, rejected] = await Promise.all([other(s).type('approve'), other(s).type('reject')]);
    expect([approved.code, rejected.code].sort()).toEqual([0, 2]);
    const changed = approved.code === 0;
    expect(images(s.folder).some((file) => file.startsWith('generated'))).toBe(changed);
  });

  test('leaving one actor out goes on waiting for the rest', async () => {
    const s = await stage({ ada: await lopsided(), bob: await lopsided() });
    await s.t.type('run', s.folder, '--execute', '--run-id', 'r1');
    const left = await s.t.type('reject', '--actor-id', 'bob');
    expect(left.stdout).toMatch(/^1 left out\. The rest of run r1 waits for a decision until 2026-11-04 12:\d\d\.$/m);
    await s.t.type('approve');
    expect(images(s.folder, 'bob')).toHaveLength(6);
    expect(images(s.folder, 'bob').some((file) => file.startsWith('generated'))).toBe(false);
    expect(images(s.folder).some((file) => file.startsWith('generated'))).toBe(true);
  });
});

describe('asked at the terminal', () => {
  const asking = (answers: readonly string[]): TerminalOptions => ({ answers, isTTY: ['stdout', 'stderr'] });
  const asked = async (...answers: readonly string[]) => {
    const s = await stage({ ada: await lopsided(), bob: await lopsided() }, asking(answers));
    return { s, ended: await s.t.type('run', s.folder, '--execute', '--run-id', 'r1') };
  };

  test('yes carries everything out, with what is at stake shown before', async () => {
    const { s, ended } = await asked('y');
    expect(ended.code).toBe(0);
    expect(ended.stderr).toContain('4 to retire, 4 to make, about $0.20 of $25.00');
    expect(images(s.folder).some((file) => file.startsWith('generated'))).toBe(true);
  });

  test('an actor can be opened and left out, and an image kept', async () => {
    const { s, ended } = await asked('o ada', 's bob', 'k ada/photorealistic-0.png', 'k ada/nothing.png', 'y');
    expect(ended.stderr).toContain('− photorealistic-0.png');
    expect(ended.stderr).toContain('weakest of its type, score 5: 6 where 4 are wanted');
    expect(ended.stderr).toContain('The plan does not retire nothing.png of ada.');
    expect(images(s.folder)).toContain('photorealistic-0.png');
    expect(images(s.folder)).not.toContain('photorealistic-1.png');
    expect(images(s.folder, 'bob')).toHaveLength(6);
  });

  test.each([
    ['no', ['n'], 0, 'The plans were rejected. Nothing was changed.'],
    ['later', ['l'], 3, 'The plans wait for a decision.'],
    ['the end of the input', [], 3, 'The plans wait for a decision.'],
    ['an empty line and nonsense before the end', ['', 'yep', '?', 's carol'], 3, 'The plans wait for a decision.'],
  ])('%s changes nothing', async (_what, answers, code, words) => {
    const { s, ended } = await asked(...answers);
    expect(ended.code).toBe(code);
    expect(ended.stdout).toContain(words);
    expect(contentOf(s.folder, ['.evencast'])).toEqual(s.before);
  });
});

describe('trouble half-way', () => {
  test('a vendor that makes nothing of one type: what could be made joins, only as much leaves, and it is said', async () => {
    const s = await stage({ ada: await lopsided() });
    stand.replicate.fates('made', 'failed', 'failed', 'failed');
    const ended = await s.t.type('run', s.folder, '--execute', '--approve', 'auto', '--run-id', 'r1');
    expect(ended.code).toBe(2);
    expect(rowsOf(ended).get('ada')?.slice(0, 4)).toEqual(['in part', '6/0/0', '4/1/1', '5/1/0']);
    expect(ended.stdout).toMatch(/^ada: 1 of the approved images are missing: /m);
    expect(images(s.folder)).toHaveLength(6);
  });

  test('too little money: as many as it pays for, and more money goes on where it stopped', async () => {
    const s = await stage({ ada: await lopsided() });
    const paid = stand.replicate.paid();
    const poor = await s.t.type(
      'run',
      s.folder,
      '--execute',
      '--approve',
      'auto',
      '--budget',
      '0.09',
      '--run-id',
      'r1',
    );
    expect(poor.code).toBe(2);
    expect(poor.stdout).toContain('no money left for it');
    expect(poor.stdout).toContain('evencast resume r1 --budget USD');
    expect(stand.replicate.paid() - paid).toBe(1);
    const rich = await s.t.type('resume', 'r1', '--budget', '2');
    expect(rich.code).toBe(0);
    expect(rowsOf(rich).get('ada')?.slice(0, 4)).toEqual(['carried out', '6/0/0', '4/1/1', '4/1/1']);
    expect(stand.replicate.paid() - paid).toBe(2);
  });

  test('no credit at the vendor is said, and nothing good has left', async () => {
    const s = await stage({ ada: await lopsided() });
    stand.replicate.faults('low-credit');
    const ended = await s.t.type('run', s.folder, '--execute', '--approve', 'auto', '--run-id', 'r1');
    expect(ended.code).toBe(2);
    expect(ended.stdout).toMatch(/credit/i);
    expect(images(s.folder)).toHaveLength(6);
    expect((await s.t.type('resume')).code).toBe(0);
    expect(rowsOf(await s.t.type('status')).get('ada')?.[0]).toBe('carried out');
  });

  test('an image replaced while the run waited: that actor is left alone, and the image is named', async () => {
    const s = await stage({ ada: await lopsided(), bob: await lopsided() });
    await s.t.type('run', s.folder, '--execute', '--run-id', 'r1');
    writeFileSync(
      join(s.folder, 'ada/photorealistic-3.png'),
      await coloured({ type: 'photorealistic', score: 10 }, variant++),
    );
    const touched = contentOf(join(s.folder, 'ada'));
    const ended = await s.t.type('approve');
    expect(ended.code).toBe(2);
    expect(rowsOf(ended).get('ada')?.[0]).toBe('stale');
    expect(ended.stdout).toContain('The set of ada is not what the plan rests on any more; nothing was touched.');
    expect(contentOf(join(s.folder, 'ada'))).toEqual(touched);
    expect(rowsOf(ended).get('bob')?.[0]).toBe('carried out');
    expect(readFileSync(join(s.t.cwd, 'evaluation/report.html'), 'utf8')).toContain('photorealistic-3.png');
  });

  test('a manifest that is damaged after the plan was made is never overwritten', async () => {
    const s = await stage({ ada: await lopsided() });
    await s.t.type('run', s.folder, '--execute', '--run-id', 'r1');
    await s.t.type('pin', 'ada', 'photorealistic-0.png');
    const manifest = join(s.folder, '.evencast/actors/ada/manifest.json');
    writeFileSync(manifest, '{"half');
    const ended = await s.t.type('approve');
    expect(ended.code).toBe(2);
    expect(ended.stdout).toContain('The manifest of ada (.evencast/actors/ada/manifest.json) is damaged.');
    expect(readFileSync(manifest, 'utf8')).toBe('{"half');
    expect(contentOf(s.folder, ['.evencast'])).toEqual(s.before);
  });
});

describe('single images', () => {
  const acted = async () => {
    const s = await stage({ ada: await lopsided() });
    await s.t.type('run', s.folder, '--execute', '--approve', 'auto', '--run-id', 'r1');
    return s;
  };

  test('a pinned one never leaves, until it is let go of', async () => {
    const s = await stage({ ada: await lopsided() });
    const pinned = await s.t.type('pin', 'ada', 'photorealistic-0.png', '--in', s.folder);
    expect(pinned.stdout).toBe('photorealistic-0.png of ada is pinned: no plan retires it.\n');
    await s.t.type('run', s.folder, '--execute', '--approve', 'auto', '--run-id', 'r1');
    expect(images(s.folder)).toContain('photorealistic-0.png');
    expect((await s.t.type('unpin', 'ada', 'photorealistic-0.png')).stdout).toContain('is not pinned.');
    expect((await s.t.type('unpin', 'ada', 'photorealistic-0.png')).stdout).toContain('is already not pinned.');
  });

  test('one that is not there cannot be pinned', async () => {
    const s = await stage({ ada: await lopsided() });
    const ended = await s.t.type('pin', 'ada', 'no.png', '--in', s.folder);
    expect(ended.code).toBe(1);
    expect(ended.stderr).toContain('There is no image no.png of ada');
  });

  test('a retired one comes back alone, and taking the run back afterwards still ends as it was', async () => {
    const s = await acted();
    const back = await s.t.type('restore', 'ada', 'photorealistic-0.png');
    expect(back.stdout).toBe('photorealistic-0.png of ada is back in its set; run r1 had retired it.\n');
    expect(images(s.folder)).toContain('photorealistic-0.png');
    expect((await s.t.type('restore', 'ada', 'photorealistic-0.png')).code).toBe(1);
    expect((await s.t.type('rollback')).code).toBe(0);
    expect(contentOf(s.folder, ['.evencast'])).toEqual(s.before);
  });

  test('one whose name is taken stays where it is', async () => {
    const s = await acted();
    writeFileSync(join(s.folder, 'ada/photorealistic-0.png'), 'something else');
    const ended = await s.t.type('restore', 'ada', 'photorealistic-0.png');
    expect(ended.code).toBe(2);
    expect(ended.stderr).toContain('another image has its name in the set now');
    expect(readFileSync(join(s.folder, 'ada/photorealistic-0.png'), 'utf8')).toBe('something else');
  });

  test('retired ones are destroyed by prune alone, after it has shown them, and a rollback says what is gone', async () => {
    const s = await acted();
    expect((await s.t.type('prune', '--older-than', '30d')).stdout).toContain('No retired image of a finished run');
    const later = other(s);
    await later.clock.sleep(400 * 86_400_000);
    const shown = await later.type('prune', '--older-than', '30d');
    expect(shown.stdout).toContain('photorealistic-0.png');
    expect(shown.stdout).toContain('Nothing was destroyed.');
    const retired = join(s.folder, '.evencast/retired/r1/ada');
    expect(filesIn(retired)).toHaveLength(2);
    expect((await later.type('prune', '--older-than', '30d', '--yes')).stdout).toContain('destroyed.');
    expect(existsSync(retired) ? filesIn(retired) : []).toEqual([]);
    const back = await later.type('rollback');
    expect(back.stdout).toContain('photorealistic-0.png could not be put back: it was pruned');
    expect(images(s.folder)).toHaveLength(4);
  });

  test.each(['soon', '30', '-3d'])('an age of %s is not understood', async (age) => {
    const s = await acted();
    const ended = await s.t.type('prune', '--older-than', age);
    expect(ended.code).toBe(1);
  });

  test('a folder that went away in between is said to be gone', async () => {
    const s = await acted();
    rmSync(s.folder, { recursive: true });
    expect((await s.t.type('rollback')).stderr).toContain('There is no folder');
  });
});
