import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newHolder } from '../../../local/holder.ts';
import { type DeskStand, type OpenDeskStand, pictures } from '../../support/desk-stand.ts';
import type { Visitor } from '../../support/desk-visitor.ts';
import { terminal } from '../../support/terminal.ts';

/** A run that another process carries out: followed from its records, and stopped only there. */
export function deskElsewhere(open: OpenDeskStand): void {
  describe('a run that another process carries out', () => {
    let stand: DeskStand;
    let kim: Visitor;
    beforeAll(async () => {
      const actors = await Promise.all(
        Array.from({ length: 6 }, async (_, at) => [`actor-${at}`, await pictures('photorealistic', 6)] as const),
      );
      stand = await open(Object.fromEntries(actors));
      kim = await stand.visit();
    });
    afterAll(() => stand.close());

    const markPath = (run: string) => join(stand.folder, '.evencast', 'runs', run, 'holder.json');
    const mark = (run: string, holder: string, doing: 'run' | 'rollback' = 'run') => {
      const now = Date.UTC(2026, 10, 1, 12);
      mkdirSync(dirname(markPath(run)), { recursive: true });
      const text = { schema: 1, run, holder, doing, begunAt: now, until: now + 240_000 };
      writeFileSync(markPath(run), JSON.stringify(text));
    };
    /** A holder whose process has ended. */
    const ended = () => JSON.stringify({ ...JSON.parse(newHolder()), pid: spawnSync('true').pid });
    const seen = async (run: string) => {
      const { state, elsewhere, problem } = (await kim.call('run', { id: run })).run;
      return { state, elsewhere, problem };
    };

    test('is followed while the command plans and carries out, and is never taken for stopped', async () => {
      const t = terminal({ cwd: stand.cwd, env: stand.env });
      let over = false;
      const typed = t.type('run', stand.folder, '--execute', '--approve', 'auto', '--run-id', 'r1').finally(() => {
        over = true;
      });
      const states = new Set<string>();
      const made: number[] = [];
      while (!over) {
        const answered = await kim.raw('progress', { id: 'r1' });
        if (answered.status !== 200) continue;
        const { state, elsewhere, ifStopped, pictures: count, stages } = await kim.call('progress', { id: 'r1' });
        if (!elsewhere) continue;
        states.add(state);
        expect(ifStopped).toBeNull();
        if (state === 'planning') expect(stages[0]).toMatchObject({ name: 'look', state: 'under-way', total: 6 });
        if (count !== null) made.push(count.generate.done);
        if (count !== null) expect([count.generate.total, count.retire.total]).toEqual([12, 12]);
      }
      expect((await typed).code).toBe(0);
      expect(states).not.toContain('stopped');
      expect(states).toContain('planning');
      expect(made).toEqual(made.toSorted((a, b) => a - b));
      expect(await seen('r1')).toEqual({ state: 'applied', elsewhere: false, problem: null });
    });

    test('cannot be stopped, gone on with or taken back here', async () => {
      mark('r1', newHolder(), 'rollback');
      expect(await seen('r1')).toEqual({ state: 'rolling-back', elsewhere: true, problem: null });
      const progress = await kim.call('progress', { id: 'r1' });
      expect(progress.stages.find(({ name }) => name === 'roll-back')).toMatchObject({ state: 'under-way' });
      expect(await kim.call('cancel', { id: 'r1' })).toMatchObject({
        stopped: false,
        words: expect.stringContaining('only be stopped there'),
      });
      expect((await kim.refused('goOn', { id: 'r1' })).error).toBe('Busy');
      expect((await kim.refused('rollBack', { body: { run: 'r1', reason: 'x' } })).error).toBe('Busy');
      rmSync(markPath('r1'));
    });

    test('is stopped only when that process is gone', async () => {
      const { run } = await kim.call('start', { body: { mode: 'execute' } });
      await kim.call('cancel', { id: run });
      expect((await seen(run)).state).toBe('stopped');
      mark(run, newHolder());
      expect(await seen(run)).toEqual({ state: 'planning', elsewhere: true, problem: null });
      mark(run, ended());
      expect(await seen(run)).toMatchObject({ state: 'stopped', elsewhere: false });
      mark(run, 'nobody knows whose');
      expect((await seen(run)).state).toBe('planning');
      await stand.pass(300_000);
      expect((await seen(run)).state).toBe('stopped');
      writeFileSync(markPath(run), 'no json');
      expect((await seen(run)).state).toBe('stopped');
      rmSync(markPath(run));
      await kim.call('goOn', { id: run });
      await stand.idle();
      // The run before left every set balanced.
      expect((await seen(run)).state).toBe('planned');
    });
  });
}
