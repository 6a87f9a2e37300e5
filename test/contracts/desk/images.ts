import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { publishedEvaluationSchema } from '../../../core/records/evaluation.ts';
import { type DeskStand, type OpenDeskStand, pictures } from '../../support/desk-stand.ts';
import type { Visitor } from '../../support/desk-visitor.ts';

/** Pins, corrections, findings and single images: what a person says of a picture, and that the next plan heard it. */
export function deskImages(open: OpenDeskStand): void {
  describe('what a person says of a picture', () => {
    let stand: DeskStand;
    let kim: Visitor;
    beforeAll(async () => {
      const photos = await pictures('photorealistic', 6);
      const [weakest] = Object.values(photos);
      stand = await open({ ada: { ...photos, 'a copy of the weakest.png': weakest ?? '' } });
      kim = await stand.visit();
    });
    afterAll(() => stand.close());

    /** A dry-run, and ada as she is then. */
    const planned = async (mode: 'dry-run' | 'execute' = 'dry-run') => {
      await stand.pass(1000);
      const { run } = await kim.call('start', { body: { mode } });
      await stand.idle();
      return { run, ada: await kim.call('actor', { id: 'ada' }) };
    };
    const leaving = (ada: Awaited<ReturnType<typeof planned>>['ada']) =>
      ada.changes.flatMap(({ change }) => (change.kind === 'retire' ? [[change.file, change.reason.code]] : []));

    test('letting a copy go together with what it is a copy of must have been looked at', async () => {
      const { run, ada } = await planned('execute');
      const retire = ada.changes.filter(({ change }) => change.kind === 'retire');
      expect(leaving(ada)).toContainEqual(['a copy of the weakest.png', 'exact-copy']);
      const planHash = ada.run?.planHash ?? '';
      const decisions = retire.map(({ actor, change }) => ({ actor, change: change.id, outcome: 'out' }));
      const { sequence } = await kim.call('decide', { id: run, planHash, body: { kind: 'decide', decisions } });
      const refused = await kim.refused('approve', { id: run, planHash, body: { sequence, typed: retire.length } });
      expect(refused).toMatchObject({ status: 422, error: 'LookAtWarnings' });
      expect(refused.moved).toMatchObject([{ actor: 'ada', change: 'retire/a copy of the weakest.png' }]);
      const looked = refused.moved?.map(({ actor, change }) => ({ actor, change }));
      const body = { sequence, typed: retire.length, looked };
      expect((await kim.call('approve', { id: run, planHash, body })).retire).toBe(3);
      await stand.idle();
    });

    test('one retired image is put back', async () => {
      const { retired } = await kim.call('actor', { id: 'ada' });
      const file = 'a copy of the weakest.png';
      const { run } = retired.find((each) => each.file === file) ?? {};
      expect(run).toBeDefined();
      expect(await stand.putBack(kim, 'ada', file)).toBe(run);
      expect((await kim.call('actor', { id: 'ada' })).pictures.map((each) => each.file)).toContain(file);
      await kim.refused('restore', { body: { actor: 'ada', file } });
    });

    test('this is fine: the finding is remembered, and raised again when that is taken back', async () => {
      const file = 'photorealistic-0.png';
      await stand.putBack(kim, 'ada', file);
      const before = await planned();
      const copy = before.ada.changes.find(({ group }) => group === 'exact-copy');
      const said = { actor: 'ada', sha256: copy?.sha256, code: 'exact-copy', dismissed: true };
      expect(await kim.call('dismiss', { body: said })).toEqual({ changed: true, run: null });
      expect(await kim.call('dismiss', { body: said })).toEqual({ changed: false, run: null });
      const { ada } = await planned();
      expect(leaving(ada).filter(([, code]) => code === 'exact-copy')).toEqual([]);
      expect(ada.pictures.flatMap(({ dismissed }) => dismissed)).toMatchObject([
        { code: 'exact-copy', by: 'kim' },
        { code: 'exact-copy', by: 'kim' },
      ]);
      await kim.call('dismiss', { body: { ...said, dismissed: false } });
      expect(leaving((await planned()).ada).filter(([, code]) => code === 'exact-copy')).toHaveLength(1);
    });

    test('a corrected type counts in the next plan, and the judge’s word again when it is taken back', async () => {
      const { ada } = await planned();
      const best = ada.pictures.find(({ file }) => file === 'photorealistic-5.png');
      const said = { actor: 'ada', sha256: best?.sha256, type: 'color_stylized' };
      await kim.call('correctType', { body: said });
      const after = (await planned()).ada;
      expect(after.before.color_stylized).toBe(ada.before.color_stylized + 1);
      expect(after.pictures.find(({ file }) => file === best?.file)).toMatchObject({
        verdict: { type: 'photorealistic' },
        corrected: { type: 'color_stylized', by: 'kim' },
      });
      const page = readFileSync(join(stand.cwd, 'out', 'report.html'), 'utf8');
      expect(page).toMatch(/photorealistic <b>corrected: colou?r[^<]*<\/b>, by <bdi>kim/i);
      const published = JSON.parse(readFileSync(join(stand.cwd, 'out', 'ada_evaluation.json'), 'utf8'));
      const { images } = publishedEvaluationSchema.parse(published);
      expect(images.find((image) => image.file === best?.file)).toMatchObject({
        type: 'photorealistic',
        corrected: { type: 'color_stylized', by: 'kim' },
      });
      await kim.call('correctType', { body: { ...said, type: null } });
      expect((await planned()).ada.before).toEqual(ada.before);
    });

    test('a pinned image is proposed no more', async () => {
      const { ada } = await planned();
      const [[file = ''] = []] = leaving(ada).filter(([, code]) => code === 'excess');
      await kim.call('pin', { body: { actor: 'ada', file, pinned: true } });
      expect(leaving((await planned()).ada).map(([each]) => each)).not.toContain(file);
    });
  });
}
