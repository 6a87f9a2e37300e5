import { existsSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { evaluationsIn, filesIn, type PublishedEvaluation } from '../support/folder-content.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { type Ended, terminal } from '../support/terminal.ts';

const ACTORS = resolve(import.meta.dirname, '../../../shared/data/actors');
const MESSY = '0006 – messy Ünïcode';

interface Row {
  readonly actor: string;
  readonly file: string;
  readonly type: string;
  readonly note: string;
}

/** Only the note may hold commas, and then stands in quotes. */
function labels(): readonly Row[] {
  const [, ...lines] = readFileSync(join(ACTORS, 'labels.csv'), 'utf8').trim().split(/\r?\n/);
  return lines.map((line) => {
    const [actor = '', file = '', type = '', ...note] = line.split(',');
    return { actor, file, type, note: note.join(',') };
  });
}

/** Size and time of every file: what is read only keeps both. */
function stamps(): readonly string[] {
  return filesIn(ACTORS).map((path) => {
    const { size, mtimeMs, ino } = statSync(path);
    return `${path} ${size} ${mtimeMs} ${ino}`;
  });
}

/** Two files of 0006 that one row of labels.csv alone does not tie together: one picture in several formats. */
const SAME_PICTURE = [
  ['cmyk.jpg', 'really-a-png.jpg', 'sixteen-bit.png'],
  ['alpha.png', 'good image 0 (final) +1%.jpg'],
];

describe.skipIf(!existsSync(join(ACTORS, 'labels.csv')))(
  'the real cast in ../shared/data/actors (skipped where it is missing)',
  () => {
    const t = terminal();
    let ended: Ended;
    let before: readonly string[];
    let evaluations: ReadonlyMap<string, PublishedEvaluation>;
    let rows: readonly Row[];

    beforeAll(async () => {
      before = stamps();
      rows = labels();
      ended = await t.type('run', ACTORS, '--state', temporaryFolder(), '--judge', 'offline');
      evaluations = evaluationsIn(join(t.cwd, 'evaluation'));
    }, 300_000);

    const of = (actor: string): PublishedEvaluation => {
      const found = evaluations.get(actor);
      if (found === undefined) throw new Error(`no evaluation of ${actor}`);
      return found;
    };
    const verdict = ({ actor, file }: Row) => of(actor).images.find((image) => image.file === file);
    const judged = () => rows.filter(({ type }) => type !== 'unreadable' && type !== 'not an image');

    /** Everything called a copy, whether it would leave or was kept in place. */
    const copies = (actor: string) =>
      [...of(actor).plan.changes, ...of(actor).plan.withheld].flatMap((each) => {
        const { file, reason } = 'file' in each ? each : { file: '', reason: undefined };
        return reason?.code === 'exact-copy' || reason?.code === 'near-copy' ? [{ file, kept: reason.kept }] : [];
      });

    test('all nine actors come through, and nothing of the cast is touched', () => {
      expect(ended.code).toBe(0);
      expect(ended.stdout).toContain('9 actors: ');
      expect(ended.stdout).not.toContain('failed');
      expect(stamps()).toEqual(before);
      expect(existsSync(join(ACTORS, '.evencast'))).toBe(false);
    });

    test('every readable image has a verdict', () => {
      expect(judged().filter((row) => verdict(row) === undefined)).toEqual([]);
      const total = [...evaluations.values()].reduce((sum, { images }) => sum + images.length, 0);
      expect(total).toBe(judged().length);
    });

    test('every unreadable one is listed with a reason, and nothing else is', () => {
      const expected = rows.filter(({ type }) => type === 'unreadable').map(({ file }) => file);
      expect(
        of(MESSY)
          .unreadable.map(({ file }) => file)
          .sort(),
      ).toEqual(expected.sort());
      for (const { reason } of of(MESSY).unreadable) expect(reason).toMatch(/\w{4}/);
      for (const [actor, { unreadable }] of evaluations) if (actor !== MESSY) expect(unreadable).toEqual([]);
    });

    test('notes beside the images are passed over', () => {
      expect(JSON.stringify(of(MESSY))).not.toContain('notes.txt');
    });

    test('at least nine of ten verdicts that are called sure are right', () => {
      const sure = judged().filter((row) => verdict(row)?.unsure === false);
      const right = sure.filter((row) => verdict(row)?.type === row.type);
      expect(sure.length).toBeGreaterThan(judged().length * 0.7);
      expect(right.length / sure.length).toBeGreaterThanOrEqual(0.9);
    });

    test('black-and-white photographs are photographs, not drawings', () => {
      const photographs = rows.filter(
        ({ actor, type }) => (actor === '0004' || actor === '0005') && type === 'photorealistic',
      );
      const taken = photographs.filter((row) => verdict(row)?.type === 'photorealistic');
      expect(photographs).toHaveLength(16);
      expect(taken.length).toBeGreaterThanOrEqual(14);
    });

    test('every spoilt copy in 0003 is found, but for the over-exposed one, and the better one of the two is kept', () => {
      const noted = rows.flatMap(({ actor, file, note }) => {
        const [, how = '', original = ''] = /^(.*) copy of (.*)$/.exec(note) ?? [];
        return actor === '0003' && original !== '' && how !== 'over-exposed' ? [{ file, kept: original }] : [];
      });
      expect(noted).toHaveLength(8);
      expect(copies('0003').toSorted((a, b) => (a.file < b.file ? -1 : 1))).toEqual(noted);
    });

    test('nothing else in the nine sets is called a copy', () => {
      for (const actor of evaluations.keys()) {
        if (actor !== '0003' && actor !== MESSY) expect(copies(actor), actor).toEqual([]);
      }
      for (const { file, kept } of copies(MESSY)) {
        expect(
          SAME_PICTURE.some((group) => group.includes(file) && group.includes(kept)),
          `${file} and ${kept}`,
        ).toBe(true);
      }
    });

    test('an actor without images is planned from nothing: twenty to make, and no sheet', () => {
      const { images, plan } = of('0007');
      expect(images).toEqual([]);
      expect(plan.changes.map(({ kind }) => kind)).toEqual(Array<string>(20).fill('generate'));
      expect(plan.findings).toContain('no-references');
      expect(existsSync(join(t.cwd, 'evaluation/0007_composite.jpg'))).toBe(false);
    });

    test('an actor with one image is planned around it', () => {
      const { images, plan } = of('0008');
      expect(images).toHaveLength(1);
      expect(plan.changes.map(({ kind }) => kind)).toEqual(Array<string>(19).fill('generate'));
    });

    test('a balanced set is left alone', () => {
      expect(of('0000').plan).toMatchObject({ balanced: true, changes: [] });
    });

    test('text in a picture that tries to steer the judge is a picture with text', () => {
      expect(of(MESSY).images.find(({ file }) => file === 'prompt-injection.png')?.type).toBe('bw_stylized');
    });
  },
);
