import { describe, expect, test } from 'vitest';
import { reportPage, reportPageChunks } from '../../../../core/report/page/report-page.ts';
import { acted, actedInput, partly } from './acted-world.ts';
import { failed, fullSet, goodSet, pageInput, planned } from './page-world.ts';
import { elementsOf, find, parsePage, textOf } from './parse-page.ts';

const cast = (count: number) =>
  Array.from({ length: count }, (_, index) => planned(`actor ${index}`, index % 2 === 0 ? fullSet() : goodSet()));

describe('a report that can be opened anywhere', () => {
  test.each([0, 1, 4, 400])('a page for %i actors is sound markup with a section for each', (count) => {
    const page = parsePage(reportPage(pageInput(cast(count))));
    expect(find(page, 'article')).toHaveLength(count);
    const ids = elementsOf(page).flatMap(({ attributes }) => attributes.get('id') ?? []);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test.each([4, 400])('so is one of a run that acted, for %i actors', (count) => {
    const cast = Array.from({ length: count }, (_, index) =>
      acted(`actor ${index}`, index % 2 === 0 ? partly : undefined),
    );
    const page = parsePage(reportPage(actedInput(cast, { state: 'partly' })));
    expect(find(page, 'article')).toHaveLength(count);
    const ids = elementsOf(page).flatMap(({ attributes }) => attributes.get('id') ?? []);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { attributes } of find(page, 'a')) {
      const href = attributes.get('href') ?? '';
      if (href.startsWith('#')) expect(ids).toContain(href.slice(1));
    }
    // What needs a person is a list of a dozen names and a fold, however long it is.
    const [first] = find(page, 'ul', 'names');
    expect(first === undefined ? 0 : find(first, 'li').length).toBe(Math.min(12, count / 2));
  });

  test('every link leads to a place on the page or to a file beside it', () => {
    const page = parsePage(reportPage(pageInput(cast(3), [failed('x')])));
    const ids = new Set(elementsOf(page).map(({ attributes }) => attributes.get('id')));
    for (const link of find(page, 'a')) {
      const href = link.attributes.get('href') ?? '';
      if (href.startsWith('#')) expect(ids).toContain(href.slice(1));
      else expect(href).toMatch(/^\.\/actors\/actor%20\d\/composite\.jpg$/);
    }
  });

  test('nothing is fetched and nothing runs', () => {
    const text = reportPage(pageInput(cast(3), [failed('x')]));
    const page = parsePage(text);
    expect(
      elementsOf(page).filter(({ tag }) => ['script', 'link', 'iframe', 'img', 'form', 'base', 'object'].includes(tag)),
    ).toEqual([]);
    expect(
      elementsOf(page).flatMap(({ attributes }) => [...attributes.keys()].filter((name) => /^on|^src/.test(name))),
    ).toEqual([]);
    expect(text).not.toMatch(/https?:|@import|\/\//i);
    const urls = text.match(/url\([^)]{0,30}/g) ?? [];
    expect(urls.length).toBeGreaterThan(0);
    expect(urls.filter((url) => !url.startsWith('url(data:image/webp;base64,'))).toEqual([]);
    const policy = find(page, 'meta').find(
      ({ attributes }) => attributes.get('http-equiv') === 'Content-Security-Policy',
    );
    expect(policy?.attributes.get('content')).toContain("default-src 'none'; img-src data:; style-src 'unsafe-inline'");
  });

  test('the chunks are the page', () => {
    const input = pageInput(cast(2));
    expect([...reportPageChunks(input)].join('')).toBe(reportPage(input));
  });

  test('10,000 actors stay a few hundred bytes each', () => {
    const [{ row }] = [planned('actor', fullSet())];
    const rows = Array.from({ length: 10_000 }, (_, index) => ({ ...row, actor: `actor ${index}` }));
    const text = reportPage({ ...pageInput([]), rows, details: new Map() });
    expect(text.length / rows.length).toBeLessThan(400);
    expect(text).toContain('A name without a link has no section on this page');
  });

  test('every heading is below one of the next higher rank', () => {
    const page = parsePage(reportPage(pageInput(cast(2), [failed('x')])));
    let above = 0;
    for (const { tag } of elementsOf(page).filter((element) => /^h[1-6]$/.test(element.tag))) {
      expect(Number(tag[1])).toBeLessThanOrEqual(above + 1);
      above = Number(tag[1]);
    }
  });
});

describe('what the top of the page says', () => {
  const top = (input: Parameters<typeof reportPage>[0]) => {
    const [header] = find(parsePage(reportPage(input)), 'header', 'top');
    return header === undefined ? '' : textOf(header);
  };

  test('that nothing was changed, which run it was, when, where, and which judge and why', () => {
    const text = top(pageInput(cast(2)));
    for (const words of [
      'nothing was changed',
      'run-1',
      '22 November 2026, 14:03 UTC',
      '/photos',
      'gpt-4.1-mini',
      'OPENAI_API_KEY is set',
    ]) {
      expect(text).toContain(words);
    }
  });

  test('the totals, what judging cost, the budget and the next command', () => {
    const actors = cast(2);
    const text = top(pageInput(actors, [failed('x')]));
    const { retire = 0, generate = 0 } = actors[0]?.row ?? {};
    expect(text).toContain('1 failed, 1 to do, 1 balanced');
    expect(text).toContain(`${retire} to retire, ${generate} to generate`);
    expect(text).toContain('4 calls, 8,200 tokens in, 2,500 out');
    expect(text).toContain('within the budget of $25.00');
    expect(text).toContain('evencast desk run-1');
  });

  test('that the plans cost more than the budget', () => {
    const input = pageInput(cast(1));
    expect(top({ ...input, report: { ...input.report, budgetUsd: 0.01 } })).toContain('above the budget');
  });

  test('that there was nobody to look at', () => {
    expect(top(pageInput([]))).toContain('There was no actor to look at.');
  });

  test('no command where there is none to give', () => {
    expect(top(pageInput(cast(1), [], { nextCommand: undefined }))).not.toContain('Next command');
  });
});
