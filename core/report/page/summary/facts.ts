import type { Scope } from '../../../approval/approval.ts';
import type { Report } from '../../../records/report.ts';
import { countWords, plural, timeWords } from '../markup/figures.ts';
import { foreignText, nameText } from '../markup/foreign-text.ts';
import { type Html, html } from '../markup/html.ts';

/** Names of a scope that are shown; the table of all actors says it of each. */
const SCOPE_NAMES = 8;

function time(iso: string): Html {
  return html`<time datetime="${iso}">${timeWords(iso)}</time>`;
}

function nameList(names: readonly string[]): Html {
  const more = names.length - SCOPE_NAMES;
  const shown = names.slice(0, SCOPE_NAMES).map((name, index) => html`${index === 0 ? '' : ', '}${nameText(name)}`);
  return html`${shown}${more > 0 ? ` and ${countWords(more)} more` : ''}`;
}

function scopeText({ only, except }: Scope): Html {
  const but = except === undefined || except.length === 0 ? undefined : html` without ${nameList(except)}`;
  if (only === undefined) return html`for all actors${but}`;
  return html`for ${plural(only.length, 'actor')}: ${nameList(only)}${but}`;
}

function decisionText({ approval }: Report): Html | undefined {
  if (approval === undefined) return undefined;
  const { state, decided, requestedAt, expiresAt, scope } = approval;
  if (state === 'pending')
    return html`asked for on ${time(requestedAt)}; open until ${time(expiresAt)}, then it counts as no`;
  if (state === 'expired' || decided === undefined)
    return html`asked for on ${time(requestedAt)}; nobody decided until ${time(expiresAt)}`;
  const note =
    decided.note === undefined || decided.note === '' ? undefined : html` <q>${foreignText(decided.note)}</q>`;
  const whom = state === 'approved' ? html`, ${scopeText(scope)}` : undefined;
  // In brackets: it may be a name, or that nobody was to be asked.
  return html`${state} on ${time(decided.at)}${whom} (${nameText(decided.by)})${note}`;
}

function fact(term: string, text: Html | undefined): Html | undefined {
  return text === undefined ? undefined : html`<div><dt>${term}</dt><dd>${text}</dd></div>\n`;
}

function makerText({ maker, mode }: Report): Html | undefined {
  if (mode === 'dry-run') return undefined;
  const badge = maker.standIn ? html` <b class="badge">stand-in</b>` : undefined;
  return html`${nameText(maker.name)}, ${nameText(maker.model)}${badge} <span>(${foreignText(maker.why)})</span>`;
}

/** What the run was about: when, where, who judged, who made, who decided. */
export function facts(report: Report): Html {
  const { run, startedAt, place, judge, review } = report;
  const { modelNotes = [] } = review.totals;
  const notes = modelNotes.map((words) => html`<br><b>${foreignText(words)}</b>`);
  const judgeText = html`${nameText(judge.name)}, ${nameText(judge.model)} <span>(${foreignText(judge.why)})</span>${notes}`;
  return html`<dl class="about">
${fact('Run', nameText(run))}${fact('Started', time(startedAt))}${fact('Place', nameText(place))}${fact('Judge', judgeText)}${fact('Maker', makerText(report))}${fact('Decision', decisionText(report))}${fact('Plan hash', html`<code>${review.planHash.slice(0, 12)}</code>`)}</dl>`;
}
