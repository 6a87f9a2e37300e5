import type { RetireReason } from '../../../plan/change.ts';
import { retireWords } from '../../wording.ts';
import { sentence } from '../markup/figures.ts';
import { nameText } from '../markup/foreign-text.ts';
import { type Html, html } from '../markup/html.ts';
import { crop, labelOf, type Sheet } from './sheet.ts';

/** Cards of a part of the page that are shown before the rest is folded away. */
export const OPEN_CARDS = 24;

/** An image with a sign and a word for what happens to it. */
export function figure(sheet: Sheet, file: string, sign: string, word: string): Html {
  return html`<figure>${crop(sheet, file)}<figcaption>${sign === '' ? undefined : html`<b>${sign}</b> `}${word} ${nameText(labelOf(sheet, file))}</figcaption></figure>`;
}

/** The image that a reason points to, beside the one that the reason is about. */
export function keptFigure(sheet: Sheet, reason: RetireReason): Html | undefined {
  if (reason.code !== 'exact-copy' && reason.code !== 'near-copy') return undefined;
  return figure(sheet, reason.kept, '', reason.keptLeaves ? 'leaves too:' : 'stays:');
}

/** A reason with its point first: what follows, the numbers it rests on, is set lighter. */
export function reasonText(sheet: Sheet, reason: RetireReason): Html {
  const words = sentence(retireWords(reason, (file) => labelOf(sheet, file)));
  const point = /^.*?(?= \(|; |: |, (?:below|score))/.exec(words)?.[0] ?? words;
  return html`<p class="why"><bdi><b>${point}</b>${words.slice(point.length)}</bdi></p>`;
}
