import { actorSection } from './actor/actor-section.ts';
import { actorView } from './actor/actor-view.ts';
import { SHEET_PROPERTIES } from './actor/sheet.ts';
import { actorTable } from './cast/actor-table.ts';
import { groupTroubles } from './first/group-troubles.ts';
import { troubleSection } from './first/trouble-section.ts';
import { nameLabel } from './markup/foreign-text.ts';
import { type Html, html, markupOf } from './markup/html.ts';
import { PAGE_POLICY } from './markup/page-policy.ts';
import type { PageInput } from './page-input.ts';
import { STYLES } from './styles/styles.ts';
import { heading } from './summary/heading.ts';
import { summary } from './summary/summary.ts';

function head({ report }: PageInput): Html {
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${PAGE_POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark">
<title>${heading(report)} · ${nameLabel(report.run)} · Evencast</title>
<style>${STYLES}</style></head>
<body style="${SHEET_PROPERTIES}">
`;
}

function navigation({ rows, details }: PageInput, troubles: number): Html | undefined {
  if (rows.length === 0) return undefined;
  const links = [
    troubles > 0 ? html`<a href="#first">For you to act on</a>` : undefined,
    html`<a href="#actors">All actors</a>`,
    details.size > 0 ? html`<a href="#details">Actor by actor</a>` : undefined,
  ];
  return html`<nav aria-label="On this page">${links}</nav>\n`;
}

function* actorSections(input: PageInput): Generator<string> {
  if (input.details.size === 0) return;
  yield '<section id="details" aria-labelledby="details-h"><h2 id="details-h">Actor by actor</h2>\n';
  for (const index of input.rows.keys()) {
    const view = actorView(input, index);
    if (view !== undefined) yield markupOf(actorSection(view));
  }
  yield '</section>\n';
}

/**
 * The report of a run as one HTML page that needs nothing else, part by part: with hundreds of embedded previews it is
 * tens of megabytes. Everything in it that comes from outside is text; see {@link html}.
 */
export function* reportPageChunks(input: PageInput): Generator<string> {
  const troubles = groupTroubles(input.rows);
  yield markupOf(head(input));
  yield markupOf(summary(input));
  yield markupOf(html`${navigation(input, troubles.groups.length)}<main>\n${troubleSection(input, troubles)}`);
  yield* actorTable(input, troubles);
  yield* actorSections(input);
  yield '</main></body></html>\n';
}

/** {@link reportPageChunks} as one text. */
export function reportPage(input: PageInput): string {
  return [...reportPageChunks(input)].join('');
}
