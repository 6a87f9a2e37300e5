import type { Report } from '../../../records/report.ts';
import { approveCommand, resumeCommand, rollbackCommand } from '../../commands.ts';
import { type Html, html } from '../markup/html.ts';
import type { PageInput } from '../page-input.ts';
import { hasChanged } from './heading.ts';

/** What follows from how the run stands; undefined where nothing must. */
function commandAfter({ run, state, review }: Report): string | undefined {
  if (state === 'waiting') return approveCommand(run);
  return review.totals.open > 0 ? resumeCommand(run) : undefined;
}

const WHAT_FOR: Readonly<Partial<Record<Report['state'], string>>> = {
  waiting: 'Lets you decide; until then nothing is changed.',
  partly: 'Goes on with what is open. What was paid for is not paid for again.',
};

function backLine(report: Report): Html | undefined {
  if (!hasChanged(report)) return undefined;
  return html`<p class="back">To take everything back that this run did: <code>${rollbackCommand(report.run)}</code> It puts back what left and takes out what joined. How to put a single image back stands beside it.</p>`;
}

/** The command to type next, and how to take the run back. */
export function nextSteps({ report, nextCommand }: PageInput): Html | undefined {
  const own = commandAfter(report);
  const next = nextCommand ?? own;
  const back = backLine(report);
  if (next === undefined && back === undefined) return undefined;
  const words = next === own && own !== undefined ? WHAT_FOR[report.state] : undefined;
  const note = words === undefined ? undefined : html`<p class="note">${words}</p>`;
  const main =
    next === undefined ? undefined : html`<h2 id="next">Next command</h2><pre><code>${next}</code></pre>${note}`;
  return html`<section class="next" aria-label="What to do next">${main}${back}</section>`;
}
