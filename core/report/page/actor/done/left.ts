import type { RetireChange } from '../../../../plan/change.ts';
import type { Applied } from '../../../../records/applied.ts';
import { restoreCommand, rollbackCommand } from '../../../commands.ts';
import { plural, shortNumber } from '../../markup/figures.ts';
import { nameText } from '../../markup/foreign-text.ts';
import { type Html, html } from '../../markup/html.ts';
import { oneLine } from '../../markup/visible-text.ts';
import type { ActorView } from '../actor-view.ts';
import { figure, keptFigure, OPEN_CARDS, reasonText } from '../card-parts.ts';
import { foldList } from '../fold-list.ts';
import { typeKey } from '../type-key.ts';

/** The changes of the plan that take an image out, by file. */
export function retireChanges({ details }: ActorView): ReadonlyMap<string, RetireChange> {
  return new Map(details.plan.changes.flatMap((change) => (change.kind === 'retire' ? [[change.file, change]] : [])));
}

function putBackLine({ row }: ActorView, file: string): Html {
  return html`<p class="cmd">put back: <code>${oneLine(restoreCommand(row.actor, file))}</code></p>`;
}

function leftCard(view: ActorView, file: string, change: RetireChange | undefined, isBack: boolean): Html {
  const { before } = view;
  const crops = html`<div class="crops">${figure(before, file, '−', isBack ? 'had left:' : 'left:')}${change === undefined ? undefined : keptFigure(before, change.reason)}</div>`;
  const words =
    change === undefined
      ? undefined
      : html`${reasonText(before, change.reason)}<p>${typeKey(change.type)}, score ${shortNumber(change.score)}</p>`;
  return html`<li class="card">${crops}<div class="say">${words}<p class="file">${nameText(file)}</p>${isBack ? undefined : putBackLine(view, file)}</div></li>`;
}

/** "What left and why": every image that is out of the set, with the rule behind it and how to put it back. */
export function leftSection(view: ActorView, { retired, outcome, cannot }: Applied): Html | undefined {
  if (retired.length === 0) return undefined;
  const isBack = outcome === 'rolled-back';
  const stuck = new Set(cannot.map(({ file }) => file));
  const changes = retireChanges(view);
  const cards = retired.map((file) => leftCard(view, file, changes.get(file), isBack && !stuck.has(file)));
  const title = isBack ? 'What had left and why' : 'What left and why';
  const words = isBack
    ? html`<p>These are in the set again${stuck.size === 0 ? '' : ', but for those named above'}.</p>`
    : html`<p>Nothing of it is lost: each can be put back by itself, or all that this run did with <code>${rollbackCommand(view.report.run)}</code></p>`;
  return html`<h4>${title} <small>− ${plural(retired.length, 'image')}</small></h4>
${words}
${foldList(cards, 'cards', OPEN_CARDS)}`;
}
