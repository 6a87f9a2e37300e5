import { expect, test } from 'vitest';
import { ACTOR_STATES } from '../../../core/desk/rules/cast-codes.ts';
import { type OpenDeskStand, pictures } from '../../support/desk-stand.ts';
import { coloured } from '../../support/small-cast.ts';

/** An actor that is off its target and for whom nothing can be done waits for nobody. */
export function deskNothingToDecide(open: OpenDeskStand): void {
  test('the overview counts exactly the actors that the review goes through, also after some are planned again', async () => {
    const stand = await open({
      ada: await pictures('photorealistic', 6),
      bob: await pictures('photorealistic', 6),
      // One picture is too weak, and none may leave: off its target, with an empty plan.
      eve: {
        ...(await pictures('photorealistic', 3)),
        'weak.png': await coloured({ type: 'photorealistic', score: 1 }, 8001),
        'ink.png': await coloured({ type: 'bw_stylized', score: 8 }, 8002),
        'paint.png': await coloured({ type: 'color_stylized', score: 8 }, 8003),
      },
    });
    try {
      const kim = await stand.visit();
      const { run } = await kim.call('start', { body: { mode: 'execute', maxDeletions: 0 } });
      await stand.idle();
      const queue = async (of: string) =>
        new Set((await kim.call('changes', { id: of })).changes.map(({ actor }) => actor));
      const seen = async () => {
        const { attention, stateCounts } = await kim.call('cast');
        return [attention?.run, attention?.actors, stateCounts[ACTOR_STATES.indexOf('review')]];
      };
      const rows = (await kim.call('run', { id: run })).actors;
      expect(rows.find(({ actor }) => actor === 'eve')).toMatchObject({ standing: 'planned', retire: 0, generate: 0 });
      expect(await queue(run)).toEqual(new Set(['ada', 'bob']));
      expect(await seen()).toEqual([run, 2, 2]);

      const planHash = (await kim.call('run', { id: run })).planHash ?? '';
      await stand.pass(1000);
      const again = await kim.call('replan', { id: run, planHash, body: { actors: ['bob'] } });
      await stand.idle();
      expect(await queue(again.run)).toEqual(new Set(['bob']));
      expect(await seen()).toEqual([again.run, 1, 2]);
      expect(await queue(run)).toEqual(new Set(['ada']));
    } finally {
      await stand.close();
    }
  });
}
