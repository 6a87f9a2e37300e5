import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkedPrompt, filledPrompt, PROMPT_LENGTH } from '../../../core/desk/rules/edited-prompt.ts';
import { lastWords, type Said } from '../../../core/desk/rules/last-words.ts';
import { undoing } from '../../../core/desk/rules/undo.ts';

test('whatever somebody writes, what is sent is short, plain, and about the actor', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 2100 }), fc.boolean(), (text, names) => {
      const checked = checkedPrompt(filledPrompt(names ? `${text} {actor}` : text, 'ada'), 'ada');
      if ('prompt' in checked) {
        expect([...checked.prompt].length).toBeLessThanOrEqual(PROMPT_LENGTH.most);
        expect(checked.prompt).toContain('ada');
        expect(checked.prompt).not.toMatch(/[\p{Cc}\u202A-\u202E\u2066-\u2069]/u);
      }
    }),
  );
});

test('an actor whose own name has hidden marks can still be named', () => {
  expect(checkedPrompt('A linocut of ada\u202Egnp, no colour', 'ada\u202Egnp')).toHaveProperty('prompt');
});

const entry = (sequence: number, decisions: readonly Said[], undoes: number | null = null) => {
  return { sequence, by: 'kim', at: `2026-11-0${sequence}`, undoes, decisions };
};
const about = { actor: 'ada', change: 'generate/16/1' };

test('a prompt and a decision about one picture do not overwrite each other', () => {
  const log = [
    entry(1, [{ ...about, carryOut: true }]),
    entry(2, [{ ...about, carryOut: null, prompt: 'a linocut of ada' }]),
  ];
  expect(lastWords(log).about('ada', about.change)?.carryOut).toBe(true);
  expect(lastWords(log).prompt('ada', about.change)).toMatchObject({ prompt: 'a linocut of ada', by: 'kim' });
  const more = [...log, entry(3, [{ ...about, carryOut: false }])];
  expect(lastWords(more).prompt('ada', about.change)?.prompt).toBe('a linocut of ada');
});

test('taking an edit back gives the prompt before it, and leaves the decision alone', () => {
  const log = [
    entry(1, [{ ...about, carryOut: null, prompt: 'first words about ada' }]),
    entry(2, [{ ...about, carryOut: true }]),
    entry(3, [{ ...about, carryOut: null, prompt: 'second words about ada' }]),
  ];
  expect(undoing(log, 3)).toEqual([{ ...about, carryOut: null, prompt: 'first words about ada' }]);
  expect(undoing(log.slice(0, 2), 1)).toEqual([{ ...about, carryOut: null, prompt: null }]);
  expect(undoing(log, 2)).toEqual([{ ...about, carryOut: null }]);
});
