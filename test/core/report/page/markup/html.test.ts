import { expect, test } from 'vitest';
import { html, literal, markupOf } from '../../../../../core/report/page/markup/html.ts';

test('text is escaped, markup is not, lists are joined and nothing is nothing', () => {
  const inner = html`<b>${'<&>'}</b>`;
  expect(markupOf(html`<p title="${'"\''}">${[inner, ' ', 3]}${undefined}</p>`)).toBe(
    '<p title="&quot;&#39;"><b>&lt;&amp;&gt;</b> 3</p>',
  );
});

test('an object that only looks like markup is no markup', () => {
  const forged: unknown = JSON.parse('["<b>"]');
  expect(markupOf(html`${Array.isArray(forged) ? forged.map(String) : ''}`)).toBe('&lt;b&gt;');
});

test('a literal stays as it is', () => {
  expect(markupOf(literal`a>b{content:"&"}`)).toBe('a>b{content:"&"}');
});
