import { TYPE_NAMES } from '../../../image-type.ts';
import { usdWords } from '../../../money/prices.ts';
import type { EvaluatedImage, Judging } from '../../../records/evaluation.ts';
import { DOUBT_WORDS } from '../../wording.ts';
import { confidenceWords, countWords, plural, shortNumber } from '../markup/figures.ts';
import { foreignText, nameText } from '../markup/foreign-text.ts';
import { type Html, html } from '../markup/html.ts';
import type { ActorView } from './actor-view.ts';
import { foldList } from './fold-list.ts';
import { crop, type Sheet } from './sheet.ts';
import { TYPE_LETTERS } from './type-key.ts';

/** Images and files shown before the rest is folded away. */
const OPEN_IMAGES = 30;

/** The set as it is now, as far as the run knows. */
function latest({ row, before, after }: ActorView): Sheet {
  return row.applied?.outcome === 'rolled-back' ? before : (after ?? before);
}

/** Images whose verdict is too unsure to act on: a person should look. */
export function unsureSection(view: ActorView): Html | undefined {
  const sheet = latest(view);
  const unsure = sheet.evaluation.images.filter((image) => image.unsure);
  if (unsure.length === 0) return undefined;
  const tiles = unsure.map(
    (image) =>
      html`<li><figure>${crop(sheet, image.file)}<figcaption>${nameText(image.label)} ${TYPE_LETTERS[image.type]}? <small>${confidenceWords(image.confidence)}</small>${doubtText(image)}<small class="file">${nameText(image.file)}</small></figcaption></figure></li>`,
  );
  return html`<h4>For a person to look at <small>${plural(unsure.length, 'unsure verdict')}</small></h4>
<p>What is said of these is in doubt, so none of them leaves on the judge’s word.</p>
${foldList(tiles, 'thumbs', OPEN_IMAGES)}`;
}

/** Why it is in doubt, where there is more to say than that the judge is not sure. */
function doubtText({ doubts = [] }: EvaluatedImage): Html | undefined {
  const others = doubts.filter((doubt) => doubt !== 'low-confidence');
  return others.length === 0
    ? undefined
    : html` <small>${others.map((doubt) => DOUBT_WORDS[doubt]).join('; ')}</small>`;
}

/** Files that could not be read; they are reported and stay where they are. */
export function unreadableSection(view: ActorView): Html | undefined {
  const { unreadable } = latest(view).evaluation;
  if (unreadable.length === 0) return undefined;
  const items = unreadable.map(({ file, reason }) => html`<li>${nameText(file)}: ${foreignText(reason)}</li>`);
  return html`<h4>Unreadable files <small>${plural(unreadable.length, 'file')}</small></h4>
<p>These were not counted and stay where they are.</p>
${foldList(items, 'plain', OPEN_IMAGES)}`;
}

/** What is said of each image beside its verdict: what the plan does with it, or what was done. */
type Fate = (file: string) => string;

function imageRow(image: EvaluatedImage, fate: Fate): Html {
  return html`<tr><th scope="row">${nameText(image.label)}</th><td class="file">${nameText(image.file)}</td><td>${TYPE_NAMES[image.type]}${correctedWords(image)}</td><td class="n">${shortNumber(image.score)}</td><td>${confidenceWords(image.confidence)}${image.unsure ? html` <b>unsure</b>` : undefined}</td><td>${fate(image.file)}</td><td><q>${foreignText(image.reason)}</q>${image.warning === undefined ? undefined : html` <b>${foreignText(image.warning)}</b>`}</td></tr>`;
}

/** A person's word beside the judge's. */
function correctedWords({ corrected }: EvaluatedImage): Html | undefined {
  if (corrected === undefined) return undefined;
  return html` <b>corrected: ${TYPE_NAMES[corrected.type]}</b>, by ${foreignText(corrected.by)}`;
}

/** How often the judge looked, and how it stood the test. */
function auditWords({ protocol, looks, canaries, sheets }: Judging): string {
  if (protocol === undefined) return '';
  const twice =
    looks.both === 0
      ? ''
      : ` ${plural(looks.both, 'image')} looked at twice, with the same word ${looks.agreed} times.`;
  const shown =
    canaries.shown === 0 ? '' : ` ${canaries.shown - canaries.missed} of ${canaries.shown} test cells right.`;
  const voided = sheets.voided === 0 ? '' : ` ${plural(sheets.voided, 'sheet')} voided.`;
  return ` Protocol ${protocol}.${twice}${shown}${voided}`;
}

function judgedNote({ evaluation: { images, remembered, usage, judging } }: Sheet): Html {
  const models = [...new Set(images.map(({ judge }) => judge.model))].join(', ');
  const memory =
    remembered === 0 ? '' : ` ${plural(remembered, 'verdict was', 'verdicts were')} remembered from earlier runs.`;
  const spent =
    usage.calls === 0
      ? ''
      : ` Judging took ${plural(usage.calls, 'call')}, ${countWords(usage.inputTokens)} tokens in, ${countWords(usage.outputTokens)} out: ${usdWords(usage.usd)}.`;
  return html`<p class="note">Judged by ${nameText(models)}.${judging === undefined ? '' : auditWords(judging)}${memory}${spent} Its words are quoted as they came.</p>`;
}

function imageTable(sheet: Sheet, words: string, fate: Fate): Html | undefined {
  const { images } = sheet.evaluation;
  if (images.length === 0) return undefined;
  return html`<details><summary>${words}</summary>
${judgedNote(sheet)}
<table class="all"><thead><tr><th scope="col">No.</th><th scope="col">File</th><th scope="col">Type</th><th scope="col" class="n">Score</th><th scope="col">Confidence</th><th scope="col">${sheet.moment === 'before' ? 'Plan' : 'Run'}</th><th scope="col">The judge’s words</th></tr></thead>
<tbody>${images.map((image) => imageRow(image, fate))}</tbody></table></details>`;
}

/** Every image with its verdict, folded away, before and after. The judge's words are quoted: they come from outside. */
export function imageTables(view: ActorView): Html {
  const { details, row, before, after } = view;
  const leaving = new Set(details.plan.changes.flatMap((change) => (change.kind === 'retire' ? [change.file] : [])));
  const joined = new Set(row.applied?.added.map(({ file }) => file));
  const settled = after !== undefined && latest(view) === after ? after : undefined;
  const count = plural(before.images.size, 'image');
  const words =
    settled === undefined ? `All ${count} with the judge’s verdicts` : `The ${count} before, with the judge’s verdicts`;
  const later =
    settled === undefined
      ? undefined
      : imageTable(settled, `The ${plural(settled.images.size, 'image')} after, with the judge’s verdicts`, (file) =>
          joined.has(file) ? '+ joined' : 'stayed',
        );
  return html`${later}${imageTable(before, words, (file) => (leaving.has(file) ? '− goes' : 'stays'))}`;
}

/** What the judge said of the set as a whole, quoted. */
export function analysisQuote(view: ActorView): Html | undefined {
  const { analysis } = latest(view).evaluation;
  if (analysis.trim() === '') return undefined;
  return html`<details><summary>What the judge says of the whole set</summary><blockquote>${foreignText(analysis)}</blockquote></details>`;
}
