import type { GenerateChange } from '../../../../plan/change.ts';
import type { Applied, Missing } from '../../../../records/applied.ts';
import { stillMissing } from '../../../counts-after.ts';
import { MISSING_WORDS } from '../../../wording.ts';
import { plural, sentence } from '../../markup/figures.ts';
import { foreignText } from '../../markup/foreign-text.ts';
import { type Html, html } from '../../markup/html.ts';
import type { ActorView } from '../actor-view.ts';
import { OPEN_CARDS } from '../card-parts.ts';
import { foldList } from '../fold-list.ts';
import { TYPE_LETTERS, typeKey } from '../type-key.ts';

/** The changes of the plan that make an image, by id, in order. */
export function generateChanges({ details }: ActorView): ReadonlyMap<string, GenerateChange> {
  return new Map(details.plan.changes.flatMap((change) => (change.kind === 'generate' ? [[change.id, change]] : [])));
}

/** How often it was tried, with what cost: the ledger has the rest. */
function triesWords({ ledger }: Applied, change: string): string {
  const tries = ledger.filter((each) => each.change === change).length;
  return tries === 0 ? 'It was not tried.' : `Tried ${tries === 1 ? 'once' : `${tries} times`}.`;
}

function missingCard(
  applied: Applied,
  { change, type, why, words }: Missing,
  planned: GenerateChange | undefined,
): Html {
  // The words of a try are a vendor's or a judge's; the others are ours.
  const said =
    why === 'tried' ? html`<p>The last one: <q>${foreignText(words)}</q></p>` : html`<p>${foreignText(words)}</p>`;
  const prompt =
    planned === undefined
      ? undefined
      : html`<p class="note prompt">Prompt ${planned.promptNumber} ${foreignText(planned.prompt)}</p>`;
  return html`<li class="card new"><div class="slot" aria-hidden="true">+ ${TYPE_LETTERS[type]}</div><div class="say"><p><b>${sentence(MISSING_WORDS[why])}</b> ${triesWords(applied, change)}</p>${words === '' ? undefined : said}<p>${typeKey(type)}</p>${prompt}</div></li>`;
}

/** "What is still missing and why": every approved image that is not there. */
export function missingSection(view: ActorView, applied: Applied): Html | undefined {
  const missing = stillMissing(applied);
  if (missing.length === 0) return undefined;
  const planned = generateChanges(view);
  const cards = missing.map((each) => missingCard(applied, each, planned.get(each.change)));
  return html`<h4>What is still missing and why <small>${plural(missing.length, 'image')}</small></h4>
${foldList(cards, 'cards', OPEN_CARDS)}`;
}
