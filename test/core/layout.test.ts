import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BUCKET_LAYOUT, isRunName, layoutOf, PLAIN_LAYOUT } from '../../core/layout.ts';

/** Any name that a place can hold: all of Unicode without the slash and NUL. */
const name = fc
  .string({ unit: 'binary', minLength: 1, maxLength: 30 })
  .filter((text) => !/[/\0]/.test(text) && text !== '.' && text !== '..');

const LAYOUTS = [
  ['bucket', layoutOf(BUCKET_LAYOUT)],
  ['plain', layoutOf(PLAIN_LAYOUT)],
] as const;

describe('where things lie', () => {
  test('a bucket is laid out as the original system has it, records beside the images', () => {
    const layout = layoutOf(BUCKET_LAYOUT);
    expect(layout.image('0000', 'a b.jpg')).toBe('custom-actors/0000/training_data/a b.jpg');
    expect(layout.images('0000')).toBe('custom-actors/0000/training_data/');
    expect(layout.actors).toBe('custom-actors/');
    expect(layout.manifest('0000')).toBe('balancing/actors/0000/manifest.json');
    expect(layout.run('r1', 'run.json')).toBe('balancing/runs/r1/run.json');
    expect(layout.runs).toBe('balancing/runs/');
    expect(layout.runActors('r1')).toBe('balancing/runs/r1/actors/');
    expect(layout.runActor('r1', '0000', 'plan.json')).toBe('balancing/runs/r1/actors/0000/plan.json');
    expect(layout.verdict('ab12', 'judge-1')).toBe('balancing/verdicts/ab12/judge-1.json');
  });

  test('a plain folder keeps its images where they are and the records out of sight', () => {
    const layout = layoutOf(PLAIN_LAYOUT);
    expect(layout.image('ada', 'x.png')).toBe('ada/x.png');
    expect(layout.actors).toBe('');
    expect(layout.run('r1', 'report.html')).toBe('.evencast/runs/r1/report.html');
  });

  test.each(['cast', 'cast/', '/cast', '//cast//'])(
    'prefix %j from a config gives the same keys, with one slash each',
    (prefix) => {
      const layout = layoutOf({ actorsPrefix: prefix, imagesFolder: '/in/side/', statePrefix: prefix });
      expect(layout.image('ada', 'x.png')).toBe('cast/ada/in/side/x.png');
      expect(layout.run('r1', 'run.json')).toBe('cast/runs/r1/run.json');
    },
  );

  test('the default layouts cannot be changed by one who holds the keys', () => {
    expect(layoutOf(BUCKET_LAYOUT).settings).toEqual(BUCKET_LAYOUT);
  });
});

describe.each(LAYOUTS)('names in the %s layout', (_name, layout) => {
  test('any Unicode name of an actor and a file can be read back from the key', () => {
    fc.assert(
      fc.property(name, name, (actor, file) => {
        const key = layout.image(actor, file);
        expect(key.startsWith(layout.images(actor))).toBe(true);
        expect(key.slice(layout.images(actor).length)).toBe(file);
        expect(key.slice(layout.actors.length).split('/')[0]).toBe(actor);
      }),
    );
  });

  test('two different images never share a key', () => {
    fc.assert(
      fc.property(name, name, name, name, (actor, file, otherActor, otherFile) => {
        const same = actor === otherActor && file === otherFile;
        expect(layout.image(actor, file) === layout.image(otherActor, otherFile)).toBe(same);
      }),
    );
  });

  test('no two records of a run share a key', () => {
    fc.assert(
      fc.property(name, name, name, name, name, name, (run, actor, record, otherRun, otherActor, otherRecord) => {
        const same = run === otherRun && actor === otherActor && record === otherRecord;
        expect(layout.runActor(run, actor, record) === layout.runActor(otherRun, otherActor, otherRecord)).toBe(same);
      }),
    );
  });

  test('records never lie among the images', () => {
    fc.assert(
      fc.property(
        name.filter((actor) => !actor.startsWith('.')),
        name,
        (actor, run) => {
          for (const key of [
            layout.manifest(actor),
            layout.run(run, 'run.json'),
            layout.runActor(run, actor, 'plan.json'),
            layout.verdict('ab', 'k'),
          ]) {
            expect(key.startsWith(layout.images(actor))).toBe(false);
          }
        },
      ),
    );
  });

  test.each(['', '.', '..', 'a/b', '/', '../up', 'nul\0'])(
    '%j cannot name an actor, an image, a run or a record',
    (bad) => {
      const refused = expect.objectContaining({ name: 'InvalidKey', message: expect.stringContaining('Rename it') });
      for (const make of [
        () => layout.images(bad),
        () => layout.image(bad, 'x.jpg'),
        () => layout.image('ada', bad),
        () => layout.manifest(bad),
        () => layout.run(bad, 'run.json'),
        () => layout.runActor('r', bad, 'plan.json'),
        () => layout.runActor('r', 'ada', bad),
        () => layout.verdict(bad, 'k'),
        () => layout.verdict('ab', bad),
      ]) {
        expect(make).toThrow(refused);
      }
    },
  );
});

describe('names of runs', () => {
  test.each(['20261122-181530-k3f9', 'a', 'A.b_c-9', 'x'.repeat(80)])('%s can name a run', (run) => {
    expect(isRunName(run)).toBe(true);
  });

  test.each(['', '-x', '.hidden', '..', 'a b', 'a/b', 'ü', 'a\n', 'x'.repeat(81), 'a\u202eb'])('%j cannot', (run) => {
    expect(isRunName(run)).toBe(false);
  });
});
