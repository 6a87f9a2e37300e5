import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { journalSchema } from '../../../core/journal/journal.ts';
import type { GenerateChange } from '../../../core/plan/change.ts';
import { manifestSchema } from '../../../core/records/manifest.ts';
import { type DeskStand, type OpenDeskStand, pictures } from '../../support/desk-stand.ts';
import type { Visitor } from '../../support/desk-visitor.ts';
import { terminal } from '../../support/terminal.ts';

/** Prompts that a person writes in place of the plan's: decided like anything else, and what is sent in the end. */
export function deskPrompts(open: OpenDeskStand): void {
  describe('an edited prompt', () => {
    let stand: DeskStand;
    let kim: Visitor;
    let run = '';
    let planHash = '';
    let made: readonly GenerateChange[] = [];
    let [text, sent] = ['', ''];
    beforeAll(async () => {
      stand = await open({ ada: await pictures('photorealistic', 6) });
      kim = await stand.visit();
      run = (await kim.call('start', { body: { mode: 'execute' } })).run;
      await stand.idle();
      planHash = (await kim.call('run', { id: run })).planHash ?? '';
      made = (await kim.call('changes', { id: run })).changes.flatMap(({ change }) =>
        change.kind === 'generate' ? [change] : [],
      );
      // The stand-in for the vendor draws what the end of a prompt asks for.
      text = `{actor} in <b>bold</b> shapes; $(rm -rf /): ${made[0]?.prompt}`;
      sent = text.replace('{actor}', 'ada');
    });
    afterAll(() => stand.close());

    const edit = (prompt: unknown, change = made[0]?.id) => ({
      id: run,
      planHash,
      body: { kind: 'prompt', actor: 'ada', change, prompt },
    });

    test.each([
      ['too short', 'ada'],
      ['too long', `ada ${'x'.repeat(2000)}`],
      ['far too long', `ada ${'x'.repeat(20_000)}`],
      ['about nobody', 'A linocut of somebody, no colour'],
      ['with a line break', 'A linocut of ada\nand a second line'],
      ['with a NUL', 'A linocut of ada \0 in ink'],
      ['that turns the reading around', 'A linocut of ada \u202Egnp.exe in ink'],
      ['no text', 7],
    ])('%s is refused, and nothing is written', async (_, prompt) => {
      expect((await kim.refused('decide', edit(prompt))).status).toBe(400);
      expect((await kim.call('decisions', { id: run })).sequence).toBe(0);
    });

    test('of a picture that leaves, or one that is in no plan, there is none', async () => {
      const leaves = (await kim.call('changes', { id: run })).changes.find(({ change }) => change.kind === 'retire');
      expect((await kim.refused('decide', edit(text, leaves?.change.id))).status).toBe(400);
      expect((await kim.refused('decide', edit(text, 'generate/99/1'))).error).toBe('Stale');
      expect((await kim.refused('decide', { ...edit(text), planHash: 'f'.repeat(64) })).error).toBe('Stale');
    });

    test('is an entry of the log, decides nothing by itself, and is taken back by undo', async () => {
      const saved = await kim.call('decide', edit(text));
      expect(saved.entry).toMatchObject({ by: 'kim', decisions: [{ change: made[0]?.id, prompt: sent }] });
      await kim.call('decide', { id: run, planHash, body: { kind: 'undo', sequence: 1 } });
      await kim.call('decide', { id: run, planHash, body: { kind: 'undo', sequence: 2 } });
      await stand.restart();
      kim = await stand.visit();
      const { entries } = await kim.call('decisions', { id: run });
      expect(entries.map(({ decisions }) => decisions[0]?.prompt)).toEqual([sent, null, sent]);
      expect((await kim.refused('approve', { id: run, planHash, body: { sequence: 3 } })).error).toBe('NothingDecided');
    });

    test('is told by the command, sent to the maker, and stands in journal and manifest', async () => {
      const decisions = made.map(({ id }) => ({ actor: 'ada', change: id, outcome: 'in' }));
      const { sequence } = await kim.call('decide', { id: run, planHash, body: { kind: 'decide', decisions } });
      await kim.call('approve', { id: run, planHash, body: { sequence } });
      await stand.idle();
      const read = (...path: readonly string[]) =>
        JSON.parse(readFileSync(join(stand.folder, '.evencast', ...path), 'utf8'));
      const { entries } = journalSchema.parse(read('runs', run, 'actors', 'ada', 'journal.json'));
      const tries = entries.flatMap((entry) => (entry.step === 'try' ? [entry] : []));
      expect(tries.filter(({ edited }) => edited === true).map(({ prompt }) => prompt)).toEqual([sent]);
      expect(tries.find(({ change }) => change === made[1]?.id)).toMatchObject({ prompt: made[1]?.prompt });
      const { images } = manifestSchema.parse(read('actors', 'ada', 'manifest.json'));
      const prompts = images.flatMap(({ origin }) => (origin.kind === 'run' ? [origin.prompt] : []));
      expect(prompts.toSorted()).toEqual([sent, undefined]);
      const status = await terminal({ cwd: stand.cwd, env: stand.env }).type('status', run);
      expect(status.stdout).toContain('1 prompt was edited:');
      expect(status.stdout).toContain('by kim: ada in <b>bold</b> shapes');
    });
  });
}
