import { describe, expect, test } from 'vitest';
import { NOTHING_APPLIED } from '../../../../core/records/applied.ts';
import type { RunState } from '../../../../core/records/report.ts';
import { reportPage } from '../../../../core/report/page/report-page.ts';
import { acted, actedInput, partly } from './acted-world.ts';
import { failed, fullSet, goodSet, planned, type WorldActor } from './page-world.ts';
import { type Element, find, parsePage, textOf } from './parse-page.ts';

function rowOf(actor: WorldActor, state: RunState = 'partly'): readonly Element[] {
  const table = find(parsePage(reportPage(actedInput([actor], { state }))), 'table', 'cast');
  return table.flatMap((each) => find(each, 'tr').slice(1)).flatMap((row) => find(row, 'td'));
}

const of = (outcome: 'stale' | 'busy' | 'failed' | 'rolled-back' | 'applied') =>
  acted('ada', (all) =>
    outcome === 'stale' || outcome === 'busy' ? { ...NOTHING_APPLIED, outcome } : { ...all, outcome },
  );

describe('the table of all actors', () => {
  test.each<[string, string, WorldActor, RunState]>([
    ['carried out', 'applied', of('applied'), 'applied'],
    ['in part', 'partly', acted('ada', partly), 'partly'],
    ['stale', 'stale', of('stale'), 'partly'],
    ['busy', 'busy', of('busy'), 'partly'],
    ['failed', 'failed', of('failed'), 'partly'],
    ['taken back', 'rolled-back', of('rolled-back'), 'rolled-back'],
    ['left alone', 'alone', planned('ada', fullSet()), 'rejected'],
    ['to do', 'planned', planned('ada', fullSet()), 'waiting'],
    ['balanced', 'balanced', planned('ada', goodSet()), 'applied'],
  ])('says %s, and draws it apart', (word, className, actor, state) => {
    const [status] = rowOf(actor, state);
    expect(status === undefined ? '' : textOf(status)).toBe(word);
    expect(status?.attributes.get('class')).toBe(className);
  });

  test('shows what really is there after, not what was planned', () => {
    const actor = acted('ada', partly);
    const { before, target, applied } = actor.row;
    // The fixture says what is there after; the plan would have come to another number.
    const counts = { photorealistic: 12, bw_stylized: 1, color_stylized: 3 };
    const really = { ...actor.row, ...(applied === undefined ? {} : { applied: { ...applied, counts } }) };
    const cells = rowOf({ ...actor, row: really }).map(textOf);
    expect(cells[1]).toBe(`${before.photorealistic} → 12 /${target.photorealistic}`);
    expect(cells[2]).toBe(`0 → 1 /${target.bw_stylized}`);
    expect(cells[4]).toBe(`−${applied?.retired.length} /${(applied?.retired.length ?? 0) + 1}`);
    expect(cells[5]).toBe(`+${applied?.added.length} /${(applied?.added.length ?? 0) + 3}`.replace(/^\+0 /, '+0 '));
  });

  test.each<[WorldActor, RunState]>([
    [of('rolled-back'), 'rolled-back'],
    [of('stale'), 'partly'],
    [of('busy'), 'partly'],
    [planned('ada', fullSet()), 'rejected'],
  ])('shows one number where nothing changed', (actor, state) => {
    expect(textOf(rowOf(actor, state)[1] ?? { tag: '', attributes: new Map(), children: [] })).not.toContain('→');
  });

  test('long ones keep open what is to do and what was done, and fold the rest', () => {
    const many = (name: string, make: (actor: string) => WorldActor, count: number) =>
      Array.from({ length: count }, (_, index) => make(`${name} ${index}`));
    const cast = [
      ...many('part', (actor) => acted(actor, partly), 30),
      ...many('done', (actor) => acted(actor), 30),
      ...many('good', (actor) => planned(actor, goodSet()), 30),
      ...many('left', (actor) => planned(actor, fullSet()), 30),
    ];
    const page = parsePage(reportPage(actedInput(cast, { state: 'partly' }, [failed('x')])));
    const [section] = find(page, 'section').filter(({ attributes }) => attributes.get('id') === 'actors');
    const folded = section === undefined ? [] : find(section, 'details').map((each) => textOf(each).slice(0, 30));
    expect(folded.map((text) => text.split('\n')[0])).toEqual([
      '1 failed actor',
      '30 actors left alone',
      '30 balanced actors',
    ]);
    expect(section === undefined ? [] : find(section, 'p', 'kind').map(textOf)).toEqual([
      'With something to do 30 actors',
      'Carried out 30 actors',
    ]);
  });
});
