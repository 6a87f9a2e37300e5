import type { Report, RunTotals } from '../../../records/report.ts';
import { countWords } from '../markup/figures.ts';
import { type Html, html } from '../markup/html.ts';
import { tile } from './tile.ts';

/** A part of the bar: how many actors, what they are called, and the class that draws it. */
type Part = readonly [count: number, words: string, className: string];

function plannedParts({ failed, planned, balanced }: RunTotals, words: string): readonly Part[] {
  return [
    [failed, 'failed', 'bad'],
    [planned, words, 'full'],
    [balanced, 'balanced', 'none'],
  ];
}

function actedParts({ failed, planned, balanced, outcomes }: RunTotals): readonly Part[] {
  const { applied, partly, stale, busy, failed: broken, 'rolled-back': back } = outcomes;
  const alone = planned - applied - partly - stale - busy - broken - back;
  return [
    [failed, 'failed', 'bad'],
    [broken, 'broken off', 'bad'],
    [stale, 'stale', 'bad'],
    [busy, 'busy', 'bad'],
    [partly, 'in part', 'half'],
    [applied, 'carried out', 'full'],
    [back, 'taken back', 'none'],
    [alone, 'left alone', 'none'],
    [balanced, 'balanced', 'none'],
  ];
}

function partsOf({ state, review: { totals } }: Report): readonly Part[] {
  switch (state) {
    case 'planned':
    case 'waiting':
      return plannedParts(totals, 'to do');
    case 'rejected':
    case 'expired':
      return plannedParts(totals, 'left alone');
    default:
      return actedParts(totals);
  }
}

/** How the actors came out, in numbers and as a bar. */
export function actorsTile(report: Report): Html {
  const { actors } = report.review.totals;
  const parts = partsOf(report);
  // Of a dry-run both are told even where they are none: that nothing is to do is what one wants to know.
  const always = report.state === 'planned' || report.state === 'waiting' ? ['to do', 'balanced'] : [];
  const shown = parts.filter(([count, words]) => count > 0 || always.includes(words));
  const words = shown.map(([count, name]) => `${countWords(count)} ${name}`).join(', ');
  const bar = html`<span class="split" aria-hidden="true">${shown.map(([count, , className]) => html`<i class="${className}" style="flex-grow:${count}"></i>`)}</span>`;
  return tile('Actors', countWords(actors), words, actors === 0 ? undefined : bar);
}
