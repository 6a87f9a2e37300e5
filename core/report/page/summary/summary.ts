import type { Report } from '../../../records/report.ts';
import { STAND_IN_WORDS } from '../../wording.ts';
import { plural } from '../markup/figures.ts';
import { type Html, html } from '../markup/html.ts';
import type { PageInput } from '../page-input.ts';
import { facts } from './facts.ts';
import { heading, lead } from './heading.ts';
import { nextSteps } from './next-steps.ts';
import { hasActed, tiles } from './tiles.ts';

/** Says that new images are stand-ins, wherever there are any or would be. */
function standInNotice(report: Report): Html | undefined {
  const { maker, mode, state, review } = report;
  if (!maker.standIn || mode === 'dry-run') return undefined;
  const { added, generate } = review.totals;
  if (state === 'waiting' && generate > 0)
    return html`<p class="notice"><b>New images would be stand-ins.</b> ${STAND_IN_WORDS}</p>`;
  if (!hasActed(report) || added === 0) return undefined;
  const whose = added === 1 ? 'The new image is a stand-in.' : `The ${plural(added, 'new image')} are stand-ins.`;
  return html`<p class="notice"><b>${whose}</b> ${STAND_IN_WORDS}</p>`;
}

/** The top of the page: what this was, what it came to, what it would cost or cost, what to do next. */
export function summary(input: PageInput): Html {
  const { report } = input;
  return html`<header class="top"><p class="brand">Evencast</p>
<h1>${heading(report)}</h1>
<p class="lead">${lead(input)}</p>
${standInNotice(report)}${tiles(input)}${facts(report)}${nextSteps(input)}</header>\n`;
}
