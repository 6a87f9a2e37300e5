import type { Moment } from '../../../contract.ts';
import type { EvaluatedImage, Evaluation } from '../../../records/evaluation.ts';
import { SHEET } from '../../sheet-geometry.ts';
import { base64 } from '../markup/base64.ts';
import { nameLabel } from '../markup/foreign-text.ts';
import { type Html, html } from '../markup/html.ts';
import type { Look } from '../page-input.ts';

/** An actor's contact sheet of one moment: where on it each image is, and how pictures are cut out of it. */
export interface Sheet {
  readonly moment: Moment;
  /** Its full size. */
  readonly href: string;
  /** The class that shows its preview: one rule holds the picture, however often it is shown. */
  readonly className: string;
  readonly preview: Uint8Array | undefined;
  readonly evaluation: Evaluation;
  /** By file: the verdict and the cell, counted from 0. */
  readonly images: ReadonlyMap<string, { readonly cell: number; readonly image: EvaluatedImage }>;
}

/** The sheet of a look. @param id of the actor's section: class names never hold a name from outside. */
export function sheetOf({ evaluation, preview }: Look, moment: Moment, id: string, href: string): Sheet {
  const images = new Map(evaluation.images.map((image, cell) => [image.file, { cell, image }]));
  return { moment, href, className: `${id}${moment === 'before' ? 'p' : 'q'}`, preview, evaluation, images };
}

/** The numbers that the style sheet cuts by: columns, and the height of a cell as a share of its width. */
export const SHEET_PROPERTIES = `--columns:${SHEET.columns};--pitch:${(SHEET.picture + SHEET.label) / SHEET.picture}`;

/** The preview of a sheet, embedded once. */
export function previewRule({ preview, className }: Sheet): Html | undefined {
  if (preview === undefined) return undefined;
  return html`<style>.${className}{background-image:url(data:image/webp;base64,${base64(preview)})}</style>`;
}

/** What stands under an image on the sheet; a file that is not on it is called by its name. */
export function labelOf({ images }: Sheet, file: string): string {
  return images.get(file)?.image.label ?? file;
}

/** The place of a cell, for the style sheet. */
export function position(cell: number): string {
  return `--x:${cell % SHEET.columns};--y:${Math.floor(cell / SHEET.columns)}`;
}

/** One image, cut out of the preview; a box with its label where there is no preview of it. */
export function crop(sheet: Sheet, file: string): Html {
  const cell = sheet.images.get(file)?.cell;
  const label = nameLabel(labelOf(sheet, file));
  if (sheet.preview === undefined || cell === undefined || cell >= SHEET.maxCells) {
    return html`<span class="crop none" role="img" aria-label="image ${label}, no preview">${cell === undefined ? '?' : label}</span>`;
  }
  return html`<span class="crop ${sheet.className}" style="${position(cell)}" role="img" aria-label="image ${label}"></span>`;
}
