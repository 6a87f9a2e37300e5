import { IMAGE_TYPES, type ImageType, TYPE_NAMES } from '../../image-type.ts';
import { usdWords } from '../../money/prices.ts';
import type { ActorResult, PlannedResult } from '../../records/actor-result.ts';
import { actorId } from './actor/actor-view.ts';
import { TYPE_LETTERS } from './actor/type-key.ts';
import { type Failures, failureId } from './failures.ts';
import { plural } from './markup/figures.ts';
import { rowName } from './markup/foreign-text.ts';
import { type Html, html, markupOf } from './markup/html.ts';
import { capped } from './markup/visible-text.ts';
import type { PageInput } from './page-input.ts';
import { STATUS_WORDS } from './status-word.ts';

/** Up to here all actors stand in one table; above it only those with something to do are open. */
const ONE_TABLE = 60;

/** The middle of a bar is the target and its end twice the target, so that targets stand in one line down the table. */
function barPercent(count: number, target: number): number {
  if (target === 0) return count === 0 ? 50 : 100;
  return Math.round(Math.min(100, (count * 50) / target));
}

function mixCell({ before, after, target }: PlannedResult, type: ImageType): Html {
  const [now, then, wanted] = [before[type], after[type], target[type]];
  const bars = now === then ? '' : `;--a:${barPercent(then, wanted)}%`;
  const words = now === then ? String(now) : `${now} → ${then}`;
  return html`<td style="--n:${barPercent(now, wanted)}%${bars}">${words} <small>/${wanted}</small></td>`;
}

function plannedRow(row: PlannedResult, index: number, linked: boolean): Html {
  const name = rowName(row.actor);
  const images = IMAGE_TYPES.reduce((sum, type) => sum + row.before[type], 0);
  return html`<tr><th scope="row">${linked ? html`<a href="#${actorId(index)}">${name}</a>` : name}</th><td>${STATUS_WORDS[row.status]}</td>${IMAGE_TYPES.map((type) => mixCell(row, type))}<td>${row.retire === 0 ? '' : `−${row.retire}`}</td><td>${row.generate === 0 ? '' : `+${row.generate}`}</td><td>${images === 0 ? '' : row.meanScore.toFixed(1)}</td><td>${row.usd === 0 ? '' : usdWords(row.usd)}</td></tr>\n`;
}

function tableRow(row: ActorResult, index: number, input: PageInput, failures: Failures): Html {
  if (row.status !== 'failed') return plannedRow(row, index, input.details.has(row.actor));
  const group = failures.groupOf.get(row.actor) ?? 0;
  return html`<tr class="bad"><th scope="row">${rowName(row.actor)}</th><td>${STATUS_WORDS.failed}</td><td colspan="7"><a href="#${failureId(group)}">${capped(row.error, 60)}</a></td></tr>\n`;
}

function tableHead(caption: string): Html {
  const types = IMAGE_TYPES.map(
    (type) =>
      html`<th scope="col"><abbr title="${TYPE_NAMES[type]}: now → after the plan / target">${TYPE_LETTERS[type]}</abbr></th>`,
  );
  return html`<table class="cast"><caption class="vh">${caption}</caption><colgroup><col class="wide"><col class="word"><col class="bar"><col class="bar"><col class="bar"><col><col><col><col class="usd"></colgroup>
<thead><tr><th scope="col">Actor</th><th scope="col">Status</th>${types}<th scope="col"><abbr title="images to retire">−</abbr></th><th scope="col"><abbr title="images to generate">+</abbr></th><th scope="col"><abbr title="mean score, 1 to 10">Score</abbr></th><th scope="col">Cost</th></tr></thead><tbody>\n`;
}

/** In the order of `rows`, the index of each kept: links go by it. */
type IndexedRows = readonly (readonly [index: number, row: ActorResult])[];

function* tableChunks(rows: IndexedRows, caption: string, input: PageInput, failures: Failures): Generator<string> {
  yield markupOf(tableHead(caption));
  for (const [index, row] of rows) yield markupOf(tableRow(row, index, input, failures));
  yield '</tbody></table>\n';
}

function legend({ rows, details }: PageInput): Html {
  const types = IMAGE_TYPES.map((type) => `${TYPE_LETTERS[type]} ${TYPE_NAMES[type]}`).join(', ');
  const unlinked = rows.some((row) => row.status !== 'failed' && !details.has(row.actor));
  const hint = unlinked
    ? html` A name without a link has no section on this page, which keeps it light; its plan and sheet are in the folder of the run, under <code>actors/</code>.`
    : undefined;
  return html`<p class="note legend">${types}. Numbers: now → after the plan / target. Bars: <i></i> the upper one now, the lower one after the plan, the line is the target.${hint}</p>`;
}

/** A part of the table that is folded away: failures are named above already, and about balanced sets nothing is to be done. */
function* foldedTable(rows: IndexedRows, caption: string, input: PageInput, failures: Failures): Generator<string> {
  if (rows.length === 0) return;
  yield markupOf(html`<details><summary>${caption}</summary>\n`);
  yield* tableChunks(rows, caption, input, failures);
  yield '</details>\n';
}

/** The table of all actors, a row at a time: with 10,000 of them it is most of the page. */
export function* actorTable(input: PageInput, failures: Failures): Generator<string> {
  const rows: IndexedRows = [...input.rows.entries()];
  if (rows.length === 0) return;
  yield markupOf(
    html`<section id="actors" aria-labelledby="actors-h"><h2 id="actors-h">All actors <small>${plural(rows.length, 'actor')}</small></h2>\n${legend(input)}`,
  );
  if (rows.length <= ONE_TABLE) yield* tableChunks(rows, 'All actors', input, failures);
  else {
    const having = (status: ActorResult['status']) => rows.filter(([, row]) => row.status === status);
    const [failed, planned, balanced] = [having('failed'), having('planned'), having('balanced')];
    yield* foldedTable(failed, plural(failed.length, 'failed actor'), input, failures);
    if (planned.length > 0) yield* tableChunks(planned, 'Actors with something to do', input, failures);
    yield* foldedTable(balanced, plural(balanced.length, 'balanced actor'), input, failures);
  }
  yield '</section>\n';
}
