import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type DeskStand, type OpenDeskStand, pictures } from '../../support/desk-stand.ts';
import type { Visitor } from '../../support/desk-visitor.ts';

/** A run that is stopped, found again by another desk, gone on with, and rejected. */
export function deskStopping(open: OpenDeskStand): void {
  describe('a run that is stopped at the desk', () => {
    let stand: DeskStand;
    let kim: Visitor;
    let run = '';
    beforeAll(async () => {
      const actors = await Promise.all(
        Array.from({ length: 8 }, async (_, at) => [`actor-${at}`, await pictures('photorealistic', 6)] as const),
      );
      stand = await open(Object.fromEntries(actors));
      kim = await stand.visit();
      run = (await kim.call('start', { body: { mode: 'execute' } })).run;
    });
    afterAll(() => stand.close());

    test('says beforehand what stays done, and stops', async () => {
      const { ifStopped, state } = await kim.call('progress', { id: run });
      expect([state, ifStopped?.retired]).toEqual(['planning', 0]);
      expect(ifStopped?.words).toContain('Nothing was changed yet');
      expect((await kim.refused('rollBack', { body: { run, reason: 'x' } })).error).toBe('Busy');
      expect((await kim.call('cancel', { id: run })).stopped).toBe(true);
      expect((await kim.call('cancel', { id: run })).stopped).toBe(false);
      expect(await kim.call('progress', { id: run })).toMatchObject({ state: 'stopped', ifStopped: null });
    });

    test('is still there for the next desk, which goes on with it once', async () => {
      await stand.restart();
      kim = await stand.visit();
      const { run: line } = await kim.call('run', { id: run });
      expect(line).toMatchObject({ state: 'stopped', problem: expect.stringContaining('go on') });
      await Promise.all([kim.call('goOn', { id: run }), kim.call('goOn', { id: run })]);
      await stand.idle();
      expect((await kim.call('run', { id: run })).run.state).toBe('review');
      // What waits for a person is decided, not stopped.
      expect((await kim.call('cancel', { id: run })).stopped).toBe(false);
      expect((await kim.call('run', { id: run })).run.state).toBe('review');
    });

    test('rejected, it is closed and nothing was changed; the same word again is the same answer', async () => {
      const { planHash } = await kim.call('run', { id: run });
      const sent = { id: run, planHash: planHash ?? '', body: { note: 'not now' } };
      const answer = await kim.call('reject', sent);
      expect(answer).toMatchObject({ first: true, approval: { state: 'rejected', by: 'kim', note: 'not now' } });
      expect(await kim.call('reject', sent)).toMatchObject({ first: false });
      await stand.idle();
      expect((await kim.call('run', { id: run })).run).toMatchObject({ state: 'rejected', done: { retired: 0 } });
      expect((await kim.refused('rollBack', { body: { run, reason: 'x' } })).message).toContain('changed nothing');
    });
  });
}
