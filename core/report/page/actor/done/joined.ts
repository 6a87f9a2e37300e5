import type { Applied } from '../../../../records/applied.ts';
import { plural, shortNumber } from '../../markup/figures.ts';
import { foreignText, nameText } from '../../markup/foreign-text.ts';
import { type Html, html } from '../../markup/html.ts';
import type { ActorView } from '../actor-view.ts';
import { figure, OPEN_CARDS } from '../card-parts.ts';
import { foldList } from '../fold-list.ts';
import { TYPE_LETTERS, typeKey } from '../type-key.ts';

type Added = Applied['added'][number];

/** The words of a prompt, where the plan holds them: a later try may have taken another prompt. */
function promptText({ details }: ActorView, promptNumber: number): Html | undefined {
  for (const change of details.plan.changes)
    if (change.kind === 'generate' && change.promptNumber === promptNumber) return foreignText(change.prompt);
  return undefined;
}

/** Says at the image itself that it only stands in for one. */
export function standInBadge({ standIn }: Pick<Added, 'standIn'>): Html | undefined {
  return standIn ? html` <b class="badge">stand-in</b>` : undefined;
}

function joinedCard(view: ActorView, added: Added): Html {
  const { file, type, score, promptNumber } = added;
  const picture =
    view.after === undefined
      ? html`<div class="slot" aria-hidden="true">+ ${TYPE_LETTERS[type]}</div>`
      : html`<div class="crops">${figure(view.after, file, '+', '')}</div>`;
  const said = view.after?.images.get(file)?.image.reason;
  const quote =
    said === undefined || said === '' ? undefined : html`<p class="note">The judge: <q>${foreignText(said)}</q></p>`;
  return html`<li class="card">${picture}<div class="say"><p>${typeKey(type)}, score ${shortNumber(score)}${standInBadge(added)}</p><p class="prompt"><b>Prompt ${promptNumber}</b> ${promptText(view, promptNumber)}</p>${quote}<p class="file">${nameText(file)}</p></div></li>`;
}

/** "What joined": every new image as it looks in the set, with its prompt and what was said of it. */
export function joinedSection(view: ActorView, { added, outcome }: Applied): Html | undefined {
  if (added.length === 0) return undefined;
  const isBack = outcome === 'rolled-back';
  const cards = added.map((each) => joinedCard(view, each));
  const words = isBack
    ? html`<p>These were taken out again and lie with the retired images of this run.</p>`
    : undefined;
  return html`<h4>${isBack ? 'What had joined' : 'What joined'} <small>+ ${plural(added.length, 'image')}</small></h4>
${words}${foldList(cards, 'cards', OPEN_CARDS)}`;
}
