import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { contentOf, evaluationOf, evaluationsIn, filesIn } from '../support/folder-content.ts';
import { type Files, patterns, writeCast } from '../support/small-cast.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { type Ended, rowsOf, terminal } from '../support/terminal.ts';

let cast: Readonly<Record<'ada' | 'bob' | 'eve', Files>>;

beforeAll(async () => {
  const [ada, bob, eve] = await Promise.all([patterns(2, 100), patterns(1, 200), patterns(3, 300)]);
  cast = { ada, bob, eve };
});

describe('a first run over a folder of actors', () => {
  const t = terminal();
  let ended: Ended;
  beforeAll(async () => {
    ended = await t.type('run', writeCast(cast));
  });

  test('ends with a table, the report and what to type next', () => {
    expect(ended.code).toBe(0);
    expect([...rowsOf(ended).keys()].sort()).toEqual(['ada', 'bob', 'eve']);
    expect(ended.stdout).toContain('3 actors: 0 balanced, 3 to do.');
    expect(ended.stdout).toMatch(/^Report: {2}evaluation\/report\.html$/m);
    expect(ended.stdout).toMatch(/^Next: {4}npx evencast run \S+ --execute$/m);
    expect(existsSync(join(t.cwd, 'evaluation/report.html'))).toBe(true);
  });

  test('says that nothing will be changed, which judge works and why', () => {
    expect(ended.stderr).toMatch(/^Run \d{8}-\d{6}-\w{4}: a dry-run over .*\. Nothing will be changed\.$/m);
    expect(ended.stderr).toMatch(
      /^Judge: offline \(no OPENAI_API_KEY is set; an estimate without a vision model, good for a first look\)\.$/m,
    );
    for (const actor of ['ada', 'bob', 'eve'])
      expect(ended.stderr).toMatch(new RegExp(`^${actor}: looked at \\d+ images?, judged, planned$`, 'm'));
  });

  test('leaves a sheet and an evaluation per actor, and one report, for people', () => {
    const names = filesIn(join(t.cwd, 'evaluation')).map((path) => path.slice(t.cwd.length + '/evaluation/'.length));
    const perActor = ['ada', 'bob', 'eve'].flatMap((actor) => [`${actor}_composite.jpg`, `${actor}_evaluation.json`]);
    expect(names).toEqual([...perActor, 'report.html']);
    const images = [...evaluationsIn(join(t.cwd, 'evaluation'))].map(([actor, of]) => [actor, of.images.length]);
    expect(images).toEqual([
      ['ada', 2],
      ['bob', 1],
      ['eve', 3],
    ]);
  });

  test('its evaluations are what docs/evaluation.schema.json promises', () => {
    const promised = z.fromJSONSchema(
      JSON.parse(readFileSync(join(import.meta.dirname, '../../docs/evaluation.schema.json'), 'utf8')),
    );
    const written: unknown = JSON.parse(readFileSync(join(t.cwd, 'evaluation/ada_evaluation.json'), 'utf8'));
    expect(promised.safeParse(written).error).toBeUndefined();
    expect(written).toMatchObject({
      images: [{ file: '01.jpg', judge: { name: 'offline' } }, { file: '02.jpg' }],
      target: { total: 20 },
    });
  });

  test('the report stands alone: nothing in it is fetched from anywhere', () => {
    const page = readFileSync(join(t.cwd, 'evaluation/report.html'), 'utf8');
    expect(page).toContain('bob');
    expect(page).not.toMatch(/(src|href)="(https?:|\/\/)/);
    expect(page).not.toContain('<script');
  });

  test('what would be made has a prompt that names the actor', () => {
    const made = evaluationOf(join(t.cwd, 'evaluation'), 'bob').plan.changes.flatMap((change) =>
      change.kind === 'generate' ? [change] : [],
    );
    expect(made).toHaveLength(19);
    for (const { prompt } of made) expect(prompt).toContain('bob');
  });
});

describe('a dry-run changes nothing', () => {
  test.each(['run', 'run --dry-run'])('"%s" writes nothing outside .evencast and --output', async (typed) => {
    const folder = writeCast(cast);
    const before = contentOf(folder);
    const t = terminal();
    expect((await t.type(...typed.split(' '), folder)).code).toBe(0);
    expect(contentOf(folder, ['.evencast'])).toEqual(before);
    expect(contentOf(t.cwd, ['.evencast', 'evaluation'])).toEqual(new Map());
  });

  test('nor where the cast is in the S3 layout: there it writes under balancing/ alone', async () => {
    const folder = temporaryFolder();
    writeCast({ ada: cast.ada, bob: cast.bob }, join(folder, 'custom-actors'), 'training_data');
    const before = contentOf(folder);
    const t = terminal();
    const ended = await t.type('run', folder, '--run-id', 'first');
    expect(ended.code).toBe(0);
    expect([...rowsOf(ended).keys()].sort()).toEqual(['ada', 'bob']);
    expect(contentOf(folder, ['balancing'])).toEqual(before);
    const records = [...contentOf(folder).keys()];
    expect(records).toContain('balancing/runs/first/report.json');
    expect(records).toContain('balancing/runs/first/actors/ada/composite.jpg');
  });

  test('with --state even the folder of images stays as it was, to the last file', async () => {
    const folder = writeCast(cast);
    const before = contentOf(folder);
    const t = terminal();
    expect((await t.type('run', folder, '--state', 'records', '--run-id', 'first')).code).toBe(0);
    expect(contentOf(folder)).toEqual(before);
    expect(existsSync(join(t.cwd, 'records/.evencast/runs/first/report.json'))).toBe(true);
  });
});

describe('choosing actors', () => {
  let folder: string;
  beforeAll(async () => {
    const one = await patterns(1, 1);
    folder = writeCast(Object.fromEntries(['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((actor) => [actor, one])));
  });
  // One folder of records for all: what a picture costs to judge is not what these tests are about.
  const state = temporaryFolder();
  let runs = 0;
  const workedOn = async (...argv: readonly string[]) => {
    const ended = await terminal().type('run', folder, '--state', state, '--run-id', `r${++runs}`, ...argv);
    expect(ended.said).not.toContain('Error');
    return [...rowsOf(ended).keys()].sort().join('');
  };

  test('--actor-id works on those alone, however often it is given', async () => {
    expect(await workedOn('--actor-id', 'c')).toBe('c');
    expect(await workedOn('--actor-id', 'c', '--actor-id', 'a', '--actor-id', 'c')).toBe('ac');
  });

  test('--all is all, as is saying nothing', async () => {
    expect(await workedOn('--all')).toBe('abcdefg');
  });

  test('--sample draws that many; the same seed draws the same ones, another seed others', async () => {
    const first = await workedOn('--sample', '3', '--seed', '4');
    expect(first).toHaveLength(3);
    expect(await workedOn('--sample', '3', '--seed', '4')).toBe(first);
    const others = await Promise.all(['5', '6', '7'].map((seed) => workedOn('--sample', '3', '--seed', seed)));
    expect(others.some((drawn) => drawn !== first)).toBe(true);
    expect(await workedOn('--sample', '100')).toBe('abcdefg');
  });

  test('--group takes the actors of that group of the config, and their target', async () => {
    const t = terminal({
      cwd: writeCast({
        '.': {
          'evencast.config.jsonc':
            '{ "groups": { "leads": { "actors": ["b", "f"], "target": { "total": 40 } } } } // two',
        },
      }),
    });
    const ended = await t.type('run', folder, '--state', state, '--group', 'leads');
    expect([...rowsOf(ended)].map(([actor, cells]) => [actor, cells[2]])).toEqual([
      ['b', '26/8/6'],
      ['f', '26/8/6'],
    ]);
    expect(ended.stderr).toContain('evencast.config.jsonc');
  });
});

describe('--json', () => {
  test('is one event a line on standard output, the last one how the run ended, and nothing else', async () => {
    const ended = await terminal().type('run', writeCast({ ada: cast.ada }), '--json', '--run-id', 'j1');
    const events = ended.stdout
      .trimEnd()
      .split('\n')
      .map((line): Record<string, unknown> => JSON.parse(line));
    expect(ended.stderr).toBe('');
    expect(events.slice(0, 2)).toEqual([
      { event: 'begun', actors: 1 },
      { event: 'step', actor: 'ada', step: 'composite', phase: 'started' },
    ]);
    expect(events.slice(1, -1).every(({ event, actor }) => event === 'step' && actor === 'ada')).toBe(true);
    expect(events.filter(({ phase }) => phase === 'image').map(({ images }) => images)).toEqual([1, 2]);
    expect(events.at(-1)).toMatchObject({
      event: 'finished',
      run: 'j1',
      review: { totals: { actors: 1, planned: 1 } },
      published: { report: expect.stringMatching(/report\.html$/) },
    });
  });
});

describe('--run-id', () => {
  test('names the run; the name cannot be taken twice, and the first run stays as it is', async () => {
    const folder = writeCast({ bob: cast.bob });
    const t = terminal();
    expect((await t.type('run', folder, '--run-id', 'monday')).code).toBe(0);
    const before = contentOf(folder);
    const again = await t.type('run', folder, '--run-id', 'monday');
    expect(again.code).not.toBe(0);
    expect(again.stderr).toMatch(/Error: There is a run monday in .* already\. Give another --run-id\./);
    expect(contentOf(folder)).toEqual(before);
  });

  test.each(['../up', 'a b', '', '-x', 'é', 'x'.repeat(81)])('%j cannot name a run', async (name) => {
    const ended = await terminal().type('run', writeCast({ bob: cast.bob }), `--run-id=${name}`);
    expect(ended.code).toBe(1);
    expect(ended.stderr).toContain('cannot name a run: use at most 80 letters, digits, dots, dashes and underscores.');
  });
});

describe('a second run', () => {
  test('judges nothing anew and comes to the same plan', async () => {
    const folder = writeCast(cast);
    const t = terminal();
    await t.type('run', folder, '--output', 'one');
    await t.type('run', folder, '--output', 'two');
    for (const [actor, { images, plan }] of evaluationsIn(join(t.cwd, 'one'))) {
      const later = evaluationOf(join(t.cwd, 'two'), actor);
      expect(later.remembered).toBe(images.length);
      expect(later.plan).toEqual(plan);
    }
  });
});

test('--budget is what the estimate for carrying the plans out is compared with', async () => {
  const folder = writeCast({ ada: await patterns(1, 40) });
  const { stdout } = await terminal().type('run', folder, '--budget', '0.1');
  expect(stdout).toContain('That is above the budget of $0.10.');
});
