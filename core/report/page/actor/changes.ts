import { IMAGE_TYPES } from '../../../image-type.ts';
import { usdWords } from '../../../money/prices.ts';
import type { GenerateChange, RetireChange, Withheld } from '../../../plan/change.ts';
import { retireWords, withheldWords } from '../../wording.ts';
import { plural, sentence, shortNumber } from '../markup/figures.ts';
import { foreignText, nameText } from '../markup/foreign-text.ts';
import { type Html, html } from '../markup/html.ts';
import type { ActorView } from './actor-view.ts';
import { figure, keptFigure, OPEN_CARDS, reasonText } from './card-parts.ts';
import { foldList } from './fold-list.ts';
import { labelOf } from './sheet.ts';
import { TYPE_LETTERS, typeKey } from './type-key.ts';

function retireCard(view: ActorView, change: RetireChange): Html {
  return html`<li class="card"><div class="crops">${figure(view.before, change.file, '−', 'goes:')}${keptFigure(view.before, change.reason)}</div><div class="say">${reasonText(view.before, change.reason)}<p>${typeKey(change.type)}, score ${shortNumber(change.score)}</p><p class="file">${nameText(change.file)}</p></div></li>`;
}

function withheldCard(view: ActorView, { file, reason, because }: Withheld): Html {
  return html`<li class="card"><div class="crops">${figure(view.before, file, '', 'stays:')}${keptFigure(view.before, reason)}</div><div class="say"><p class="why"><b>${sentence(withheldWords(because))}</b></p><p>Its reason to leave: ${foreignText(`${retireWords(reason, (other) => labelOf(view.before, other))}.`)}</p><p class="file">${nameText(file)}</p></div></li>`;
}

function referenceWords(view: ActorView, { references }: GenerateChange): Html {
  if (references.length === 0) return html`no reference photograph`;
  return html`${references.length === 1 ? 'reference' : 'references'} ${nameText(references.map((file) => labelOf(view.before, file)).join(', '))}`;
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
  return html`<p class="kind">${typeKey(type)} <small>+ ${changes.length}: ${reason.count} would be left, ${reason.target} are wanted</small></p>${foldList(cards, 'cards', OPEN_CARDS)}`;
}

/** The photographs that the new images are made after, each once. */
function referenceStrip(view: ActorView, changes: readonly GenerateChange[]): Html | undefined {
  const files = [...new Set(changes.flatMap(({ references }) => references))];
  if (files.length === 0) return undefined;
  return html`<div class="strip"><p>Made after</p>${files.map((file) => figure(view.before, file, '', ''))}</div>`;
}

/** "What would go and why": every image to retire with the rule and numbers behind it. */
export function retireSection(view: ActorView): Html | undefined {
  const changes = view.details.plan.changes.filter((change) => change.kind === 'retire');
  if (changes.length === 0) return undefined;
  return html`<h4>What would go and why <small>− ${plural(changes.length, 'image')}</small></h4>
${foldList(
  changes.map((change) => retireCard(view, change)),
  'cards',
  OPEN_CARDS,
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
  OPEN_CARDS,
)}`;
}
