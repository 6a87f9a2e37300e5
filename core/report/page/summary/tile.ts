import { type Html, html } from '../markup/html.ts';

/** What may stand in a tile. */
type Content = Html | string;

/** A number with what it counts above it and what it means below; `extra` is a drawing of it. */
export function tile(term: string, value: Content, words: Content, extra?: Html): Html {
  return html`<div><dt>${term}</dt><dd><strong>${value}</strong> <span>${words}</span>${extra}</dd></div>`;
}
