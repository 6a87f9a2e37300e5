import { IMAGE_TYPES, type ImageType } from '../../../image-type.ts';
import { usdWords } from '../../../money/prices.ts';
import type { ActorResult, PlannedResult } from '../../../records/actor-result.ts';
import type { RunState } from '../../../records/report.ts';
import { type CountsAfter, countsAfter, stillMissing } from '../../counts-after.ts';
import { actorId } from '../actor/actor-view.ts';
import type { Troubles } from '../first/group-troubles.ts';
import { troubleId } from '../first/trouble-section.ts';
import { rowName } from '../markup/foreign-text.ts';
import { type Html, html } from '../markup/html.ts';
import { capped } from '../markup/visible-text.ts';
import type { PageInput } from '../page-input.ts';
import { shownStanding, shownWord } from '../status-word.ts';

/** The middle of a bar is the target and its end twice the target, so that targets stand in one line down the table. */
function barPercent(count: number, target: number): number {
  if (target === 0) return count === 0 ? 50 : 100;
  return Math.round(Math.min(100, (count * 50) / target));
}

function mixCell({ before, target }: PlannedResult, after: CountsAfter | undefined, type: ImageType): Html {
  const [now, then, wanted] = [before[type], (after?.counts ?? before)[type], target[type]];
  const bars = now === then ? '' : `;--a:${barPercent(then, wanted)}%`;
  const words = now === then ? String(now) : `${now} → ${then}`;
  return html`<td style="--n:${barPercent(now, wanted)}%${bars}">${words} <small>/${wanted}</small></td>`;
}

/** Whether plans were carried out: then what was done is told, and of a plan that was left alone nothing. */
function isOver(state: RunState): boolean {
  return state === 'applied' || state === 'partly' || state === 'rolled-back';
}

/** "−3", with how many were wanted where that is more; nothing for none. */
function changeCell(sign: string, count: number, wanted: number): Html {
  const of = wanted > count ? html` <small>/${wanted}</small>` : undefined;
  return html`<td>${wanted === 0 && count === 0 ? '' : `${sign}${count}`}${of}</td>`;
}

function changeCells({ retire, generate, applied }: PlannedResult, state: RunState): Html {
  if (applied === undefined && isOver(state)) return html`<td></td><td></td>`;
  if (applied === undefined) return html`${changeCell('−', retire, retire)}${changeCell('+', generate, generate)}`;
  // What was taken back is not there, so it is not counted as done.
  if (applied.outcome === 'rolled-back') return html`<td></td><td></td>`;
  const { added, retired, held } = applied;
  const missing = stillMissing(applied).length;
  return html`${changeCell('−', retired.length, retired.length + held.length)}${changeCell('+', added.length, added.length + missing)}`;
}

function plannedRow(row: PlannedResult, index: number, input: PageInput, troubles: Troubles): Html {
  const { details, report } = input;
  const name = rowName(row.actor);
  const found = details.get(row.actor);
  const images = IMAGE_TYPES.reduce((sum, type) => sum + row.before[type], 0);
  const typeOf = (file: string) => found?.evaluation.images.find((image) => image.file === file)?.type;
  const after = countsAfter(row, report.state, typeOf);
  const shown = shownStanding(row, report.state);
  const group = troubles.groupOf.get(index);
  const word = shownWord(shown);
  const status = group === undefined ? html`${word}` : html`<a href="#${troubleId(troubles, group)}">${word}</a>`;
  const usd = row.applied?.usd ?? (isOver(report.state) ? 0 : row.usd);
  return html`<tr><th scope="row">${found === undefined ? name : html`<a href="#${actorId(index)}">${name}</a>`}</th><td class="${shown}">${status}</td>${IMAGE_TYPES.map((type) => mixCell(row, after, type))}${changeCells(row, report.state)}<td>${images === 0 ? '' : row.meanScore.toFixed(1)}</td><td>${usd === 0 ? '' : usdWords(usd)}</td></tr>\n`;
}

/** One actor as a row; one that could not be worked on leads to what to do about it. */
export function actorRow(row: ActorResult, index: number, input: PageInput, troubles: Troubles): Html {
  if (row.status !== 'failed') return plannedRow(row, index, input, troubles);
  const group = troubles.groupOf.get(index);
  const error = capped(row.error, 60);
  const link = group === undefined ? html`${error}` : html`<a href="#${troubleId(troubles, group)}">${error}</a>`;
  return html`<tr class="bad"><th scope="row">${rowName(row.actor)}</th><td class="failed">${shownWord('failed')}</td><td colspan="7">${link}</td></tr>\n`;
}
