import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { manifestSchema } from '../../../core/records/manifest.ts';
import { type DeskStand, type OpenDeskStand, pictures } from '../../support/desk-stand.ts';
import type { Visitor } from '../../support/desk-visitor.ts';
import { contentOf } from '../../support/folder-content.ts';
import { terminal } from '../../support/terminal.ts';

/** Single pictures of a run taken back, and the rest of it later: the set is as it was, to the byte. */
export function deskChosenPictures(open: OpenDeskStand): void {
  describe('chosen pictures of a run', () => {
    let stand: DeskStand;
    let kim: Visitor;
    let before: ReadonlyMap<string, string>;
    beforeAll(async () => {
      stand = await open({ ada: await pictures('photorealistic', 6), bob: await pictures('photorealistic', 6) });
      before = contentOf(stand.folder, ['.evencast']);
      const t = terminal({ cwd: stand.cwd, env: stand.env });
      expect((await t.type('run', stand.folder, '--execute', '--approve', 'auto', '--run-id', 'r1')).code).toBe(0);
      kim = await stand.visit();
    });
    afterAll(() => stand.close());

    const previewOf = async (actor: string) => {
      const { actors } = await kim.call('rollbackPreview', { query: `?run=r1&actor=${actor}` });
      const [{ putBack, takeOut } = { putBack: [], takeOut: [] }] = actors;
      return { putBack: putBack.map(({ file }) => file), takeOut: takeOut.map(({ file }) => file) };
    };
    const filesOf = async (actor: string) => (await kim.call('actor', { id: actor })).pictures.map(({ file }) => file);
    const manifest = () =>
      manifestSchema.parse(
        JSON.parse(readFileSync(join(stand.folder, '.evencast', 'actors', 'ada', 'manifest.json'), 'utf8')),
      );
    let made = '';

    test('a retired one is put back and a made one taken out; the rest of the run stands', async () => {
      const { putBack, takeOut } = await previewOf('ada');
      const [retired = ''] = putBack;
      made = takeOut[0] ?? '';
      const wanted = [retired, made, 'never-heard-of.png'].map((file) => ({ actor: 'ada', file }));
      const sent = { body: { run: 'r1', pictures: wanted, reason: 'these two' }, key: 'two' };
      expect(await kim.call('takeBackPictures', sent)).toEqual({
        run: 'r1',
        done: 2,
        cannot: [{ actor: 'ada', file: 'never-heard-of.png', words: expect.stringContaining('changed nothing') }],
      });
      expect((await kim.call('takeBackPictures', sent)).done).toBe(2);
      const files = await filesOf('ada');
      expect(files).toContain(retired);
      expect(files).not.toContain(made);
      expect((await kim.call('actor', { id: 'ada' })).retired.map(({ file }) => file)).toContain(made);
      expect(await previewOf('ada')).toEqual({ putBack: putBack.slice(1), takeOut: takeOut.slice(1) });
      const { run: line } = await kim.call('run', { id: 'r1' });
      expect(line.rollbacks).toMatchObject([{ by: 'kim', reason: 'these two', pictures: 2 }]);
      expect(
        manifest()
          .images.map(({ file }) => file)
          .toSorted(),
      ).toEqual(files.toSorted());
      expect(manifest().lease).toBeUndefined();
    });

    test('what was taken out can be put back, and is known as made by the run, not as an upload', async () => {
      await kim.call('restore', { body: { actor: 'ada', file: made, run: 'r1' } });
      expect(manifest().images.find(({ file }) => file === made)?.origin).toMatchObject({ kind: 'run', run: 'r1' });
      expect((await previewOf('ada')).takeOut).toContain(made);
    });

    test('strangers and runs under way are refused', async () => {
      const body = { run: 'r1', pictures: [{ actor: 'nobody', file: 'a.png' }], reason: 'x' };
      expect((await kim.refused('takeBackPictures', { body })).error).toBe('NotFound');
      for (const file of ['../../bob/photorealistic-0.png', '..', 'a/b']) {
        const odd = { run: 'r1', pictures: [{ actor: 'ada', file }], reason: 'x' };
        expect((await kim.call('takeBackPictures', { body: odd })).done).toBe(0);
      }
      expect((await kim.refused('takeBackPictures', { body: { ...body, reason: ' ' } })).status).toBe(400);
      expect((await kim.refused('takeBackPictures', { body: { ...body, run: '../r1' } })).status).toBe(404);
    });

    test('a later run that changed the picture comes first', async () => {
      await stand.pass(1000);
      const t = terminal({ cwd: stand.cwd, env: stand.env });
      const { putBack } = await previewOf('ada');
      expect(
        (await t.type('run', stand.folder, '--execute', '--approve', 'auto', '--run-id', 'r2', '--actor-id', 'ada'))
          .code,
      ).toBe(0);
      const again = (await kim.call('rollbackPreview', { query: '?run=r2' })).actors[0]?.putBack[0]?.file ?? '';
      const wanted = [{ actor: 'ada', file: again }];
      const answer = await kim.call('takeBackPictures', { body: { run: 'r1', pictures: wanted, reason: 'x' } });
      expect(answer).toMatchObject({ done: 0, cannot: [{ file: again, words: expect.stringContaining('r2') }] });
      expect(putBack).not.toContain(again);
      await kim.call('rollBack', { body: { run: 'r2', reason: 'first' } });
      await stand.idle();
    });

    test('an actor’s history names the runs about it, and what they did to it', async () => {
      const { runs } = await kim.call('runs', { query: '?actor=bob' });
      expect(runs).toMatchObject([{ run: 'r1', ofActor: { standing: 'applied', retired: 2, added: 2 } }]);
      expect((await kim.call('runs', { query: '?actor=nobody' })).runs).toEqual([]);
      expect((await kim.call('runs')).runs.map(({ ofActor }) => ofActor)).toEqual([null, null]);
    });

    test('the whole run is still taken back to the byte afterwards', async () => {
      await kim.call('rollBack', { body: { run: 'r1', reason: 'all of it' } });
      await stand.idle();
      expect((await kim.call('progress', { id: 'r1' })).problem).toBeNull();
      expect(contentOf(stand.folder, ['.evencast'])).toEqual(before);
    });
  });
}
