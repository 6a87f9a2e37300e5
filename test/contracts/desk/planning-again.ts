import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type DeskStand, type OpenDeskStand, pictures } from '../../support/desk-stand.ts';
import type { Visitor } from '../../support/desk-visitor.ts';
import { coloured } from '../../support/small-cast.ts';
import { terminal } from '../../support/terminal.ts';

/** Planning some actors of a run again, with what was decided about them: nothing is approved twice. */
export function deskPlanningAgain(open: OpenDeskStand): void {
  describe('planning again', () => {
    let stand: DeskStand;
    let kim: Visitor;
    let run = '';
    let planHash = '';
    beforeAll(async () => {
      stand = await open({
        ada: await pictures('photorealistic', 6),
        bob: await pictures('photorealistic', 6),
        eve: await pictures('photorealistic', 6),
      });
      kim = await stand.visit();
      run = (await kim.call('start', { body: { mode: 'execute', budgetUsd: 7 } })).run;
      await stand.idle();
      planHash = (await kim.call('run', { id: run })).planHash ?? '';
    });
    afterAll(() => stand.close());

    const changesOf = async (of: string) => (await kim.call('changes', { id: of })).changes;
    let again = '';

    test('those whose set has changed are planned again, with what still holds of the decisions', async () => {
      const retire = (await changesOf(run)).filter(({ actor, change }) => actor === 'ada' && change.kind === 'retire');
      const [gone, stays] = retire.map(({ change }) => change);
      const decisions = [gone, stays].map((change, at) => ({
        actor: 'ada',
        change: change?.id,
        outcome: at === 0 ? 'out' : 'in',
      }));
      await kim.call('decide', { id: run, planHash, body: { kind: 'decide', decisions } });
      const file = gone?.kind === 'retire' ? gone.file : '';
      writeFileSync(join(stand.folder, 'ada', file), await coloured({ type: 'photorealistic', score: 5 }, 7777));
      await stand.pass(1000);
      const sent = { id: run, planHash, body: { actors: ['ada'] }, key: 'again-1' };
      const [one, two] = await Promise.all([kim.call('replan', sent), kim.call('replan', sent)]);
      expect(two).toEqual(one);
      again = one.run;
      await stand.idle();
      const { run: line } = await kim.call('run', { id: again });
      expect(line).toMatchObject({ state: 'review', mode: 'execute', actors: 1, decisionsFrom: run });
      expect((await kim.call('run', { id: again })).budgetUsd).toBe(7);
      // The image that was changed is another one: what was said of it is not carried over.
      expect((await kim.call('decisions', { id: again })).entries).toMatchObject([
        { by: 'kim', carriedFrom: run, decisions: [{ actor: 'ada', change: stays?.id, carryOut: false }] },
      ]);
    });

    test('the earlier run says so, and can neither decide nor approve about them any more', async () => {
      const detail = await kim.call('run', { id: run });
      expect(detail.run).toMatchObject({ state: 'review', plannedAgain: [{ run: again, by: 'kim', actors: 1 }] });
      expect(detail.actors.find(({ actor }) => actor === 'ada')?.plannedAgain).toBe(again);
      expect((await changesOf(run)).map(({ actor }) => actor)).not.toContain('ada');
      const ada = await kim.call('actor', { id: 'ada', query: `?run=${run}` });
      expect(ada.run).toMatchObject({ planHash: null, plannedAgain: again });
      const change = ada.changes[0]?.change.id;
      const body = { kind: 'decide', decisions: [{ actor: 'ada', change, outcome: 'out' }] };
      expect((await kim.refused('decide', { id: run, planHash, body })).error).toBe('Stale');
      expect((await kim.refused('replan', { id: run, planHash, body: { actors: ['ada'] } })).error).toBe('NotFound');
    });

    test('the rest of the earlier run is approved without them, also by the command', async () => {
      const t = terminal({ cwd: stand.cwd, env: stand.env });
      expect((await t.type('approve', run, '--actor-id', 'bob')).code).toBe(0);
      const standing = (await kim.call('run', { id: run })).actors.map(({ actor, standing: how }) => [actor, how]);
      expect(standing).toContainEqual(['bob', 'applied']);
      expect(standing).toContainEqual(['ada', 'planned']);
      expect((await kim.call('actor', { id: 'ada' })).pictures).toHaveLength(6);
    });

    test('planned again as a whole, the run is closed: it waits for nobody', async () => {
      const hash = (await kim.call('run', { id: again })).planHash ?? '';
      expect((await kim.refused('replan', { id: again, planHash: 'f'.repeat(64) })).error).toBe('Stale');
      await stand.pass(1000);
      const { run: third } = await kim.call('replan', { id: again, planHash: hash });
      await stand.idle();
      const { run: line } = await kim.call('run', { id: again });
      expect(line).toMatchObject({ state: 'rejected', approval: { note: `planned again as ${third}` } });
      const { entries } = await kim.call('decisions', { id: third });
      expect(entries).toMatchObject([{ by: 'kim', carriedFrom: again, decisions: [{ carryOut: false }] }]);
      const refused = await kim.refused('approve', { id: again, planHash: hash, body: { sequence: 1 } });
      expect(refused.status).toBeGreaterThanOrEqual(400);
    });
  });
}
