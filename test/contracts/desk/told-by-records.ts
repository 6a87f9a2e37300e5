import { setImmediate as turn } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ProgressEvent } from '../../../core/desk/contract/progress.ts';
import { type DeskStand, type OpenDeskStand, pictures } from '../../support/desk-stand.ts';
import type { Visitor } from '../../support/desk-visitor.ts';
import { terminal } from '../../support/terminal.ts';

/** What happened in a run that nobody here was told of: read from its records, the same for everybody and at every look. */
export function deskToldByRecords(open: OpenDeskStand): void {
  describe('the events of a run that another machine carried out', () => {
    const RUN = 'r1';
    let stand: DeskStand;
    let kim: Visitor;
    let followed: readonly ProgressEvent[] = [];
    beforeAll(async () => {
      const actors = await Promise.all(
        Array.from({ length: 4 }, async (_, at) => [`actor-${at}`, await pictures('photorealistic', 6)] as const),
      );
      stand = await open(Object.fromEntries(actors));
      kim = await stand.visit();
      const t = terminal({ cwd: stand.cwd, env: stand.env });
      let isOver = false;
      const typed = t.type('run', stand.folder, '--execute', '--approve', 'auto', '--run-id', RUN).finally(() => {
        isOver = true;
      });
      while (!isOver) {
        // The run is in this very process: it must come to its turn.
        await turn();
        if ((await kim.raw('progress', { id: RUN })).status === 200) followed = await more(followed);
      }
      expect((await typed).code).toBe(0);
      followed = await more(followed);
    });
    afterAll(() => stand.close());

    /** Asks as a page does, by the place of the last event that it has. */
    const more = async (before: readonly ProgressEvent[]) => {
      const { events } = await kim.call('progress', { id: RUN, query: `?after=${before.at(-1)?.sequence ?? 0}` });
      return [...before, ...events];
    };
    const whole = () => kim.call('progress', { id: RUN });

    test('bring every made picture once, whether they were followed or are looked at afterwards', async () => {
      const { events, epoch } = await whole();
      expect(followed).toEqual(events);
      expect(epoch).toBe(RUN);
      expect(events.map(({ sequence }) => sequence)).toEqual(events.map((_, index) => index + 1));
      const made = events.flatMap(({ picture }) => picture ?? []);
      expect(made).toHaveLength(8);
      expect(new Set(made.map(({ sha256 }) => sha256)).size).toBe(8);
      for (const what of ['planned', 'settled'] as const)
        expect(events.filter((event) => event.what === what).map(({ actor }) => actor)).toHaveLength(4);
      expect(events.filter(({ what }) => what === 'retired')).toHaveLength(8);
    });

    test('are the same from whichever place they are asked for', async () => {
      const { events, sequence } = await whole();
      expect(sequence).toBe(events.length);
      for (const { sequence: after } of events) {
        const rest = await kim.call('progress', { id: RUN, query: `?after=${after}` });
        expect(rest.events).toEqual(events.slice(after));
        expect(rest.sequence).toBe(events.length);
      }
    });

    test('are the same in another process of the desk, which also shows the pictures', async () => {
      const { events, epoch } = await whole();
      await stand.restart();
      kim = await stand.visit();
      // Shown to a page that was open: this process has not read the run yet.
      const [made] = events.flatMap(({ picture }) => picture ?? []);
      expect((await kim.picture('320', made?.sha256)).status).toBe(200);
      expect(await whole()).toMatchObject({ events, epoch });
    });

    test('go on with what taking it back did, the earlier ones in their places', async () => {
      const { events } = await whole();
      await kim.call('rollBack', { body: { run: RUN, reason: 'another cast' } });
      await stand.idle();
      await stand.restart();
      kim = await stand.visit();
      const now = (await whole()).events;
      const back = now.filter(({ what }) => what === 'rolled-back');
      expect(back.map(({ actor }) => actor).sort()).toEqual(['actor-0', 'actor-1', 'actor-2', 'actor-3']);
      expect(now.filter(({ what }) => what !== 'rolled-back').map(({ at, actor, what }) => [at, actor, what])).toEqual(
        events.map(({ at, actor, what }) => [at, actor, what]),
      );
    });
  });
}
