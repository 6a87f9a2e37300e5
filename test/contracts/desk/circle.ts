import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DeskChange } from '../../../core/desk/contract/changes.ts';
import { type DeskStand, type OpenDeskStand, pictures } from '../../support/desk-stand.ts';
import type { Visitor } from '../../support/desk-visitor.ts';
import { contentOf } from '../../support/folder-content.ts';
import { terminal } from '../../support/terminal.ts';

/** Look, decide, undo, approve, follow, take back: what every desk does, whatever it is served by. */
export function deskCircle(open: OpenDeskStand): void {
  let stand: DeskStand;
  let before: ReadonlyMap<string, string>;
  let kim: Visitor;
  let run = '';
  let planHash = '';
  let changes: readonly DeskChange[] = [];

  beforeAll(async () => {
    stand = await open({
      ada: await pictures('photorealistic', 6),
      bob: { ...(await pictures('photorealistic', 6)), 'notes.txt': 'a note' },
    });
    before = contentOf(stand.folder, ['.evencast']);
    kim = await stand.visit();
  });
  afterAll(() => stand.close());

  const of = (actor: string, kind: string) =>
    changes.filter((each) => each.actor === actor && each.change.kind === kind);
  const decide = (actor: string, change: string, outcome: 'in' | 'out' | null) => ({
    kind: 'decide',
    decisions: [{ actor, change, outcome }],
  });

  describe('the whole circle at the desk, each step through its route', () => {
    test('looks: everybody is new, and a run that would act costs an estimate first', async () => {
      const cast = await kim.call('cast');
      expect(cast.columns.id).toEqual(['ada', 'bob']);
      expect(cast).toMatchObject({ asOf: null, attention: null, stateCounts: [0, 0, 0, 2, 0, 0], groups: ['leads'] });
      const estimate = await kim.call('estimate', { body: { mode: 'execute' } });
      expect(estimate).toMatchObject({ actors: 2, images: 12, toJudge: 12, toMake: null, judge: 'openai' });
      expect((await kim.call('estimate', { body: { group: 'leads' } })).actors).toBe(1);
    });

    test('starts a run; a second click with the same key starts none', async () => {
      const [first, second] = await Promise.all([
        kim.call('start', { body: { mode: 'execute' }, key: 'start-1' }),
        kim.call('start', { body: { mode: 'execute' }, key: 'start-1' }),
      ]);
      expect(second).toEqual(first);
      run = first.run;
      await stand.idle();
      expect((await kim.call('runs')).runs).toHaveLength(1);
      const progress = await kim.call('progress', { id: run });
      expect(progress).toMatchObject({ state: 'review', problem: null, failures: [] });
      expect(progress.events.filter(({ what }) => what === 'planned')).toHaveLength(2);
      expect((await kim.call('progress', { id: run, query: `?after=${progress.sequence}` })).events).toEqual([]);
    });

    test('sees what needs a person: the run, its reasons, its actors and their pictures by content', async () => {
      const cast = await kim.call('cast');
      expect(cast.attention).toMatchObject({ run, state: 'review', actors: 2, retire: 4, generate: 4 });
      expect(cast.attention?.byReason).toMatchObject({ excess: 4, 'missing/bw_stylized': 2 });
      const detail = await kim.call('run', { id: run });
      planHash = detail.planHash ?? '';
      expect(detail.byReason.excess).toEqual({ items: 4, actors: 2 });
      changes = (await kim.call('changes', { id: run })).changes;
      expect(changes).toHaveLength(8);
      const bob = await kim.call('actor', { id: 'bob' });
      expect(bob.pictures).toHaveLength(6);
      expect(bob.pictures[0]?.verdict).toMatchObject({ type: 'photorealistic', judge: { name: 'openai' } });
      expect(bob.run).toMatchObject({ run, planHash, sequence: 0 });
      for (const { sha256 } of bob.pictures) {
        const small = await kim.picture('320', sha256);
        expect(small.status).toBe(200);
        expect(small.headers['content-type']).toMatch(/^image\/(jpeg|png)$/);
        const whole = await kim.picture('full', sha256);
        expect(whole.headers['content-type']).toBe('image/png');
      }
    });

    test('asks where pictures are: what no record knows is left out, what is no picture is refused', async () => {
      const { pictures: known } = await kim.call('actor', { id: 'bob' });
      const hashes = known.map(({ sha256 }) => sha256 ?? '');
      const of = [...hashes.map((hash) => `320/${hash}`), `full/${hashes[0]}`, `full/${'0'.repeat(64)}`];
      const { links } = await kim.call('pictures', { query: `?${of.map((each) => `of=${each}`).join('&')}` });
      expect(links.map(({ size, sha256 }) => `${size}/${sha256}`)).toEqual(of.slice(0, -1));
      for (const { href, until } of links) {
        expect(until).toMatch(/^\d{4}-\d\d-\d\dT.*Z$/);
        expect((await kim.get(href)).status).toBe(200);
      }
      const many = Array.from({ length: 61 }, () => `of=320/${hashes[0]}`).join('&');
      for (const query of ['?of=320', `?of=640/${hashes[0]}`, '?of=full/../../etc/passwd', `?${many}`])
        expect((await kim.refused('pictures', { query })).error).toBe('InvalidRequest');
    });

    test('decides, undoes, and finds it all again after the desk was started anew', async () => {
      const [x, y] = of('ada', 'retire');
      const first = await kim.call('decide', { id: run, planHash, body: decide('ada', x?.change.id ?? '', 'out') });
      expect(first).toMatchObject({ sequence: 1, moved: [], entry: { decisions: [{ carryOut: true }] } });
      await kim.call('decide', { id: run, planHash, body: decide('ada', y?.change.id ?? '', 'in') });
      const undone = await kim.call('decide', { id: run, planHash, body: { kind: 'undo', sequence: 2 } });
      expect(undone.entry).toMatchObject({ undoes: 2, decisions: [{ change: y?.change.id, carryOut: null }] });
      await stand.restart();
      if (stand.endsSessions) expect((await kim.raw('session').catch(() => undefined))?.status).not.toBe(200);
      kim = await stand.visit();
      const log = await kim.call('decisions', { id: run });
      expect(log.entries.map(({ sequence, undoes, by }) => [sequence, undoes, by])).toEqual([
        [1, null, 'kim'],
        [2, null, 'kim'],
        [3, 2, 'kim'],
      ]);
      expect((await kim.call('decisions', { id: run, query: '?after=2' })).entries).toHaveLength(1);
    });

    test('the same decision sent twice, also at the same moment, is in the log once', async () => {
      const [made] = of('ada', 'generate');
      const sent = { id: run, planHash, key: 'twice', body: decide('ada', made?.change.id ?? '', 'in') };
      const answers = await Promise.all([kim.call('decide', sent), kim.call('decide', sent), kim.call('decide', sent)]);
      expect(new Set(answers.map(({ sequence }) => sequence)).size).toBe(1);
      expect((await kim.call('decisions', { id: run })).sequence).toBe(4);
    });

    test('two who decide at once are both in the log, and who has not seen the other cannot approve over them', async () => {
      const lee = await stand.visit();
      const [x, y] = of('bob', 'retire');
      await Promise.all([
        kim.call('decide', { id: run, planHash, body: decide('bob', x?.change.id ?? '', 'in') }),
        lee.call('decide', { id: run, planHash, body: decide('bob', y?.change.id ?? '', 'in') }),
      ]);
      expect((await kim.call('decisions', { id: run })).sequence).toBe(6);
      const refused = await kim.refused('approve', { id: run, planHash, body: { sequence: 4 } });
      expect(refused).toMatchObject({ status: 409, error: 'Stale' });
      expect(refused.moved).toHaveLength(2);
    });

    test('decisions about other plans are refused with what moved, and change nothing', async () => {
      const [x] = of('ada', 'retire');
      const refused = await kim.refused('decide', {
        id: run,
        planHash: 'f'.repeat(64),
        body: decide('ada', x?.change.id ?? '', 'in'),
      });
      expect(refused).toMatchObject({ status: 409, error: 'Stale', planHash });
      const missing = await kim.refused('decide', { id: run, planHash, body: decide('ada', 'retire/none.png', 'in') });
      expect(missing.moved).toEqual([{ actor: 'ada', change: 'retire/none.png', why: 'not-planned' }]);
      expect((await kim.call('decisions', { id: run })).sequence).toBe(6);
    });

    test('a third of a set asks for the number to be typed', async () => {
      const [, y] = of('ada', 'retire');
      await kim.call('decide', { id: run, planHash, body: decide('ada', y?.change.id ?? '', 'out') });
      const refused = await kim.refused('approve', { id: run, planHash, body: { sequence: 7 } });
      expect(refused).toMatchObject({ status: 422, error: 'TypeTheNumber', number: 2 });
    });

    test('approves what was decided and nothing else: two leave ada, one comes, bob keeps everything', async () => {
      const sent = { id: run, planHash, body: { sequence: 7, typed: 2, note: 'weekly', neverOpened: 1 } };
      const [one, two] = await Promise.all([kim.call('approve', sent), kim.call('approve', sent)]);
      expect([one.retire, one.generate, one.approval.by, one.approval.note]).toEqual([2, 1, 'kim', 'weekly']);
      expect([one.first, two.first].filter((each) => each).length).toBeGreaterThanOrEqual(1);
      await stand.idle();
      const progress = await kim.call('progress', { id: run });
      expect(progress.problem).toBeNull();
      expect(progress.events.filter(({ what }) => what === 'added')).toHaveLength(1);
      const [picture] = progress.events.flatMap((event) => event.picture ?? []);
      expect((await kim.picture('320', picture?.sha256)).status).toBe(200);
      const ada = await kim.call('actor', { id: 'ada' });
      expect(ada.pictures).toHaveLength(5);
      expect(ada.retired.map(({ file }) => file)).toHaveLength(2);
      expect(ada.changedBy).toEqual([run]);
      const now = contentOf(stand.folder, ['.evencast']);
      const ofBob = (content: ReadonlyMap<string, string>) => [...content].filter(([path]) => path.startsWith('bob/'));
      expect(ofBob(now)).toEqual(ofBob(before));
    });

    test('late and contradicting words change nothing: the approval has one winner', async () => {
      const [x] = of('bob', 'retire');
      const late = await kim.refused('decide', { id: run, planHash, body: decide('bob', x?.change.id ?? '', 'out') });
      expect(late).toMatchObject({ status: 409, error: 'AlreadyDecided' });
      expect((await kim.refused('reject', { id: run, planHash })).error).toBe('AlreadyDecided');
      const other = await kim.refused('approve', { id: run, planHash, body: { sequence: 7, typed: 2, only: ['ada'] } });
      expect(other.error).toBe('AlreadyDecided');
      const status = await terminal({ cwd: stand.cwd, env: stand.env }).type('status', run);
      expect(status.code).toBe(0);
      expect(status.stdout).toContain('Everything that was approved was carried out.');
    });

    test('shows what taking it back would do, takes it back with its reason kept, and everything is as it was, to the byte', async () => {
      const preview = await kim.call('rollbackPreview', { query: `?run=${run}` });
      expect(preview).toMatchObject({ putBack: 2, takeOut: 1, cannot: 0, blocked: 0 });
      expect(preview.actors[0]).toMatchObject({ actor: 'ada', after: { photorealistic: 6, bw_stylized: 0 } });
      expect((await kim.refused('rollBack', { body: { run, reason: ' ' } })).status).toBe(400);
      const sent = { body: { run, reason: 'wrong cast folder' }, key: 'back' };
      await kim.call('rollBack', sent);
      await stand.idle();
      await kim.call('rollBack', sent);
      await stand.idle();
      expect(contentOf(stand.folder, ['.evencast'])).toEqual(before);
      const { run: line } = await kim.call('run', { id: run });
      expect(line).toMatchObject({ state: 'rolled-back', rollbacks: [{ by: 'kim', reason: 'wrong cast folder' }] });
      expect(line.rollbacks).toHaveLength(1);
    });
  });
}
