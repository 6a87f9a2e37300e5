import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PageInput } from '../../../../core/report/page/page-input.ts';
import { reportPage } from '../../../../core/report/page/report-page.ts';
import { failed, fullSet, pageInput, planned } from './page-world.ts';
import { type Element, elementsOf, find, parsePage, textOf } from './parse-page.ts';

const FRAGMENTS = [
  '"',
  "'",
  '<',
  '>',
  '&',
  '&amp;',
  '</style>',
  '<script>alert(1)</script>',
  '-->',
  '<!--',
  ']]>',
  '\u0000',
  '\n',
  '\t',
  '\r',
  '\u202E',
  '\u2066',
  '\u200B',
  '\u2028',
  '\uD800',
  '\uDFFF',
  '\u{E0041}',
  'javascript:',
  '//evil.example/',
  '\\',
  '#',
  '?',
  '%',
  ')',
  '}',
  ';',
  'ä',
  'שלום',
  '👩‍👩‍👧',
  'e\u0301'.repeat(9),
  '\u0336'.repeat(40),
  'x'.repeat(700),
];
const hostile = fc
  .array(fc.oneof(fc.constantFrom(...FRAGMENTS), fc.string({ unit: 'binary' })), { minLength: 1, maxLength: 12 })
  .map((parts) => parts.join(''));

/** A page on which everything that comes from outside holds `evil`. */
function pageWith(evil: string): PageInput {
  const set = fullSet().map((image) => ({ ...image, file: `${image.file}${evil}`, label: image.label }));
  const { row, details } = planned(`1${evil}`, set);
  const { plan, evaluation } = details;
  const changes = plan.changes.map((change) =>
    change.kind === 'generate' ? { ...change, prompt: `${change.prompt}${evil}` } : change,
  );
  const verdicts = evaluation.images.map((image) => ({
    ...image,
    reason: evil,
    judge: { ...image.judge, model: evil },
  }));
  const actor = {
    row: { ...row, group: evil },
    details: {
      ...details,
      plan: { ...plan, changes },
      evaluation: { ...evaluation, images: verdicts, unreadable: [{ file: evil, reason: evil }], analysis: `a${evil}` },
    },
  };
  const input = pageInput([actor], [failed(`2${evil}`, `m${evil}`, `e${evil}`)], {
    nextCommand: evil,
    sheetHref: () => evil,
  });
  const judge = { name: evil, model: evil, why: evil };
  return {
    ...input,
    report: {
      ...input.report,
      run: evil,
      place: evil,
      startedAt: evil,
      judge,
      review: { ...input.report.review, planHash: evil },
    },
  };
}

/** The page without its text: tags, attribute names, and the values that text may not change. */
function shape(page: Element): readonly string[] {
  return elementsOf(page).map(({ tag, attributes }) => {
    const fixed = [...attributes].map(([name, value]) =>
      ['href', 'aria-label', 'datetime'].includes(name) ? name : `${name}=${value}`,
    );
    return `${tag} ${fixed.join(' ')}`;
  });
}

describe('text from outside', () => {
  test('never becomes markup, whatever it holds', () => {
    const harmless = shape(parsePage(reportPage(pageWith('b'))));
    fc.assert(
      fc.property(hostile, (evil) => {
        expect(shape(parsePage(reportPage(pageWith(evil))))).toEqual(harmless);
      }),
      { numRuns: 60 },
    );
  });

  test('never hides or reorders what stands around it', () => {
    fc.assert(
      fc.property(hostile, (evil) => {
        const text = reportPage(pageWith(evil));
        expect(text.isWellFormed()).toBe(true);
        expect(text).not.toMatch(/[\p{Bidi_Control}\p{Zl}\p{Zp}\u200B\u{E0000}-\u{E007F}]|(?!\n|\t)\p{Cc}/u);
      }),
      { numRuns: 60 },
    );
  });

  test('never leads a link off the page’s own folder of records', () => {
    fc.assert(
      fc.property(hostile, (evil) => {
        for (const link of find(parsePage(reportPage(pageWith(evil))), 'a')) {
          const url = new URL(link.attributes.get('href') ?? '', 'file:///runs/run-1/report.html');
          expect([url.protocol, url.host]).toEqual(['file:', '']);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('is cut to a length at which the page stays a page', () => {
    const name = 'n'.repeat(5000);
    const [title] = find(parsePage(reportPage(pageInput([planned(name, fullSet())]))), 'h3');
    expect(title === undefined ? '' : textOf(title)).toBe(`${'n'.repeat(299)}… to do`);
  });
});
