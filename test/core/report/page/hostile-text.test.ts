import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PageInput } from '../../../../core/report/page/page-input.ts';
import { reportPage } from '../../../../core/report/page/report-page.ts';
import { ACTED, acted, actedInput, partly } from './acted-world.ts';
import { failed, fullSet, pageInput, planned, type WorldActor } from './page-world.ts';
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

/** The same for a run that acted: one actor carried out in part, one stale, one taken back but not all of it. */
function actedPageWith(evil: string): PageInput {
  const { report, rows: failures } = pageWith(evil);
  const cast = (['partly', 'stale', 'rolled-back'] as const).map((outcome) => actedWith(evil, outcome));
  const approval = ACTED.approval === undefined ? undefined : { ...ACTED.approval, ...DECIDED_BY(evil) };
  const maker = { name: 'offline', model: evil, standIn: true, why: evil } as const;
  const run = { state: 'partly', run: evil, place: evil, judge: report.judge, maker, approval } as const;
  return { ...actedInput(cast, run, failures.slice(0, 1)), sheetHref: () => evil };
}

const DECIDED_BY = (evil: string) => ({
  requestedAt: evil,
  expiresAt: evil,
  scope: { only: [`1${evil}`], except: [`2${evil}`] },
  decided: { by: evil, at: evil, note: `n${evil}` },
});

function actedWith(evil: string, outcome: 'partly' | 'stale' | 'rolled-back'): WorldActor {
  const actor = acted(`${outcome}${evil}`, (all) => {
    const some = { ...all, ...partly(all) };
    return {
      ...some,
      outcome,
      words: `w${evil}`,
      notRolledBack: `r${evil}`,
      added: some.added.map((each) => ({ ...each, file: `${each.file}${evil}`, standIn: true })),
      ledger: some.ledger.map((each) => ({ ...each, model: `m${evil}`, words: `w${evil}` })),
      missing: some.missing.map((each) => ({ ...each, words: `w${evil}` })),
      held: some.held.map((each) => ({ ...each, file: `${each.file}` })),
      differs: (['changed', 'gone', 'new'] as const).map((how) => ({ file: `${how}${evil}`, how })),
      reconciled: [{ file: evil, how: 'not-in-folder' }],
      cannot: [{ file: `c${evil}`, words: `w${evil}` }],
    };
  });
  const { plan } = actor.details;
  const changes = plan.changes.map((change) =>
    change.kind === 'generate' ? { ...change, prompt: `p${evil}` } : change,
  );
  return { row: actor.row, details: { ...actor.details, plan: { ...plan, changes } } };
}

const PAGES: readonly (readonly [string, (evil: string) => PageInput])[] = [
  ['a dry-run', pageWith],
  ['a run that acted', actedPageWith],
];

/** The page without its text: tags, attribute names, and the values that text may not change. */
function shape(page: Element): readonly string[] {
  return elementsOf(page).map(({ tag, attributes }) => {
    const fixed = [...attributes].map(([name, value]) =>
      ['href', 'aria-label', 'datetime'].includes(name) ? name : `${name}=${value}`,
    );
    return `${tag} ${fixed.join(' ')}`;
  });
}

describe.each(PAGES)('text from outside, on the page of %s,', (_name, pageOf) => {
  test('never becomes markup, whatever it holds', () => {
    const harmless = shape(parsePage(reportPage(pageOf('b'))));
    fc.assert(
      fc.property(hostile, (evil) => {
        expect(shape(parsePage(reportPage(pageOf(evil))))).toEqual(harmless);
      }),
      { numRuns: 40 },
    );
  });

  test('never hides or reorders what stands around it', () => {
    fc.assert(
      fc.property(hostile, (evil) => {
        const text = reportPage(pageOf(evil));
        expect(text.isWellFormed()).toBe(true);
        expect(text).not.toMatch(/[\p{Bidi_Control}\p{Zl}\p{Zp}\u200B\u{E0000}-\u{E007F}]|(?!\n|\t)\p{Cc}/u);
      }),
      { numRuns: 40 },
    );
  });

  test('never leads a link off the page’s own folder of records', () => {
    fc.assert(
      fc.property(hostile, (evil) => {
        for (const link of find(parsePage(reportPage(pageOf(evil))), 'a')) {
          const url = new URL(link.attributes.get('href') ?? '', 'file:///runs/run-1/report.html');
          expect([url.protocol, url.host]).toEqual(['file:', '']);
        }
      }),
      { numRuns: 40 },
    );
  });
});

test('text from outside is cut to a length at which the page stays a page', () => {
  const name = 'n'.repeat(5000);
  const [title] = find(parsePage(reportPage(pageInput([planned(name, fullSet())]))), 'h3');
  expect(title === undefined ? '' : textOf(title)).toBe(`${'n'.repeat(299)}… to do`);
});
