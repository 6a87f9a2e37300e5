import { usdWords } from '../../money/prices.ts';
import type { Report, RunTotals } from '../../records/report.ts';
import { countWords, plural, shortNumber, timeWords } from './markup/figures.ts';
import { foreignText, nameText } from './markup/foreign-text.ts';
import { type Html, html } from './markup/html.ts';
import type { PageInput } from './page-input.ts';

const MODE_WORDS: Readonly<Record<Report['mode'], string>> = { 'dry-run': 'Dry run: nothing was changed' };

/** What the page is about, as its title and as its first heading. */
export function heading({ mode }: Report): string {
  return MODE_WORDS[mode];
}

function lead({ actors, balanced, planned, failed }: RunTotals): string {
  if (actors === 0) return 'There was no actor to look at. Check the place and the choice of actors below.';
  const looked = `Evencast looked at ${plural(actors, 'actor')}`;
  if (balanced === actors)
    return `${looked}: ${actors === 1 ? 'the set is' : 'all sets are'} balanced and nothing is to be done.`;
  const after = failed > 0 ? ' The failures come first below.' : '';
  return planned === 0
    ? `${looked}.${after}`
    : `${looked} and planned what would balance ${planned === actors ? (actors === 1 ? 'its set' : 'them') : `${countWords(planned)} of them`}.${after}`;
}

function tile(term: string, value: Content, words: Content, extra?: Html): Html {
  return html`<div><dt>${term}</dt><dd><strong>${value}</strong> <span>${words}</span>${extra}</dd></div>`;
}

type Content = Html | string;

function share(part: number, of: number): string {
  return `${shortNumber(of === 0 ? 0 : Math.min(100, (part * 100) / of))}%`;
}

function actorsTile({ actors, balanced, planned, failed }: RunTotals): Html {
  const widths = `--failed:${share(failed, actors)};--planned:${share(planned, actors)};--balanced:${share(balanced, actors)}`;
  const bar = html`<span class="split" style="${widths}" aria-hidden="true"><i></i><i></i><i></i></span>`;
  const words = [
    ...(failed > 0 ? [`${countWords(failed)} failed`] : []),
    `${countWords(planned)} to do`,
    `${countWords(balanced)} balanced`,
  ];
  return tile('Actors', countWords(actors), words.join(', '), actors === 0 ? undefined : bar);
}

function costTile({ usd }: RunTotals, budgetUsd: number): Html {
  const over = usd > budgetUsd;
  const words = `estimated, ${over ? 'above' : 'within'} the budget of ${usdWords(budgetUsd)}`;
  const meter = html`<span class="meter${over ? ' over' : ''}" style="--part:${share(usd, budgetUsd)}" aria-hidden="true"></span>`;
  return tile('Carrying the plans out', usdWords(usd), words, meter);
}

function judgingTile({ usage }: RunTotals): Html {
  const words =
    usage.calls === 0
      ? 'no call was paid for'
      : `${plural(usage.calls, 'call')}, ${countWords(usage.inputTokens)} tokens in, ${countWords(usage.outputTokens)} out`;
  return tile('Judging cost', usdWords(usage.usd), words);
}

function tiles({ review: { totals }, budgetUsd }: Report): Html {
  const change = html`<span class="sign">−</span>${countWords(totals.retire)} <span class="sign">+</span>${countWords(totals.generate)}`;
  const toLook = totals.unsure + totals.unreadable;
  return html`<dl class="tiles">${actorsTile(totals)}
${tile('Images', change, `${countWords(totals.retire)} to retire, ${countWords(totals.generate)} to generate`)}
${tile('For a person', countWords(toLook), `${countWords(totals.unsure)} unsure, ${countWords(totals.unreadable)} unreadable`)}
${costTile(totals, budgetUsd)}
${judgingTile(totals)}</dl>`;
}

function facts({ run, startedAt, place, judge, review }: Report): Html {
  return html`<dl class="about">
<div><dt>Run</dt><dd>${nameText(run)}</dd></div>
<div><dt>Started</dt><dd><time datetime="${startedAt}">${timeWords(startedAt)}</time></dd></div>
<div><dt>Place</dt><dd>${nameText(place)}</dd></div>
<div><dt>Judge</dt><dd>${nameText(judge.name)}, ${nameText(judge.model)} <span>(${foreignText(judge.why)})</span></dd></div>
<div><dt>Plan hash</dt><dd><code>${review.planHash.slice(0, 12)}</code></dd></div>
</dl>`;
}

/** The top of the page: what this was, what it came to, what it would cost, what to do next. */
export function summary({ report, nextCommand }: PageInput): Html {
  const next =
    nextCommand === undefined
      ? undefined
      : html`<section class="next" aria-labelledby="next"><h2 id="next">Next command</h2><pre><code>${nextCommand}</code></pre></section>`;
  return html`<header class="top"><p class="brand">Evencast</p>
<h1>${heading(report)}</h1>
<p class="lead">${lead(report.review.totals)}</p>
${tiles(report)}${facts(report)}${next}</header>\n`;
}
