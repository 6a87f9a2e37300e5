import { IMAGE_TYPES, TYPE_NAMES } from '../../../image-type.ts';
import type { ActorResult } from '../../../records/actor-result.ts';
import type { RunState } from '../../../records/report.ts';
import { TYPE_LETTERS } from '../actor/type-key.ts';
import type { Troubles } from '../first/group-troubles.ts';
import { plural } from '../markup/figures.ts';
import { type Html, html, markupOf } from '../markup/html.ts';
import type { PageInput } from '../page-input.ts';
import { shownStanding } from '../status-word.ts';
import { actorRow } from './actor-row.ts';

/** Up to here all actors stand in one table; above it only those with something to do or done are open. */
const ONE_TABLE = 60;

/** What the numbers of a cell mean, and what the two columns of changes are. */
interface Reading {
  /** "now → after the plan / target". */
  readonly numbers: string;
  /** What the bars are; undefined where there is only one. */
  readonly bars: string;
  readonly left: string;
  readonly joined: string;
  readonly cost: string;
}

function readingOf(state: RunState): Reading {
  switch (state) {
    case 'planned':
    case 'waiting':
      return {
        numbers: 'now → after the plan / target',
        bars: 'the upper one now, the lower one after the plan, the line is the target',
        left: 'images to retire',
        joined: 'images to generate',
        cost: 'estimate for carrying the plan out',
      };
    case 'rejected':
    case 'expired':
      return {
        numbers: 'now / target; nothing was changed',
        bars: 'what is there, the line is the target',
        left: 'images that the plan would have retired',
        joined: 'images that the plan would have generated',
        cost: 'estimate for carrying the plan out',
      };
    default:
      return {
        numbers: 'before → really after / target',
        bars: 'the upper one before, the lower one really after, the line is the target',
        left: 'images that left, of those approved',
        joined: 'images that joined, of those approved',
        cost: 'what making images really cost',
      };
  }
}

function tableHead(caption: string, { numbers, left, joined, cost }: Reading): Html {
  const types = IMAGE_TYPES.map(
    (type) => html`<th scope="col"><abbr title="${TYPE_NAMES[type]}: ${numbers}">${TYPE_LETTERS[type]}</abbr></th>`,
  );
  return html`<table class="cast"><caption class="vh">${caption}</caption><colgroup><col class="wide"><col class="word"><col class="bar"><col class="bar"><col class="bar"><col><col><col><col class="usd"></colgroup>
<thead><tr><th scope="col">Actor</th><th scope="col">Status</th>${types}<th scope="col"><abbr title="${left}">−</abbr></th><th scope="col"><abbr title="${joined}">+</abbr></th><th scope="col"><abbr title="mean score before, 1 to 10">Score</abbr></th><th scope="col"><abbr title="${cost}">Cost</abbr></th></tr></thead><tbody>\n`;
}

/** In the order of `rows`, the index of each kept: links go by it. */
type IndexedRows = readonly (readonly [index: number, row: ActorResult])[];

function* tableChunks(rows: IndexedRows, caption: string, input: PageInput, troubles: Troubles): Generator<string> {
  yield markupOf(tableHead(caption, readingOf(input.report.state)));
  for (const [index, row] of rows) yield markupOf(actorRow(row, index, input, troubles));
  yield '</tbody></table>\n';
}

function legend({ report, rows, details }: PageInput): Html {
  const types = IMAGE_TYPES.map((type) => `${TYPE_LETTERS[type]} ${TYPE_NAMES[type]}`).join(', ');
  const { numbers, bars } = readingOf(report.state);
  const unlinked = rows.some((row) => row.status !== 'failed' && !details.has(row.actor));
  const hint = unlinked
    ? html` A name without a link has no section on this page, which keeps it light; its plan and sheet are in the folder of the run, under <code>actors/</code>.`
    : undefined;
  return html`<p class="note legend">${types}. Numbers: ${numbers}. Bars: <i></i> ${bars}.${hint}</p>`;
}

/** A part of the table that is folded away: failures are named above already, and about balanced sets nothing is to be done. */
function* foldedTable(rows: IndexedRows, caption: string, input: PageInput, troubles: Troubles): Generator<string> {
  if (rows.length === 0) return;
  yield markupOf(html`<details><summary>${caption}</summary>\n`);
  yield* tableChunks(rows, caption, input, troubles);
  yield '</details>\n';
}

/** A part of the table that is open. */
function* openTable(rows: IndexedRows, caption: string, input: PageInput, troubles: Troubles): Generator<string> {
  if (rows.length === 0) return;
  yield markupOf(html`<p class="kind">${caption} <small>${plural(rows.length, 'actor')}</small></p>\n`);
  yield* tableChunks(rows, caption, input, troubles);
}

/** Which part of a long table a row stands in. */
function partOf(row: ActorResult, state: RunState): 'failed' | 'to do' | 'done' | 'alone' | 'balanced' {
  if (row.status === 'failed') return 'failed';
  const shown = shownStanding(row, state);
  if (shown === 'balanced' || shown === 'alone') return shown;
  return shown === 'applied' || shown === 'rolled-back' ? 'done' : 'to do';
}

function* longTable(rows: IndexedRows, input: PageInput, troubles: Troubles): Generator<string> {
  const { state } = input.report;
  const parts = Map.groupBy(rows, ([, row]) => partOf(row, state));
  const having = (part: ReturnType<typeof partOf>) => parts.get(part) ?? [];
  const [failed, alone, balanced] = [having('failed'), having('alone'), having('balanced')];
  yield* foldedTable(failed, plural(failed.length, 'failed actor'), input, troubles);
  yield* openTable(having('to do'), 'With something to do', input, troubles);
  yield* openTable(having('done'), state === 'rolled-back' ? 'Taken back' : 'Carried out', input, troubles);
  yield* foldedTable(alone, `${plural(alone.length, 'actor')} left alone`, input, troubles);
  yield* foldedTable(balanced, plural(balanced.length, 'balanced actor'), input, troubles);
}

/** The table of all actors, a row at a time: with 10,000 of them it is most of the page. */
export function* actorTable(input: PageInput, troubles: Troubles): Generator<string> {
  const rows: IndexedRows = [...input.rows.entries()];
  if (rows.length === 0) return;
  yield markupOf(
    html`<section id="actors" aria-labelledby="actors-h"><h2 id="actors-h">All actors <small>${plural(rows.length, 'actor')}</small></h2>\n${legend(input)}`,
  );
  if (rows.length <= ONE_TABLE) yield* tableChunks(rows, 'All actors', input, troubles);
  else yield* longTable(rows, input, troubles);
  yield '</section>\n';
}
