import type { Applied } from '../../../../records/applied.ts';
import { DIFFERENCE_WORDS, RECONCILED_WORDS } from '../../../wording.ts';
import { plural, sentence } from '../../markup/figures.ts';
import { foreignText, nameText } from '../../markup/foreign-text.ts';
import { type Html, html } from '../../markup/html.ts';
import type { ActorView } from '../actor-view.ts';
import { foldList } from '../fold-list.ts';
import { crop, labelOf, type Sheet } from '../sheet.ts';

/** Files shown before the rest is folded away. */
const OPEN_FILES = 30;

/** A file as it looked when it was planned, and what is to be said of it. */
function fileTile(sheet: Sheet, file: string, words: Html): Html {
  const known = sheet.images.has(file);
  const label = known ? html`<b>${nameText(labelOf(sheet, file))}</b> ` : undefined;
  return html`<li><figure>${crop(sheet, file)}<figcaption>${label}${words}<small class="file">${nameText(file)}</small></figcaption></figure></li>`;
}

/** What differs from the plan: the pictures as they were when it was made. */
export function differsSection({ before }: ActorView, { differs, outcome }: Applied): Html | undefined {
  if (differs.length === 0) return undefined;
  const tiles = differs.map(({ file, how }) => fileTile(before, file, html`${DIFFERENCE_WORDS[how]}`));
  const words =
    outcome === 'stale'
      ? 'The plan rests on images that are not as they were, so nothing of the set was touched.'
      : 'Somebody changed the set while the run worked on it; from then on nothing more was made or taken out.';
  return html`<h4>What differs from the plan <small>${plural(differs.length, 'image')}</small></h4>
<p>${words} The pictures show the set as it was planned.</p>
${foldList(tiles, 'thumbs', OPEN_FILES)}`;
}

/** What could not be undone on the way back, and why. */
export function cannotSection({ before, after }: ActorView, { cannot, added }: Applied): Html | undefined {
  if (cannot.length === 0) return undefined;
  const joined = new Set(added.map(({ file }) => file));
  const tiles = cannot.map(({ file, words }) => {
    const isNew = joined.has(file);
    const what = isNew ? 'could not be taken out again' : 'could not be put back';
    return fileTile(isNew ? (after ?? before) : before, file, html`${what}: ${foreignText(words)}`);
  });
  return html`<h4>What could not be undone <small>${plural(cannot.length, 'image')}</small></h4>
${foldList(tiles, 'thumbs', OPEN_FILES)}`;
}

/** Where the manifest said something else than the folder, folded away: it is put right. */
export function reconciledSection(_view: ActorView, { reconciled }: Applied): Html | undefined {
  if (reconciled.length === 0) return undefined;
  const items = reconciled.map(({ file, how }) => html`<li>${nameText(file)}: ${sentence(RECONCILED_WORDS[how])}</li>`);
  return html`<details><summary>The manifest and the folder differed in ${plural(reconciled.length, 'image')}</summary>
<p class="note">The folder counts: the manifest was brought to it before anything was changed.</p>
${foldList(items, 'plain', OPEN_FILES)}</details>`;
}
