import { SHEET } from '../../sheet-geometry.ts';
import { plural } from '../markup/figures.ts';
import { nameLabel } from '../markup/foreign-text.ts';
import { relativeHref } from '../markup/href.ts';
import { type Html, html } from '../markup/html.ts';
import type { ActorView } from './actor-view.ts';
import { position, type Sheet } from './sheet.ts';

/** Rows of a large sheet that are shown; the rest is one click away, and a crop beside every change. */
const ROWS_SHOWN = 8;

/** What a sign over a cell says. */
interface Mark {
  readonly sign: string;
  /** The class that draws it. */
  readonly className: string;
  /** What it means, under the sheet. */
  readonly words: string;
}

const WOULD_GO: Mark = { sign: '−', className: 'out', words: 'would go' };
const LEFT: Mark = { sign: '−', className: 'out', words: 'left' };
const JOINED: Mark = { sign: '+', className: 'in', words: 'joined' };
const DIFFERS: Mark = { sign: '≠', className: 'ask', words: 'changed or gone since' };
const UNSURE: Mark = { sign: '?', className: 'ask', words: 'unsure' };

/** The sign over each image of a sheet that has one: what happened to it can be seen on the sheet itself. */
function marksOf({ row, details }: ActorView, { moment, images }: Sheet): ReadonlyMap<string, Mark> {
  const { applied } = row;
  const planned = details.plan.changes.flatMap((change) => (change.kind === 'retire' ? [change.file] : []));
  const wasDone =
    applied !== undefined && applied.outcome !== 'rolled-back' && applied.added.length + applied.retired.length > 0;
  const unsure = [...images].flatMap(([file, { image }]) => (image.unsure ? [file] : []));
  const marked = (files: readonly string[], mark: Mark) => files.map((file) => [file, mark] as const);
  if (moment === 'after')
    return new Map([...marked(unsure, UNSURE), ...marked(applied?.added.map(({ file }) => file) ?? [], JOINED)]);
  if (applied === undefined) return new Map([...marked(unsure, UNSURE), ...marked(planned, WOULD_GO)]);
  const differs = applied.differs.map(({ file }) => file);
  return new Map([
    ...marked(unsure, UNSURE),
    ...marked(differs, DIFFERS),
    ...marked(wasDone ? applied.retired : [], LEFT),
  ]);
}

function markWords(marks: readonly Mark[]): string {
  const words = [...new Set(marks)].map(({ sign, words }) => `${sign} ${words}`).sort();
  return words.length === 0 ? '' : `${words.join(', ')}. `;
}

/** A contact sheet with its marks, linked to the full-size one. @param title where there are two of them. */
export function sheetFigure(view: ActorView, sheet: Sheet, title?: string): Html | undefined {
  const count = sheet.images.size;
  if (count === 0) return undefined;
  const href = relativeHref(sheet.href);
  const onSheet = Math.min(count, SHEET.maxCells);
  const head = title === undefined ? undefined : html`<p class="moment">${title}</p>`;
  if (sheet.preview === undefined) {
    return html`<figure>${head}<p class="none"><a href="${href}">Open the contact sheet</a> (${plural(onSheet, 'image')})</p></figure>`;
  }
  const rows = Math.min(ROWS_SHOWN, Math.ceil(onSheet / SHEET.columns));
  const shown = Math.min(onSheet, rows * SHEET.columns);
  const part = shown < count ? `The first ${shown} of ${plural(count, 'image')}. ` : `${plural(count, 'image')}. `;
  const alt = `contact sheet of ${nameLabel(view.row.actor)}${title === undefined ? '' : `, ${title.toLowerCase()}`}: ${part}`;
  const marks = [...marksOf(view, sheet)].filter(([file]) => sheet.images.has(file));
  const signs = marks.map(([file, { sign, className }]) => {
    const cell = sheet.images.get(file)?.cell;
    return cell === undefined || cell >= shown
      ? undefined
      : html`<i class="${className}" style="${position(cell)}">${sign}</i>`;
  });
  return html`<figure>${head}<a class="sheet ${sheet.className}" href="${href}" style="--rows:${rows}"><span class="vh">Open the ${alt}</span><span aria-hidden="true">${signs}</span></a>
<figcaption>${part}${markWords(marks.map(([, mark]) => mark))}<a href="${href}">Open the sheet at full size</a></figcaption></figure>`;
}
