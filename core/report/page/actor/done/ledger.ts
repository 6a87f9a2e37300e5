import { TYPE_NAMES } from '../../../../image-type.ts';
import { usdWords } from '../../../../money/prices.ts';
import type { Applied, LedgerEntry } from '../../../../records/applied.ts';
import { TRY_WORDS } from '../../../wording.ts';
import { plural } from '../../markup/figures.ts';
import { foreignText, nameText } from '../../markup/foreign-text.ts';
import { type Html, html } from '../../markup/html.ts';
import type { ActorView } from '../actor-view.ts';
import { generateChanges } from './missing.ts';

function tryRow(view: ActorView, entry: LedgerEntry, images: readonly string[]): Html {
  const { change, number, promptNumber, model, outcome, words, usd } = entry;
  const type = generateChanges(view).get(change)?.type;
  const said = words === '' ? undefined : html` <q>${foreignText(words)}</q>`;
  return html`<tr><th scope="row">${images.indexOf(change) + 1}</th><td>${type === undefined ? '' : TYPE_NAMES[type]}</td><td class="n">${number}</td><td class="n">${promptNumber}</td><td>${nameText(model)}</td><td>${TRY_WORDS[outcome]}${said}</td><td class="n">${usdWords(usd)}</td></tr>`;
}

/** Every try to make an image with how it ended and what it cost, folded away. */
export function ledgerSection(view: ActorView, { ledger, usd }: Applied): Html | undefined {
  if (ledger.length === 0) return undefined;
  const images = [...new Set(ledger.map(({ change }) => change))];
  return html`<details><summary>Every try to make an image: ${plural(ledger.length, 'try', 'tries')} for ${plural(images.length, 'image')}, ${usdWords(usd)}</summary>
<table class="all tries"><thead><tr><th scope="col">Image</th><th scope="col">Type</th><th scope="col" class="n">Try</th><th scope="col" class="n">Prompt</th><th scope="col">Model</th><th scope="col">How it ended</th><th scope="col" class="n">Cost</th></tr></thead>
<tbody>${ledger.map((entry) => tryRow(view, entry, images))}</tbody>
<tfoot><tr><th scope="row" colspan="6">All tries</th><td class="n">${usdWords(usd)}</td></tr></tfoot></table></details>`;
}
