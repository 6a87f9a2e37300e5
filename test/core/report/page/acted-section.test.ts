import { describe, expect, test } from 'vitest';
import { type Applied, NOTHING_APPLIED } from '../../../../core/records/applied.ts';
import type { Report } from '../../../../core/records/report.ts';
import { reportPage } from '../../../../core/report/page/report-page.ts';
import { heldWords } from '../../../../core/report/wording.ts';
import { acted, actedInput, partly } from './acted-world.ts';
import { fullSet, planned, type WorldActor } from './page-world.ts';
import { type Element, find, parsePage, textOf } from './parse-page.ts';

function sectionOf(actor: WorldActor, report: Partial<Report> = {}): Element {
  const [section] = find(parsePage(reportPage(actedInput([actor], report))), 'article');
  if (section === undefined) throw new Error('the actor has no section');
  return section;
}

const appliedOf = ({ row }: WorldActor): Applied =>
  row.applied ?? { ...NOTHING_APPLIED, outcome: 'applied', open: false };
const cardsOf = (section: Element) => find(section, 'li', 'card').map(textOf);
const rowsOf = (section: Element, table: string) =>
  find(section, 'table', table).flatMap((each) => find(each, 'tr').map(textOf));

describe('an actor whose plan was carried out in part', () => {
  const ada = acted('ada', partly);
  const section = sectionOf(ada, { state: 'partly' });
  const text = textOf(section);
  const applied = appliedOf(ada);

  test('shows its set before and after, each linked to the full sheet', () => {
    expect(find(section, 'p', 'moment').map(textOf)).toEqual(['Before', 'After']);
    expect(find(section, 'a', 'sheet').map(({ attributes }) => attributes.get('href'))).toEqual([
      './actors/ada/composite.jpg',
      './actors/ada/after-composite.jpg',
    ]);
  });

  test('marks what left on the one sheet and what joined on the other', () => {
    const [before, after] = find(section, 'a', 'sheet');
    const marks = (sheet: Element | undefined, name: string) =>
      sheet === undefined ? 0 : find(sheet, 'i', name).length;
    expect([marks(before, 'out'), marks(before, 'in')]).toEqual([applied.retired.length, 0]);
    expect([marks(after, 'out'), marks(after, 'in')]).toEqual([0, applied.added.length]);
  });

  test('compares before, target and what is really there', () => {
    const [head, , bw] = rowsOf(section, 'mix');
    expect(head).toContain('BeforeTargetReally after');
    expect(bw).toMatch(new RegExp(`black-and-white0 0 %4${applied.counts?.bw_stylized} `));
  });

  test('names what left with its reason and the command that puts it back', () => {
    for (const file of applied.retired) {
      const card = cardsOf(section).find((each) => each.includes('left:') && each.includes(file));
      expect(card).toContain(`npx evencast restore ada ${file.includes(' ') ? `'${file}'` : file}`);
    }
    expect(text).toContain('npx evencast rollback run-1');
  });

  test('shows each that joined, cut out of the sheet after, with its prompt', () => {
    for (const { file, promptNumber } of applied.added) {
      const card = find(section, 'li', 'card').find((each) => textOf(each).endsWith(file));
      expect(card === undefined ? '' : textOf(card)).toContain(`Prompt ${promptNumber} `);
      expect(card === undefined ? [] : find(card, 'span', 'a1q')).toHaveLength(1);
    }
  });

  test('says of each missing one why, and how often it was tried', () => {
    const cards = cardsOf(section);
    for (const words of [
      'Every try came to nothing. Tried 2 times.The last one: not of the type asked for',
      'There was no money left for another try. It was not tried.no money left for it',
      'The work ended before it. It was not tried.Replicate does not answer. Resume the run.',
    ])
      expect(cards.some((card) => card.includes(words))).toBe(true);
  });

  test('says of what was approved and stays what held it back', () => {
    const held = cardsOf(section).find((card) => card.includes(applied.held[0]?.file ?? '-'));
    expect(held?.toLowerCase()).toContain(heldWords('target'));
    expect(held).toContain('Its reason to leave:');
  });

  test('lists every try with its cost, folded away, and their sum', () => {
    const rows = rowsOf(section, 'tries');
    expect(rows).toHaveLength(applied.ledger.length + 2);
    expect(rows.some((row) => row.includes('refused, this prompt is not sent again flagged as sensitive$0'))).toBe(
      true,
    );
    expect(rows.at(-1)).toBe(`All tries$${applied.usd.toFixed(4).replace(/0{1,2}$/, '')}`);
    const folded = find(section, 'details').filter((details) => find(details, 'table', 'tries').length > 0);
    expect(folded.map(({ attributes }) => attributes.has('open'))).toEqual([false]);
  });

  test('says the numbers in its first line', () => {
    const [facts] = find(section, 'span', 'facts').map(textOf);
    expect(facts).toContain(`− ${applied.retired.length} left · + ${applied.added.length} joined · 3 still missing`);
    expect(facts).toContain('for making images');
  });
});

describe('what somebody kept out', () => {
  const kept = acted('ada', (all) => ({
    added: all.added.slice(1),
    ledger: all.ledger.slice(1),
    retired: all.retired.slice(1),
  }));

  test('is told apart from what is missing', () => {
    const text = textOf(sectionOf(kept));
    expect(text).toContain('What was not approved 2 changes');
    expect(text).toContain('Stays: it was not approved.');
    expect(text).not.toContain('What is still missing');
  });

  test('is not told where nobody knows', () => {
    const broken = acted('ada', (all) => ({ outcome: 'failed', words: 'x', retired: all.retired.slice(1) }));
    expect(textOf(sectionOf(broken, { state: 'partly' }))).not.toContain('What was not approved');
  });
});

describe('an actor that was not touched', () => {
  const stale = planned('ada', fullSet());
  const differs: Applied['differs'] = [
    { file: 'bad.jpg', how: 'changed' },
    { file: 'original.jpg', how: 'gone' },
    { file: 'upload.jpg', how: 'new' },
  ];
  const staleApplied: Applied = {
    ...NOTHING_APPLIED,
    outcome: 'stale',
    open: false,
    words: 'The set changed.',
    differs,
  };
  const section = sectionOf({ ...stale, row: { ...stale.row, applied: staleApplied } }, { state: 'partly' });

  test('because its set changed names each image that differs and how', () => {
    const tiles = find(section, 'ul', 'thumbs').flatMap((list) => find(list, 'li').map(textOf));
    expect(tiles.some((tile) => tile.includes('another image has this name now') && tile.includes('bad.jpg'))).toBe(
      true,
    );
    expect(tiles.some((tile) => tile.includes('no longer there') && tile.includes('original.jpg'))).toBe(true);
    expect(tiles.some((tile) => tile.includes('was not there when') && tile.includes('upload.jpg'))).toBe(true);
    expect(find(section, 'i', 'ask').map(textOf)).toContain('≠');
  });

  test('does not claim to know what is there now, and keeps its plan, folded', () => {
    expect(textOf(section)).toContain('What is there now is not known');
    const [plan] = find(section, 'details').filter((each) =>
      textOf(each).startsWith('The plan that was not carried out'),
    );
    expect(plan === undefined ? '' : textOf(plan)).toContain('What would go and why');
  });

  test('because nobody approved it says so and shows the plan', () => {
    for (const [state, words] of [
      ['rejected', 'The plan was turned down'],
      ['expired', 'Nobody decided about the plan in time'],
      ['applied', 'not among those approved'],
    ] as const) {
      const text = textOf(sectionOf(stale, { state }));
      expect(text).toContain(words);
      expect(text).toContain('left alone');
      expect(text).toContain('What would go and why');
    }
  });
});

describe('an actor whose run was taken back', () => {
  const back = acted('ada', (all) => ({
    outcome: 'rolled-back',
    cannot: [
      { file: all.retired[0] ?? '', words: 'it was pruned' },
      { file: all.added[0]?.file ?? '', words: 'somebody put another image under its name; that one stays' },
    ],
  }));
  const section = sectionOf(back, { state: 'rolled-back' });

  test('shows one sheet, what had left and had joined, and no command to put back what is back', () => {
    expect(find(section, 'a', 'sheet')).toHaveLength(1);
    expect(find(section, 'i', 'out')).toEqual([]);
    expect(textOf(section)).toContain('What had left and why');
    expect(find(section, 'p', 'cmd')).toHaveLength(1);
  });

  test('names what could not be undone and why', () => {
    const text = textOf(section);
    expect(text).toContain('could not be put back: it was pruned');
    expect(text).toContain('could not be taken out again: somebody put another image under its name');
  });
});

describe('what else is on record', () => {
  test('the manifest’s discrepancies, folded away', () => {
    const reconciled: Applied['reconciled'] = [
      { file: 'a.jpg', how: 'not-in-manifest' },
      { file: 'b.jpg', how: 'not-in-folder' },
      { file: 'c.jpg', how: 'other-content' },
    ];
    const text = textOf(sectionOf(acted('ada', () => ({ reconciled }))));
    for (const words of [
      'differed in 3 images',
      'a.jpg: Was in the folder',
      'b.jpg: Was in the manifest',
      'c.jpg: Was another',
    ])
      expect(text).toContain(words);
  });

  test('that it was not taken back, with the words', () => {
    const text = textOf(sectionOf(acted('ada', () => ({ notRolledBack: 'A later run changed the same images.' }))));
    expect(text).toContain('Not taken back. A later run changed the same images.');
  });

  test('previews of before and after are embedded once each, and left out where there is no room', () => {
    const page = reportPage(actedInput([acted('ada')]));
    expect(page.split('base64,AQID)')).toHaveLength(2);
    expect(page.split('base64,BAUG)')).toHaveLength(2);
    const { row, details } = acted('ada');
    const light = { row, details: { ...details, after: undefined } };
    expect(textOf(sectionOf(light))).toContain('What joined');
  });
});
