import { visibleText } from './visible-text.ts';

const MARKUP: unique symbol = Symbol('markup');

/** Markup that is safe to put on the page. Only this file can make one, so no text becomes markup by accident. */
export interface Html {
  readonly [MARKUP]: string;
}

/** What may stand in a template: text and numbers are escaped, lists are joined, `undefined` is nothing. */
export type Content = Html | string | number | undefined | readonly Content[];

const SPECIAL = /[&<>"']/g;
const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text for an element's content or a quoted attribute; characters that hide or reorder text are made visible. */
export function escapeText(text: string): string {
  return visibleText(text).replace(SPECIAL, (character) => ENTITIES[character] ?? '');
}

function render(content: Content): string {
  if (content === undefined) return '';
  if (typeof content === 'string') return escapeText(content);
  if (typeof content === 'number') return String(content);
  return MARKUP in content ? content[MARKUP] : content.map(render).join('');
}

/** Markup from a template. Whatever is put in is escaped unless it is {@link Html} itself; attributes must be quoted. */
export function html(strings: TemplateStringsArray, ...contents: readonly Content[]): Html {
  let markup = strings[0] ?? '';
  for (const [index, content] of contents.entries()) markup += render(content) + (strings[index + 1] ?? '');
  return { [MARKUP]: markup };
}

/** A constant as it stands, for the style sheet, in which nothing may be escaped. Takes no values, so nothing gets in. */
export function literal(strings: TemplateStringsArray): Html {
  return { [MARKUP]: strings.join('') };
}

/** The markup as text. */
export function markupOf(markup: Html): string {
  return markup[MARKUP];
}
