import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type DeskStand, type OpenDeskStand, pictures } from '../../support/desk-stand.ts';
import type { Visitor } from '../../support/desk-visitor.ts';
import { coloured } from '../../support/small-cast.ts';
import { terminal } from '../../support/terminal.ts';

/** Hostile names, broken pictures, what vanished and what is damaged: what every desk survives. */
export function deskBadLuck(open: OpenDeskStand): void {
  const MARKUP = '<img src=x onerror=alert(1)> & "quoted"';
  const BIDI = 'ada\u202Egnp.exe';
  let stand: DeskStand;
  let kim: Visitor;
  let run = '';
  let planHash = '';
  beforeAll(async () => {
    stand = await open({
      [MARKUP]: await pictures('photorealistic', 6),
      [BIDI]: {
        ...(await pictures('photorealistic', 6)),
        [`\u202E${'x'.repeat(120)}<b>.png`]: await coloured({ type: 'bw_stylized', score: 7 }, 9001),
      },
      broken: { ...(await pictures('photorealistic', 6)), 'cut.jpg': new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0, 16]) },
      lost: await pictures('photorealistic', 6),
      empty: { 'notes.txt': 'nothing here' },
    });
    kim = await stand.visit();
    run = (await kim.call('start', { body: { mode: 'execute' } })).run;
    await stand.idle();
    planHash = (await kim.call('run', { id: run })).planHash ?? '';
  });
  afterAll(() => stand.close());

  const letOut = async (actor: string) => {
    const { changes } = await kim.call('actor', { id: actor });
    const { change } = changes.find((each) => each.change.kind === 'retire') ?? { change: { id: '' } };
    return { kind: 'decide', decisions: [{ actor, change: change.id, outcome: 'out' }] };
  };

  describe('names that mean harm', () => {
    test.each([MARKUP, BIDI])('%j is shown, decided about and pinned as what it is', async (actor) => {
      const found = await kim.call('actor', { id: actor });
      expect(found.actor).toBe(actor);
      const saved = await kim.call('decide', { id: run, planHash, body: await letOut(actor) });
      expect(saved.entry.decisions[0]?.actor).toBe(actor);
      const file = found.pictures.at(-1)?.file ?? '';
      expect(await kim.call('pin', { body: { actor, file, pinned: true } })).toEqual({ changed: true, run: null });
      expect((await kim.call('actor', { id: actor })).pictures.find((each) => each.file === file)?.pinned).toBe(true);
    });

    test.each([
      ['above', '..'],
      ['above and down again', '../lost'],
      ['here', '.'],
      ['our own records', '.evencast'],
      ['nobody', 'nobody'],
      ['with a NUL', 'a\0b'],
      ['of 10,000 characters', 'x'.repeat(10_000)],
      ['half an escape', '%'],
    ])('no actor: %s', async (_, id) => {
      const refused = await kim.refused('actor', { id });
      expect([refused.status, refused.error]).toEqual([404, 'NotFound']);
    });

    test.each([
      ['above', '..'],
      ['nobody knows', 'r9'],
      ['above and down again', '../runs'],
      ['of 10,000 characters', 'x'.repeat(10_000)],
      ['with a blank', 'a b'],
      ['our own records', '.evencast'],
    ])('no run: %s', async (_, id) => {
      for (const route of ['run', 'changes', 'decisions', 'progress'] as const)
        expect((await kim.refused(route, { id })).status).toBe(404);
      expect((await kim.refused('decide', { id, planHash, body: await letOut('broken') })).status).toBe(404);
      expect((await kim.refused('cancel', { id })).status).toBe(404);
      expect((await kim.refused('rollBack', { body: { run: id, reason: 'x' } })).status).toBeGreaterThanOrEqual(400);
    });

    test('words of any length and kind are kept as they are, up to what is allowed', async () => {
      const [{ sha256 } = { sha256: null }] = (await kim.call('actor', { id: MARKUP })).pictures;
      expect((await kim.refused('reject', { id: run, planHash, body: { note: 'x'.repeat(10_000) } })).status).toBe(400);
      const fix = { actor: MARKUP, sha256, type: 'oil painting' };
      expect((await kim.refused('correctType', { body: fix })).status).toBe(400);
      const none = { actor: 'nobody', sha256, type: 'bw_stylized' };
      expect((await kim.refused('correctType', { body: none })).status).toBe(404);
      expect((await kim.refused('start', { body: { actors: ['nobody'] } })).error).toBe('NotFound');
      expect((await kim.refused('start', { body: { budgetUsd: -1 } })).status).toBe(400);
      expect((await kim.refused('start', { body: { group: 'none' } })).status).toBe(400);
    });

    test.each([
      ['progress', '?after=-1'],
      ['progress', '?after=1e99'],
      ['decisions', '?after=x'],
      ['changes', '?cursor=nobody'],
    ] as const)('%s%s is refused', async (route, query) => {
      expect((await kim.refused(route, { id: run, query })).status).toBe(400);
    });
  });

  describe('pictures that cannot be read', () => {
    test('are named with the reason, and are a hole nowhere', async () => {
      const { unreadable, pictures: there } = await kim.call('actor', { id: 'broken' });
      expect(unreadable).toEqual([{ file: 'cut.jpg', size: 6, reason: expect.any(String) }]);
      const cut = there.find(({ file }) => file === 'cut.jpg');
      expect(cut).toMatchObject({ verdict: null, width: null });
      expect((await kim.picture('320', cut?.sha256)).headers['content-type']).not.toMatch(/^image/);
    });

    test('one that came after the run is there, without a verdict', async () => {
      writeFileSync(join(stand.folder, 'broken', 'late.png'), await coloured({ type: 'bw_stylized', score: 7 }, 9050));
      const late = (await kim.call('actor', { id: 'broken' })).pictures.find(({ file }) => file === 'late.png');
      expect(late).toMatchObject({ verdict: null, moved: 'new' });
      expect((await kim.picture('320', late?.sha256)).status).toBe(200);
      rmSync(join(stand.folder, 'broken', 'late.png'));
    });

    test('one that was changed since the plan is saved, named, and its actor is left alone in the end', async () => {
      const body = await letOut('broken');
      const file = body.decisions[0]?.change.replace('retire/', '') ?? '';
      writeFileSync(join(stand.folder, 'broken', file), await coloured({ type: 'photorealistic', score: 9 }, 9051));
      const { moved } = await kim.call('decide', { id: run, planHash, body });
      expect(moved).toEqual([{ actor: 'broken', change: body.decisions[0]?.change, why: 'changed' }]);
      const page = await kim.call('changes', { id: run });
      expect(page.changes.find(({ actor, moved: how }) => actor === 'broken' && how === 'changed')).toBeDefined();
    });
  });

  describe('an actor that vanished', () => {
    test('is gone on the overview, and its changes are named as moved', async () => {
      const body = await letOut('lost');
      rmSync(join(stand.folder, 'lost'), { recursive: true });
      expect((await kim.call('cast')).stateCounts.at(-1)).toBe(1);
      expect((await kim.call('actor', { id: 'lost' })).pictures).toEqual([]);
      expect((await kim.call('decide', { id: run, planHash, body })).moved).toMatchObject([
        { actor: 'lost', why: 'gone' },
      ]);
    });

    test('the others are carried out, and the run says what was not', async () => {
      const { sequence } = await kim.call('decisions', { id: run });
      const answer = await kim.call('approve', { id: run, planHash, body: { sequence } });
      expect(answer.moved.map(({ actor }) => actor)).toEqual(expect.arrayContaining(['broken', 'lost']));
      await stand.idle();
      const { run: line, actors } = await kim.call('run', { id: run });
      expect(line.state).toBe('partly');
      const standing = Object.fromEntries(actors.map((each) => [each.actor, each.standing]));
      expect(standing).toMatchObject({ [MARKUP]: 'applied', broken: 'stale', lost: 'stale' });
      expect((await kim.call('progress', { id: run })).failures.map(({ actor }) => actor)).toContain('lost');
    });
  });

  describe('records that are missing or damaged', () => {
    const record = (name: string) => join(stand.folder, '.evencast', 'runs', run, name);

    test('an index that is gone is said, and the desk goes on', async () => {
      rmSync(record('index.json'));
      const cast = await kim.call('cast');
      expect(cast.unreadableRuns).toEqual([run]);
      expect((await kim.call('run', { id: run })).actors).toHaveLength(5);
    });

    test('a damaged run record takes away that run and nothing else', async () => {
      writeFileSync(record('run.json'), 'no json');
      expect((await kim.call('runs')).runs).toEqual([]);
      expect((await kim.refused('run', { id: run })).error).toBe('Damaged');
      expect((await kim.call('cast')).columns.id).toContain(MARKUP);
    });
  });

  test('a decision at the desk is what the commands see, and theirs is what the desk sees', async () => {
    const other = await open({ ada: await pictures('photorealistic', 6), bob: await pictures('photorealistic', 6) });
    try {
      const lee = await other.visit();
      const t = terminal({ cwd: other.cwd, env: other.env });
      expect((await t.type('run', other.folder, '--execute', '--run-id', 'r1')).code).toBe(3);
      const { planHash: hash } = await lee.call('run', { id: 'r1' });
      const sent = { id: 'r1', planHash: hash ?? '' };
      expect((await t.type('reject', 'r1', '--actor-id', 'bob')).code).toBe(0);
      expect((await lee.call('decisions', { id: 'r1' })).entries).toMatchObject([
        { decisions: [{ actor: 'bob', change: null, carryOut: false }] },
      ]);
      expect((await lee.refused('approve', { ...sent, body: { sequence: 1 } })).error).toBe('NothingDecided');
      const kept = (await lee.call('changes', { id: 'r1' })).changes.find(
        ({ actor, change }) => actor === 'ada' && change.kind === 'retire',
      );
      const body = { kind: 'decide', decisions: [{ actor: 'ada', change: kept?.change.id, outcome: 'in' }] };
      await lee.call('decide', { ...sent, body });
      expect((await t.type('approve', 'r1')).code).toBe(0);
      expect((await lee.refused('approve', { ...sent, body: { sequence: 2 } })).error).toBe('AlreadyDecided');
      const file = kept?.change.kind === 'retire' ? kept.change.file : '';
      const files = (await lee.call('actor', { id: 'ada' })).pictures.map((each) => each.file);
      expect(files).toContain(file);
      expect((await lee.call('actor', { id: 'bob' })).pictures).toHaveLength(6);
    } finally {
      await other.close();
    }
  });
}
