import type { Applied } from '../../../records/applied.ts';
import type { RunState } from '../../../records/report.ts';
import { FINDING_WORDS } from '../../wording.ts';
import { sentence } from '../markup/figures.ts';
import { foreignText, nameText } from '../markup/foreign-text.ts';
import { type Html, html } from '../markup/html.ts';
import { statusWord } from '../status-word.ts';
import { type ActorView, actorId } from './actor-view.ts';
import { generateSection, retireSection, withheldSection } from './changes.ts';
import { doneRecords, doneSections, touched } from './done/done-sections.ts';
import { factsLine } from './facts-line.ts';
import { analysisQuote, imageTables, unreadableSection, unsureSection } from './image-lists.ts';
import { mixChart } from './mix-chart.ts';
import { sheetFigure } from './pictures.ts';
import { previewRule } from './sheet.ts';

function findings({ details }: ActorView): Html | undefined {
  if (details.plan.findings.length === 0) return undefined;
  return html`<ul class="findings">${details.plan.findings.map((finding) => html`<li>${sentence(FINDING_WORDS[finding])}</li>`)}</ul>`;
}

/** Why a plan was left alone, by how the run was decided. */
const ALONE_WORDS: Readonly<Partial<Record<RunState, string>>> = {
  rejected: 'The plan was turned down, so nothing of the set was touched.',
  expired: 'Nobody decided about the plan in time, so nothing of the set was touched.',
};

/** What a person should know before anything else. */
function notices({ row: { applied }, shown, report }: ActorView): Html | undefined {
  if (shown === 'alone') {
    const words =
      ALONE_WORDS[report.state] ?? 'This plan was not among those approved, so nothing of the set was touched.';
    return html`<p class="notice">${words}</p>`;
  }
  const { words, notRolledBack, outcome } = applied ?? {};
  return html`${words === undefined ? undefined : html`<p class="notice bad" dir="auto">${foreignText(words)}</p>`}${notRolledBack === undefined || outcome === 'rolled-back' ? undefined : html`<p class="notice bad" dir="auto"><b>Not taken back.</b> ${foreignText(notRolledBack)}</p>`}`;
}

function planSections(view: ActorView): Html {
  return html`${retireSection(view)}${generateSection(view)}${withheldSection(view)}`;
}

/** The set in pictures and numbers: one sheet beside them, or before and after side by side. */
function look(view: ActorView): Html {
  const { before, after, row } = view;
  const numbers = html`<div>${row.applied === undefined ? findings(view) : undefined}${mixChart(view)}</div>`;
  // What was taken back is again what it was: one sheet says it.
  const settled = row.applied?.outcome === 'applied' || row.applied?.outcome === 'partly';
  if (after === undefined || !settled) return html`<div class="look">${sheetFigure(view, before)}${numbers}</div>`;
  return html`<div class="look both">${sheetFigure(view, before, 'Before')}${sheetFigure(view, after, 'After')}${numbers}</div>`;
}

/** What was planned, where a run could not begin with it. */
function unusedPlan(view: ActorView): Html {
  return html`<details><summary>The plan that was not carried out</summary>${findings(view)}${planSections(view)}</details>`;
}

function changes(view: ActorView, applied: Applied | undefined): Html {
  if (applied === undefined) return planSections(view);
  const begun = touched(applied) || applied.ledger.length > 0;
  const unused = (applied.outcome === 'stale' || applied.outcome === 'busy' || applied.outcome === 'failed') && !begun;
  return html`${doneSections(view, applied)}${unused ? unusedPlan(view) : withheldSection(view)}`;
}

function body(view: ActorView): Html {
  const { applied } = view.row;
  return html`${notices(view)}${look(view)}
${changes(view, applied)}${unsureSection(view)}${unreadableSection(view)}${applied === undefined ? undefined : doneRecords(view, applied)}${imageTables(view)}${analysisQuote(view)}`;
}

/** An actor's part of the page; a balanced one is folded to its name, since nothing is to be done about it. */
export function actorSection(view: ActorView): Html {
  const { row, index, before, after } = view;
  const id = actorId(index);
  const title = html`<h3 id="${id}h">${nameText(row.actor)} ${statusWord(view.shown)}</h3>${factsLine(view)}`;
  const style = html`${previewRule(before)}${after === undefined ? undefined : previewRule(after)}`;
  if (row.status === 'balanced') {
    // The id is inside: following a link to it opens the details.
    return html`<article class="actor folded" aria-labelledby="${id}h">${style}<details><summary>${title}</summary><div id="${id}">${body(view)}</div></details></article>\n`;
  }
  return html`<article class="actor" id="${id}" aria-labelledby="${id}h">${style}<header><a class="up" href="#actors">All actors ↑</a>${title}</header>${body(view)}</article>\n`;
}
