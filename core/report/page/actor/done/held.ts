import type { GenerateChange, RetireChange } from '../../../../plan/change.ts';
import type { Applied } from '../../../../records/applied.ts';
import { heldWords, retireWords } from '../../../wording.ts';
import { plural, sentence } from '../../markup/figures.ts';
import { foreignText, nameText } from '../../markup/foreign-text.ts';
import { type Html, html } from '../../markup/html.ts';
import type { ActorView } from '../actor-view.ts';
import { figure, keptFigure, OPEN_CARDS } from '../card-parts.ts';
import { foldList } from '../fold-list.ts';
import { labelOf } from '../sheet.ts';
import { TYPE_LETTERS, typeKey } from '../type-key.ts';
import { retireChanges } from './left.ts';
import { generateChanges } from './missing.ts';

function reasonToLeave(view: ActorView, { reason }: RetireChange): Html {
  const words = retireWords(reason, (file) => labelOf(view.before, file));
  return html`<p>Its reason to leave: ${foreignText(`${words}.`)}</p>`;
}

function heldCard(view: ActorView, file: string, change: RetireChange | undefined, words: string): Html {
  const kept = change === undefined ? undefined : keptFigure(view.before, change.reason);
  return html`<li class="card"><div class="crops">${figure(view.before, file, '', 'stays:')}${kept}</div><div class="say"><p class="why"><b>${sentence(words)}</b></p>${change === undefined ? undefined : reasonToLeave(view, change)}<p class="file">${nameText(file)}</p></div></li>`;
}

/** "What was approved and stays all the same": what held each image back when its turn came. */
export function heldSection(view: ActorView, { held }: Applied): Html | undefined {
  if (held.length === 0) return undefined;
  const changes = retireChanges(view);
  const cards = held.map(({ file, because }) => heldCard(view, file, changes.get(file), heldWords(because)));
  return html`<h4>What was approved and stays all the same <small>${plural(held.length, 'image')}</small></h4>
${foldList(cards, 'cards', OPEN_CARDS)}`;
}

function keptOutCard({ type, promptNumber, prompt }: GenerateChange): Html {
  return html`<li class="card new"><div class="slot" aria-hidden="true">+ ${TYPE_LETTERS[type]}</div><div class="say"><p class="why"><b>Not made: it was not approved.</b></p><p class="prompt">${typeKey(type)}, prompt ${promptNumber}: ${foreignText(prompt)}</p></div></li>`;
}

/** "What was not approved": changes of the plan that somebody kept out. Told only where all that was approved has a fate. */
export function keptOutSection(
  view: ActorView,
  { outcome, retired, held, missing, ledger }: Applied,
): Html | undefined {
  if (outcome !== 'applied' && outcome !== 'partly') return undefined;
  const settled = new Set([...retired, ...held.map(({ file }) => file)]);
  const known = new Set([...missing, ...ledger].map(({ change }) => change));
  const stay = [...retireChanges(view)].filter(([file]) => !settled.has(file));
  const unmade = [...generateChanges(view)].filter(([id]) => !known.has(id));
  const count = stay.length + unmade.length;
  if (count === 0) return undefined;
  const cards = [
    ...stay.map(([file, change]) => heldCard(view, file, change, 'stays: it was not approved')),
    ...unmade.map(([, change]) => keptOutCard(change)),
  ];
  return html`<h4>What was not approved <small>${plural(count, 'change')}</small></h4>
${foldList(cards, 'cards', OPEN_CARDS)}`;
}
