import { describe, expect, test } from 'vitest';
import { reportPage } from '../../../../core/report/page/report-page.ts';
import { retireWords } from '../../../../core/report/wording.ts';
import { pictures } from '../../../support/distinct-images.ts';
import { fullSet, goodSet, pageInput, planned, type WorldActor } from './page-world.ts';
import { type Element, find, parsePage, textOf } from './parse-page.ts';

function sectionOf(actor: WorldActor): Element {
  const [section] = find(parsePage(reportPage(pageInput([actor]))), 'article');
  if (section === undefined) throw new Error('the actor has no section');
  return section;
}

const ada = planned('ada', fullSet());
const labels = new Map(ada.details.evaluation.images.map(({ file, label }) => [file, label]));
const labelOf = (file: string) => labels.get(file) ?? file;
const lower = (text: string) => text.toLowerCase();

describe('an actor with something to do', () => {
  const section = sectionOf(ada);
  const text = textOf(section);
  const cards = find(section, 'li', 'card');

  test('the test set has every kind of reason', () => {
    const codes = ada.details.plan.changes.map(({ kind, reason }) => `${kind} ${reason.code}`);
    expect(new Set(codes)).toEqual(
      new Set(['retire exact-copy', 'retire near-copy', 'retire below-minimum', 'retire excess', 'generate missing']),
    );
    expect(new Set(ada.details.plan.withheld.map(({ because }) => because))).toEqual(new Set(['pinned', 'unsure']));
  });

  test('every image to retire is named with its label, file, score and reason', () => {
    for (const change of ada.details.plan.changes) {
      if (change.kind !== 'retire') continue;
      const card = cards.map(textOf).find((each) => each.includes(`goes: ${change.label}`));
      expect(lower(card ?? '')).toContain(lower(`${retireWords(change.reason, labelOf)}.`));
      expect(card).toContain(change.file);
      expect(card).toContain(`score ${change.score}`);
    }
  });

  test('a copy stands beside the image that stays', () => {
    const card = cards.find((each) => textOf(each).includes(`goes: ${labelOf('original copy.jpg')}`));
    expect(card === undefined ? 0 : find(card, 'span', 'crop').length).toBe(2);
    expect(card === undefined ? '' : textOf(card)).toContain(`stays: ${labelOf('original.jpg')}`);
  });

  test('every image to make is named with its prompt, references and price', () => {
    const made = ada.details.plan.changes.filter((change) => change.kind === 'generate');
    expect(made.length).toBeGreaterThan(0);
    for (const { promptNumber, prompt, references } of made) {
      const card = find(section, 'li', 'new')
        .map(textOf)
        .find((each) => each.includes(`Prompt ${promptNumber} `));
      expect(card).toContain(prompt);
      expect(card).toContain(`references ${references.map(labelOf).join(', ')}; about $0.05`);
    }
    expect(text).toContain('would be left, 4 are wanted');
  });

  test('what stays though it had a reason to leave says both', () => {
    for (const { file, reason } of ada.details.plan.withheld) {
      const card = cards
        .map(textOf)
        .find((each) => each.includes(`stays: ${labelOf(file)}`) && each.includes('Its reason to leave'));
      expect(card).toContain(retireWords(reason, labelOf));
    }
  });

  test('unsure images, unreadable files, all verdicts and the judge’s words are there', () => {
    for (const words of [
      '1 unsure verdict',
      'doubtful.jpg',
      'broken.jpg: cut off at a third',
      'judge on 07',
      'many close portraits',
    ]) {
      expect(text).toContain(words);
    }
    expect(find(section, 'table', 'all').flatMap((table) => find(table, 'tr'))).toHaveLength(fullSet().length + 1);
  });

  test('the numbers now, wanted and after stand in the table of types', () => {
    const { before, target, after } = ada.details.plan;
    const [, photos] = find(section, 'table', 'mix')
      .flatMap((table) => find(table, 'tr'))
      .map(textOf);
    expect(photos).toContain(`photorealistic${before.counts.photorealistic} `);
    expect(photos).toContain(`%${target.photorealistic}${after.counts.photorealistic} `);
  });
});

describe('pictures', () => {
  test('a preview is embedded once, however often it is shown', () => {
    const text = reportPage(pageInput([ada, planned('bo', fullSet(), { preview: new Uint8Array([9, 9, 9]) })]));
    expect(text.split('base64,AQID)').length).toBe(2);
    expect(text.split('base64,CQkJ)').length).toBe(2);
  });

  test('a crop shows the cell of its image', () => {
    const bad = ada.details.evaluation.images.findIndex(({ file }) => file === 'bad.jpg');
    const card = find(sectionOf(ada), 'li', 'card').find((each) => textOf(each).includes('bad.jpg'));
    const [crop] = card === undefined ? [] : find(card, 'span', 'crop');
    expect(crop?.attributes.get('style')).toBe(`--x:${bad % 5};--y:${Math.floor(bad / 5)}`);
  });

  test('without a preview the changes are still named, and the full sheet is linked', () => {
    const section = sectionOf(planned('ada', fullSet(), { preview: undefined }));
    expect(find(section, 'style')).toEqual([]);
    expect(find(section, 'span', 'none').length).toBeGreaterThan(0);
    expect(find(section, 'a').map(({ attributes }) => attributes.get('href'))).toContain('./actors/ada/composite.jpg');
  });

  test('an image beyond the sheet has no crop, but its words', () => {
    const section = sectionOf(planned('ada', pictures('photorealistic', 520)));
    const crops = find(section, 'span', 'crop').filter((crop) => !crop.attributes.get('class')?.includes('none'));
    expect(crops.filter((crop) => /--y:\d{3}/.test(crop.attributes.get('style') ?? ''))).toEqual([]);
    expect(textOf(section)).toContain('The first 40 of 520 images.');
  });
});

describe('other actors', () => {
  test('a balanced one is folded, and its link opens it', () => {
    const page = parsePage(reportPage(pageInput([planned('ada', goodSet())])));
    const [details] = find(page, 'article').flatMap((article) => find(article, 'details'));
    expect(details?.attributes.has('open')).toBe(false);
    expect(details === undefined ? [] : find(details, 'div').map(({ attributes }) => attributes.get('id'))).toContain(
      'a1',
    );
  });

  test('one without any image says so and has no sheet', () => {
    const section = sectionOf(planned('ada', []));
    expect(textOf(section)).toContain('0 images');
    expect(find(section, 'figure')).toEqual([]);
  });

  test('one whose details are left out has its row and no section', () => {
    const page = parsePage(reportPage({ ...pageInput([ada]), details: new Map() }));
    expect(find(page, 'article')).toEqual([]);
    const [table] = find(page, 'table', 'cast');
    expect(table === undefined ? '' : textOf(table)).toContain('ada');
    expect(table === undefined ? [] : find(table, 'a')).toEqual([]);
  });
});
