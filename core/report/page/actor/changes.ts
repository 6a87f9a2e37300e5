import { IMAGE_TYPES } from '../../../image-type.ts';
import { usdWords } from '../../../money/prices.ts';
import type { GenerateChange, RetireChange, RetireReason, Withheld } from '../../../plan/change.ts';
import { retireWords, withheldWords } from '../../wording.ts';
import { plural, sentence, shortNumber } from '../markup/figures.ts';
import { foreignText, nameText } from '../markup/foreign-text.ts';
import { type Html, html } from '../markup/html.ts';
import { type ActorView, labelOf } from './actor-view.ts';
import { foldList } from './fold-list.ts';
import { crop } from './pictures.ts';
import { TYPE_LETTERS, typeKey } from './type-key.ts';

/** Changes shown before the rest is folded away. */
const OPEN_CHANGES = 24;

function figure(view: ActorView, file: string, sign: string, word: string): Html {
  return html`<figure>${crop(view, file)}<figcaption>${sign === '' ? undefined : html`<b>${sign}</b> `}${word} ${nameText(labelOf(view, file))}</figcaption></figure>`;
}

/** The image that a reason points to, beside the one that the reason is about. */
function keptFigure(view: ActorView, reason: RetireReason): Html | undefined {
  if (reason.code !== 'exact-copy' && reason.code !== 'near-copy') return undefined;
  return figure(view, reason.kept, '', reason.keptLeaves ? 'leaves too:' : 'stays:');
}

/** A reason with its point first: what follows, the numbers it rests on, is set lighter. */
function reasonText(view: ActorView, reason: RetireReason): Html {
  const words = sentence(retireWords(reason, (file) => labelOf(view, file)));
  const point = /^.*?(?= \(|; |: |, (?:below|score))/.exec(words)?.[0] ?? words;
  return html`<p class="why"><bdi><b>${point}</b>${words.slice(point.length)}</bdi></p>`;
}

function retireCard(view: ActorView, change: RetireChange): Html {
  return html`<li class="card"><div class="crops">${figure(view, change.file, '−', 'goes:')}${keptFigure(view, change.reason)}</div><div class="say">${reasonText(view, change.reason)}<p>${typeKey(change.type)}, score ${shortNumber(change.score)}</p><p class="file">${nameText(change.file)}</p></div></li>`;
}

function withheldCard(view: ActorView, { file, reason, because }: Withheld): Html {
  return html`<li class="card"><div class="crops">${figure(view, file, '', 'stays:')}${keptFigure(view, reason)}</div><div class="say"><p class="why"><b>${sentence(withheldWords(because))}</b></p><p>Its reason to leave: ${foreignText(`${retireWords(reason, (other) => labelOf(view, other))}.`)}</p><p class="file">${nameText(file)}</p></div></li>`;
}

function referenceWords(view: ActorView, { references }: GenerateChange): Html {
  if (references.length === 0) return html`no reference photograph`;
  return html`${references.length === 1 ? 'reference' : 'references'} ${nameText(references.map((file) => labelOf(view, file)).join(', '))}`;
}

function generateCard(view: ActorView, change: GenerateChange): Html {
  const { type, promptNumber, prompt, usd } = change;
  return html`<li class="card new"><div class="slot" aria-hidden="true">+ ${TYPE_LETTERS[type]}</div><div class="say"><p class="prompt"><b>Prompt ${promptNumber}</b> ${foreignText(prompt)}</p><p class="note">${referenceWords(view, change)}; about ${usdWords(usd)}</p></div></li>`;
}

/** The images of one type to generate: the reason is the same for all of them, so it stands above them. */
function generateGroup(view: ActorView, changes: readonly GenerateChange[]): Html | undefined {
  const [first] = changes;
  if (first === undefined) return undefined;
  const { type, reason } = first;
  const cards = changes.map((change) => generateCard(view, change));
  return html`<p class="kind">${typeKey(type)} <small>+ ${changes.length}: ${reason.count} would be left, ${reason.target} are wanted</small></p>${foldList(cards, 'cards', OPEN_CHANGES)}`;
}

/** The photographs that the new images are made after, each once. */
function referenceStrip(view: ActorView, changes: readonly GenerateChange[]): Html | undefined {
  const files = [...new Set(changes.flatMap(({ references }) => references))];
  if (files.length === 0) return undefined;
  return html`<div class="strip"><p>Made after</p>${files.map((file) => figure(view, file, '', ''))}</div>`;
}

/** "What would go and why": every image to retire with the rule and numbers behind it. */
export function retireSection(view: ActorView): Html | undefined {
  const changes = view.details.plan.changes.filter((change) => change.kind === 'retire');
  if (changes.length === 0) return undefined;
  return html`<h4>What would go and why <small>− ${plural(changes.length, 'image')}</small></h4>
${foldList(
  changes.map((change) => retireCard(view, change)),
  'cards',
  OPEN_CHANGES,
)}`;
}

/** "What would come": every image to generate with its prompt and price. */
export function generateSection(view: ActorView): Html | undefined {
  const changes = view.details.plan.changes.filter((change) => change.kind === 'generate');
  if (changes.length === 0) return undefined;
  return html`<h4>What would come <small>+ ${plural(changes.length, 'image')}, about ${usdWords(view.details.plan.cost.usd)}</small></h4>
${referenceStrip(view, changes)}${IMAGE_TYPES.map((type) =>
  generateGroup(
    view,
    changes.filter((change) => change.type === type),
  ),
)}`;
}

/** "What stays though it had a reason to leave": what held each of them. */
export function withheldSection(view: ActorView): Html | undefined {
  const { withheld } = view.details.plan;
  if (withheld.length === 0) return undefined;
  return html`<h4>What stays though it had a reason to leave <small>${plural(withheld.length, 'image')}</small></h4>
${foldList(
  withheld.map((each) => withheldCard(view, each)),
  'cards',
  OPEN_CHANGES,
)}`;
}
