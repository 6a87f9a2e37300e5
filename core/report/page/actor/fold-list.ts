import { plural } from '../markup/figures.ts';
import { type Html, html } from '../markup/html.ts';

/** A list of which what goes beyond `open` items is folded away: everything is on the page, nothing buries the rest. */
export function foldList(items: readonly Html[], className: string, open: number): Html {
  const first = html`<ul class="${className}">${items.slice(0, open)}</ul>`;
  const rest = items.slice(open);
  if (rest.length === 0) return first;
  return html`${first}<details><summary>${plural(rest.length, 'more', 'more')}</summary><ul class="${className}">${rest}</ul></details>`;
}
