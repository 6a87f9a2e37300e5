import { TYPE_NAMES } from '../../../image-type.ts';
import { usdWords } from '../../../money/prices.ts';
import type { EvaluatedImage } from '../../../records/evaluation.ts';
import { confidenceWords, countWords, plural, shortNumber } from '../markup/figures.ts';
import { foreignText, nameText } from '../markup/foreign-text.ts';
import { type Html, html } from '../markup/html.ts';
import type { ActorView } from './actor-view.ts';
import { foldList } from './fold-list.ts';
import { crop } from './pictures.ts';
import { TYPE_LETTERS } from './type-key.ts';

/** Images and files shown before the rest is folded away. */
const OPEN_IMAGES = 30;

/** Images whose verdict is too unsure to act on: a person should look. */
export function unsureSection(view: ActorView): Html | undefined {
  const unsure = view.details.evaluation.images.filter((image) => image.unsure);
  if (unsure.length === 0) return undefined;
  const tiles = unsure.map(
    (image) =>
      html`<li><figure>${crop(view, image.file)}<figcaption>${nameText(image.label)} ${TYPE_LETTERS[image.type]}? <small>${confidenceWords(image.confidence)}</small><small class="file">${nameText(image.file)}</small></figcaption></figure></li>`,
  );
  return html`<h4>For a person to look at <small>${plural(unsure.length, 'unsure verdict')}</small></h4>
<p>The judge is unsure of the type of these, so nothing leaves on its word.</p>
${foldList(tiles, 'thumbs', OPEN_IMAGES)}`;
}

/** Files that could not be read; they are reported and stay where they are. */
export function unreadableSection({ details }: ActorView): Html | undefined {
  const { unreadable } = details.evaluation;
  if (unreadable.length === 0) return undefined;
  const items = unreadable.map(({ file, reason }) => html`<li>${nameText(file)}: ${foreignText(reason)}</li>`);
  return html`<h4>Unreadable files <small>${plural(unreadable.length, 'file')}</small></h4>
<p>These were not counted and stay where they are.</p>
${foldList(items, 'plain', OPEN_IMAGES)}`;
}

function imageRow(image: EvaluatedImage, leaving: ReadonlySet<string>): Html {
  return html`<tr><th scope="row">${nameText(image.label)}</th><td class="file">${nameText(image.file)}</td><td>${TYPE_NAMES[image.type]}</td><td class="n">${shortNumber(image.score)}</td><td>${confidenceWords(image.confidence)}${image.unsure ? html` <b>unsure</b>` : undefined}</td><td>${leaving.has(image.file) ? '− goes' : 'stays'}</td><td><q>${foreignText(image.reason)}</q></td></tr>`;
}

/** Every image with its verdict, folded away. The judge's words are quoted: they come from outside. */
export function imageTable({ details }: ActorView): Html | undefined {
  const { images, remembered, usage } = details.evaluation;
  if (images.length === 0) return undefined;
  const leaving = new Set(details.plan.changes.flatMap((change) => (change.kind === 'retire' ? [change.file] : [])));
  const models = [...new Set(images.map(({ judge }) => judge.model))].join(', ');
  const memory =
    remembered === 0 ? '' : ` ${plural(remembered, 'verdict was', 'verdicts were')} remembered from earlier runs.`;
  const spent =
    usage.calls === 0
      ? ''
      : ` Judging took ${plural(usage.calls, 'call')}, ${countWords(usage.inputTokens)} tokens in, ${countWords(usage.outputTokens)} out: ${usdWords(usage.usd)}.`;
  return html`<details><summary>All ${plural(images.length, 'image')} with the judge’s verdicts</summary>
<p class="note">Judged by ${nameText(models)}.${memory}${spent} Its words are quoted as they came.</p>
<table class="all"><thead><tr><th scope="col">No.</th><th scope="col">File</th><th scope="col">Type</th><th scope="col" class="n">Score</th><th scope="col">Confidence</th><th scope="col">Plan</th><th scope="col">The judge’s words</th></tr></thead>
<tbody>${images.map((image) => imageRow(image, leaving))}</tbody></table></details>`;
}

/** What the judge said of the set as a whole, quoted. */
export function analysisQuote({ details }: ActorView): Html | undefined {
  const { analysis } = details.evaluation;
  if (analysis.trim() === '') return undefined;
  return html`<details><summary>What the judge says of the whole set</summary><blockquote>${foreignText(analysis)}</blockquote></details>`;
}
