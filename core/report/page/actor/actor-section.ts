import { usdWords } from '../../../money/prices.ts';
import type { PlannedResult } from '../../../records/actor-result.ts';
import { FINDING_WORDS } from '../../wording.ts';
import { plural, sentence, shortNumber } from '../markup/figures.ts';
import { nameText } from '../markup/foreign-text.ts';
import { type Html, html } from '../markup/html.ts';
import { statusWord } from '../status-word.ts';
import { type ActorView, actorId } from './actor-view.ts';
import { generateSection, retireSection, withheldSection } from './changes.ts';
import { analysisQuote, imageTable, unreadableSection, unsureSection } from './image-lists.ts';
import { mixChart } from './mix-chart.ts';
import { previewRule, sheetFigure } from './pictures.ts';

function factsLine(row: PlannedResult, images: number): Html {
  const parts = [
    plural(images, 'image'),
    ...(images === 0 ? [] : [`mean score ${shortNumber(row.meanScore)}`]),
    ...(row.retire > 0 ? [`− ${row.retire} to retire`] : []),
    ...(row.generate > 0 ? [`+ ${row.generate} to generate, about ${usdWords(row.usd)}`] : []),
    ...(row.unsure > 0 ? [`${row.unsure} unsure`] : []),
    ...(row.unreadable > 0 ? [`${row.unreadable} unreadable`] : []),
  ];
  const group = row.group === undefined ? undefined : html`group ${nameText(row.group)} · `;
  return html`<span class="facts">${group}${parts.join(' · ')}</span>`;
}

function findings({ details }: ActorView): Html | undefined {
  if (details.plan.findings.length === 0) return undefined;
  return html`<ul class="findings">${details.plan.findings.map((finding) => html`<li>${sentence(FINDING_WORDS[finding])}</li>`)}</ul>`;
}

function body(view: ActorView): Html {
  return html`<div class="look">${sheetFigure(view)}<div>${findings(view)}${mixChart(view.details.plan)}</div></div>
${retireSection(view)}${generateSection(view)}${withheldSection(view)}${unsureSection(view)}${unreadableSection(view)}${imageTable(view)}${analysisQuote(view)}`;
}

/** An actor's part of the page; a balanced one is folded to its name, since nothing is to be done about it. */
export function actorSection(view: ActorView): Html {
  const { row, index } = view;
  const id = actorId(index);
  const title = html`<h3 id="${id}h">${nameText(row.actor)} ${statusWord(row.status)}</h3>${factsLine(row, view.images.size)}`;
  const style = previewRule(view);
  if (row.status === 'balanced') {
    // The id is inside: following a link to it opens the details.
    return html`<article class="actor folded" aria-labelledby="${id}h">${style}<details><summary>${title}</summary><div id="${id}">${body(view)}</div></details></article>\n`;
  }
  return html`<article class="actor" id="${id}" aria-labelledby="${id}h">${style}<header><a class="up" href="#actors">All actors ↑</a>${title}</header>${body(view)}</article>\n`;
}
