import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type DeskStand, type OpenDeskStand, pictures } from '../../support/desk-stand.ts';
import type { Visitor } from '../../support/desk-visitor.ts';

/** Several people who plan the same actors again at the same moment, and one whose desk dies half-way. */
export function deskPlanningAtOnce(open: OpenDeskStand): void {
  describe('planning the same actors again at once', () => {
    let stand: DeskStand;
    let kim: Visitor;
    let run = '';
    let planHash = '';
    beforeAll(async () => {
      const actors = ['ada', 'bob', 'eve', 'joe'];
      const sets = actors.map(async (actor) => [actor, await pictures('photorealistic', 6)] as const);
      stand = await open(Object.fromEntries(await Promise.all(sets)));
      kim = await stand.visit();
      run = (await kim.call('start', { body: { mode: 'execute' } })).run;
      await stand.idle();
      planHash = (await kim.call('run', { id: run })).planHash ?? '';
    });
    afterAll(() => stand.close());

    const planAgain = async (actor: string, key: string) => {
      const sent = { id: run, planHash, body: { actors: [actor] }, key };
      const answered = await kim.raw('replan', sent);
      return { status: answered.status, text: answered.text, run: (answered.json() as { run?: string }).run };
    };
    const runs = async () => (await kim.call('runs')).runs.map((line) => line.run);
    /** Writes what a desk has written down that died before it started the run. */
    const reserve = async (actor: string, key: string) => {
      const path = join(stand.folder, '.evencast', 'runs', run, 'replans.json');
      const { notes } = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : { notes: [] };
      const [first] = (await kim.call('changes', { id: run })).changes.filter((each) => each.actor === actor);
      const body = { kind: 'decide', decisions: [{ actor, change: first?.change.id, outcome: 'in' }] };
      // What time it is at the desk.
      const { at } = (await kim.call('decide', { id: run, planHash, body })).entry;
      const note = { run: `again-${key}`, by: 'lee', at, actors: [actor], key };
      writeFileSync(path, JSON.stringify({ schema: 1, notes: [...notes, note] }));
    };

    test('one run comes of it, and whoever was second is told which', async () => {
      const answers = await Promise.all(['k1', 'k2', 'k3', 'k1'].map((key) => planAgain('ada', key)));
      await stand.idle();
      const begun = new Set(answers.flatMap((answer) => answer.run ?? []));
      expect(begun.size).toBe(1);
      const [again] = begun;
      expect((await runs()).filter((name) => name !== run)).toEqual([again]);
      for (const { status, text } of answers.filter((answer) => answer.run === undefined)) {
        expect(status).toBe(404);
        expect(text).toContain(`kim plans again in run ${again}.`);
      }
      expect((await kim.call('run', { id: run })).run.plannedAgain).toMatchObject([{ run: again, actors: 1 }]);
    });

    test('different actors get a run each, and nobody is in two', async () => {
      const [one, two] = await Promise.all([planAgain('bob', 'k4'), planAgain('eve', 'k5')]);
      await stand.idle();
      expect([one.status, two.status]).toEqual([202, 202]);
      expect(one.run).not.toBe(two.run);
      const lines = (await kim.call('run', { id: run })).actors.map(({ actor, plannedAgain }) => [actor, plannedAgain]);
      expect(lines).toEqual(
        expect.arrayContaining([
          ['bob', one.run],
          ['eve', two.run],
          ['joe', null],
        ]),
      );
    });

    test('where the desk died before the run was started, the same request finishes it', async () => {
      await reserve('joe', 'died-1');
      const refused = await planAgain('joe', 'k6');
      expect([refused.status, refused.text]).toEqual([
        404,
        expect.stringContaining('lee plans again in run again-died-1.'),
      ]);
      expect((await planAgain('joe', 'died-1')).run).toBe('again-died-1');
      await stand.idle();
      expect(await runs()).toContain('again-died-1');
    });

    test('and where nobody asks again, the actor is free after a minute', async () => {
      const other = (await kim.call('start', { body: { mode: 'execute' } })).run;
      await stand.idle();
      run = other;
      planHash = (await kim.call('run', { id: run })).planHash ?? '';
      await reserve('ada', 'died-2');
      const approved = async () =>
        (await kim.call('changes', { id: run })).changes.some(({ actor }) => actor === 'ada');
      expect((await planAgain('ada', 'k7')).status).toBe(404);
      expect(await approved()).toBe(false);
      await stand.pass(61_000);
      expect(await approved()).toBe(true);
      const { run: again } = await planAgain('ada', 'k8');
      await stand.idle();
      expect((await kim.call('run', { id: run })).run.plannedAgain).toMatchObject([{ run: again, actors: 1 }]);
      expect(await runs()).not.toContain('again-died-2');
    });
  });
}
