import { usdWords } from '../../../money/prices.ts';
import type { Report, RunTotals } from '../../../records/report.ts';
import { countWords, plural, shortNumber } from '../markup/figures.ts';
import { type Html, html } from '../markup/html.ts';
import type { PageInput } from '../page-input.ts';
import { actorsTile } from './actors-tile.ts';
import { tile } from './tile.ts';

/** A part of a whole as a CSS length, at most all of it. */
function share(part: number, of: number): string {
  return `${shortNumber(of === 0 ? 0 : Math.min(100, (part * 100) / of))}%`;
}

function signs(left: number, joined: number): Html {
  return html`<span class="sign">−</span>${countWords(left)} <span class="sign">+</span>${countWords(joined)}`;
}

function plannedTile({ retire, generate }: RunTotals): Html {
  return tile(
    'Images',
    signs(retire, generate),
    `${countWords(retire)} to retire, ${countWords(generate)} to generate`,
  );
}

function doneTile({ retired, added }: RunTotals): Html {
  return tile('Images', signs(retired, added), `${countWords(retired)} left, ${countWords(added)} joined`);
}

/** What was undone; the totals only count what is still in place. */
function backTile({ rows }: PageInput): Html {
  let [back, out] = [0, 0];
  for (const row of rows) {
    if (row.status === 'failed' || row.applied?.outcome !== 'rolled-back') continue;
    const stuck = new Set(row.applied.cannot.map(({ file }) => file));
    back += row.applied.retired.filter((file) => !stuck.has(file)).length;
    out += row.applied.added.filter(({ file }) => !stuck.has(file)).length;
  }
  const words = `${countWords(back)} put back, ${countWords(out)} taken out again`;
  return tile('Images', html`<span class="sign">↶</span>${countWords(back + out)}`, words);
}

function missingTile({ missing, outcomes, open }: RunTotals): Html | undefined {
  if (missing === 0 && outcomes.partly === 0) return undefined;
  const words = open === 0 ? 'approved, and not made' : `approved; going on may help ${plural(open, 'actor')}`;
  return tile('Still missing', countWords(missing), words);
}

function personTile({ unsure, unreadable }: RunTotals): Html {
  const words = `${countWords(unsure)} unsure, ${countWords(unreadable)} unreadable`;
  return tile('For a person', countWords(unsure + unreadable), words);
}

function costTile({ review: { totals }, budgetUsd, state }: Report): Html {
  const over = totals.usd > budgetUsd;
  const words = `estimated, ${over ? 'above' : 'within'} the budget of ${usdWords(budgetUsd)}`;
  const meter = html`<span class="meter${over ? ' over' : ''}" style="--part:${share(totals.usd, budgetUsd)}" aria-hidden="true"></span>`;
  const open = state === 'planned' || state === 'waiting';
  return tile(open ? 'Carrying the plans out' : 'It would have cost', usdWords(totals.usd), words, meter);
}

/** What a run that acted has paid in all, against its budget; the mark on the meter is what was estimated. */
function spentTile({ review: { totals }, budgetUsd }: Report): Html {
  const spent = totals.makingUsd + totals.usage.usd;
  const over = spent > budgetUsd;
  const words = `of the budget of ${usdWords(budgetUsd)}: ${usdWords(totals.makingUsd)} for making images, where ${usdWords(totals.usd)} were estimated, and ${usdWords(totals.usage.usd)} for judging`;
  const sizes = `--part:${share(spent, budgetUsd)};--mark:${share(totals.usd + totals.usage.usd, budgetUsd)}`;
  const meter = html`<span class="meter marked${over ? ' over' : ''}" style="${sizes}" aria-hidden="true"></span>`;
  return tile('Really spent', usdWords(spent), words, meter);
}

function judgingTile({ usage }: RunTotals): Html {
  const words =
    usage.calls === 0
      ? 'no call was paid for'
      : `${plural(usage.calls, 'call')}, ${countWords(usage.inputTokens)} tokens in, ${countWords(usage.outputTokens)} out`;
  return tile('Judging cost', usdWords(usage.usd), words);
}

/** Whether plans were carried out, wholly, in part or not at all, so that what was done counts and not what was planned. */
export function hasActed({ state }: Report): boolean {
  return state === 'applied' || state === 'partly' || state === 'rolled-back';
}

/** The run in numbers: what was planned, or where plans were carried out, what really happened. */
export function tiles(input: PageInput): Html {
  const { report } = input;
  const { totals } = report.review;
  if (!hasActed(report))
    return html`<dl class="tiles">${actorsTile(report)}
${plannedTile(totals)}
${personTile(totals)}
${costTile(report)}
${judgingTile(totals)}</dl>`;
  return html`<dl class="tiles">${actorsTile(report)}
${report.state === 'rolled-back' ? backTile(input) : doneTile(totals)}
${missingTile(totals)}
${personTile(totals)}
${spentTile(report)}</dl>`;
}
