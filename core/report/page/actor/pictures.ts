import { SHEET } from '../../sheet-geometry.ts';
import { base64 } from '../markup/base64.ts';
import { plural } from '../markup/figures.ts';
import { nameLabel } from '../markup/foreign-text.ts';
import { relativeHref } from '../markup/href.ts';
import { type Html, html } from '../markup/html.ts';
import { type ActorView, actorId, labelOf } from './actor-view.ts';

/** Rows of a large sheet that are shown; the rest is one click away, and a crop beside every change. */
const ROWS_SHOWN = 8;

/** The numbers that the style sheet cuts by: columns, and the height of a cell as a share of its width. */
export const SHEET_PROPERTIES = `--columns:${SHEET.columns};--pitch:${(SHEET.picture + SHEET.label) / SHEET.picture}`;

/** The class that shows an actor's preview: one rule holds the picture, however often it is shown. */
function pictureClass({ index }: ActorView): string {
  return `${actorId(index)}p`;
}

/** The preview of an actor, embedded once. */
export function previewRule(view: ActorView): Html | undefined {
  const { preview } = view.details;
  if (preview === undefined) return undefined;
  return html`<style>.${pictureClass(view)}{background-image:url(data:image/webp;base64,${base64(preview)})}</style>`;
}

function position(cell: number): string {
  return `--x:${cell % SHEET.columns};--y:${Math.floor(cell / SHEET.columns)}`;
}

/** One image, cut out of the preview; a box with its label where there is no preview of it. */
export function crop(view: ActorView, file: string): Html {
  const cell = view.images.get(file)?.cell;
  const label = nameLabel(labelOf(view, file));
  if (view.details.preview === undefined || cell === undefined || cell >= SHEET.maxCells) {
    return html`<span class="crop none" role="img" aria-label="image ${label}, no preview">${cell === undefined ? '?' : label}</span>`;
  }
  return html`<span class="crop ${pictureClass(view)}" style="${position(cell)}" role="img" aria-label="image ${label}"></span>`;
}

/** A sign over a cell: what leaves and what is unsure can be seen on the sheet itself. */
function marks(view: ActorView, cells: number): readonly Html[] {
  const leaving = new Set(
    view.details.plan.changes.flatMap((change) => (change.kind === 'retire' ? [change.file] : [])),
  );
  return [...view.images].flatMap(([file, { cell, image }]) => {
    if (cell >= cells || !(leaving.has(file) || image.unsure)) return [];
    return leaving.has(file)
      ? [html`<i class="out" style="${position(cell)}">−</i>`]
      : [html`<i class="ask" style="${position(cell)}">?</i>`];
  });
}

/** The contact sheet, linked to the full-size one. */
export function sheetFigure(view: ActorView): Html | undefined {
  const count = view.images.size;
  if (count === 0) return undefined;
  const href = relativeHref(view.sheetHref);
  const onSheet = Math.min(count, SHEET.maxCells);
  if (view.details.preview === undefined) {
    return html`<figure><p class="none"><a href="${href}">Open the contact sheet</a> (${plural(onSheet, 'image')})</p></figure>`;
  }
  const rows = Math.min(ROWS_SHOWN, Math.ceil(onSheet / SHEET.columns));
  const shown = Math.min(onSheet, rows * SHEET.columns);
  const part = shown < count ? `The first ${shown} of ${plural(count, 'image')}. ` : `${plural(count, 'image')}. `;
  const alt = `contact sheet of ${nameLabel(view.row.actor)}: ${part}`;
  return html`<figure><a class="sheet ${pictureClass(view)}" href="${href}" style="--rows:${rows}"><span class="vh">Open the ${alt}</span><span aria-hidden="true">${marks(view, shown)}</span></a>
<figcaption>${part}${markWords(view)}<a href="${href}">Open the sheet at full size</a></figcaption></figure>`;
}

function markWords({ row }: ActorView): Html | undefined {
  const words = [row.retire > 0 ? '− would go' : undefined, row.unsure > 0 ? '? unsure' : undefined].filter(
    (word) => word !== undefined,
  );
  return words.length === 0 ? undefined : html`${words.join(', ')}. `;
}
