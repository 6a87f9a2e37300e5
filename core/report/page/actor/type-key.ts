import { type ByType, type ImageType, TYPE_NAMES } from '../../../image-type.ts';
import { type Html, html } from '../markup/html.ts';

/** The letter that stands for a type, so that nothing is told by colour or pattern alone. */
export const TYPE_LETTERS: ByType<string> = { photorealistic: 'P', bw_stylized: 'B', color_stylized: 'C' };

/** The class that gives a type its pattern. */
export const TYPE_CLASSES: ByType<string> = { photorealistic: 'tp', bw_stylized: 'tb', color_stylized: 'tc' };

/** A type as its letter and name. */
export function typeKey(type: ImageType): Html {
  return html`<span class="key" aria-hidden="true">${TYPE_LETTERS[type]}</span> ${TYPE_NAMES[type]}`;
}
