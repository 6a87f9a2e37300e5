import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lastWords, type Said } from '../../../core/desk/rules/last-words.ts';
import { carryOutFor, outcomeFor } from '../../../core/desk/rules/outcome.ts';
import { type Entered, undoing, undoState } from '../../../core/desk/rules/undo.ts';

const CHANGES = ['a', 'b', 'c'];
const said = fc.record<Said>({
  actor: fc.constant('ada'),
  change: fc.constantFrom(...CHANGES, null),
  carryOut: fc.constantFrom(true, false, null),
});
const log = fc
  .array(fc.record({ by: fc.constantFrom('Kim', 'Lee'), decisions: fc.array(said, { minLength: 1, maxLength: 4 }) }), {
    maxLength: 8,
  })
  .map((entries) => entries.map((entry, at): Entered => ({ ...entry, at: `t${at}`, sequence: at + 1 })));

const state = (entries: readonly Entered[]) => CHANGES.map((each) => lastWords(entries).about('ada', each)?.carryOut);
const append = (entries: readonly Entered[], by: string, undoes: number | null, decisions: readonly Said[]) => [
  ...entries,
  { by, at: 't', sequence: entries.length + 1, undoes, decisions },
];

describe('undo', () => {
  test('takes the last entry back exactly, and redo brings it again exactly', async () => {
    await fc.assert(
      fc.property(log, fc.array(said, { minLength: 1, maxLength: 4 }), (before, decisions) => {
        const after = append(before, 'Kim', null, decisions);
        const undone = append(after, 'Kim', after.length, undoing(after, after.length));
        expect(state(undone)).toEqual(state(before));
        const redone = append(undone, 'Kim', undone.length, undoing(undone, undone.length));
        expect(state(redone)).toEqual(state(after));
      }),
    );
  });

  test('undoing everything that one person said, step by step, ends where that person began', async () => {
    await fc.assert(
      fc.property(fc.array(fc.array(said, { minLength: 1, maxLength: 3 }), { maxLength: 8 }), (batches) => {
        let entries: readonly Entered[] = [];
        for (const decisions of batches) entries = append(entries, 'Kim', null, decisions);
        for (;;) {
          const { undo } = undoState(entries, 'Kim');
          if (undo === null) break;
          entries = append(entries, 'Kim', undo, undoing(entries, undo));
        }
        expect(state(entries)).toEqual([undefined, undefined, undefined]);
        expect(entries).toHaveLength(batches.length * 2);
      }),
    );
  });

  test('leaves alone what somebody else has said since', () => {
    const a = (carryOut: boolean): Said => ({ actor: 'ada', change: 'a', carryOut });
    const b = (carryOut: boolean): Said => ({ actor: 'ada', change: 'b', carryOut });
    let entries = append([], 'Kim', null, [a(true), b(true)]);
    entries = append(entries, 'Lee', null, [a(false)]);
    expect(undoing(entries, 1)).toEqual([{ actor: 'ada', change: 'b', carryOut: null }]);
    expect(undoState(entries, 'Kim')).toEqual({ undo: 1, redo: null });
    expect(undoState(entries, 'Lee')).toEqual({ undo: 2, redo: null });
  });

  test('a new decision ends redo; an entry that is not there takes nothing back', () => {
    const a: Said = { actor: 'ada', change: 'a', carryOut: true };
    let entries = append([], 'Kim', null, [a]);
    entries = append(entries, 'Kim', 1, undoing(entries, 1));
    expect(undoState(entries, 'Kim')).toEqual({ undo: null, redo: 2 });
    entries = append(entries, 'Kim', null, [a]);
    expect(undoState(entries, 'Kim')).toEqual({ undo: 3, redo: null });
    expect(undoing(entries, 99)).toEqual([]);
  });
});

test('a key speaks of the picture: in and out mean the opposite for one that leaves and one that is made', () => {
  expect(carryOutFor({ kind: 'retire' }, 'out')).toBe(true);
  expect(carryOutFor({ kind: 'retire' }, 'in')).toBe(false);
  expect(carryOutFor({ kind: 'generate' }, 'in')).toBe(true);
  expect(carryOutFor({ kind: 'generate' }, 'out')).toBe(false);
  for (const kind of ['retire', 'generate'] as const)
    for (const outcome of ['in', 'out', null] as const)
      expect(outcomeFor({ kind }, carryOutFor({ kind }, outcome))).toBe(outcome);
});
