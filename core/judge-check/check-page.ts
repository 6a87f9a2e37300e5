import { IMAGE_TYPES, type ImageType, TYPE_NAMES } from '../image-type.ts';
import { base64 } from '../report/page/markup/base64.ts';
import { type Html, html, markupOf } from '../report/page/markup/html.ts';
import { PAGE_POLICY } from '../report/page/markup/page-policy.ts';
import { BASE_STYLES } from '../report/page/styles/base-styles.ts';
import type { CheckedImage, JudgeCheck } from './check-record.ts';
import { figureLines, judgeWords, percent, shareWords } from './check-words.ts';
import type { Comparison } from './compare-checks.ts';
import { calibrationSvg, confusionSvg } from './drawings.ts';
import { type CheckFigures, checkFigures } from './figures.ts';

/** What a check's page shows beside its figures. */
export interface CheckPageInput {
  readonly check: JudgeCheck;
  /** Earlier checks of the same images, the newest first. */
  readonly comparisons: readonly Comparison[];
  /** Small JPEGs of images that were judged wrong, by file. */
  readonly pictures: ReadonlyMap<string, Uint8Array>;
}

const CHECK_STYLES = html`<style>
body{padding-top:32px}
td,th{padding:5px 14px 5px 0;border-bottom:1px solid var(--line)}td.n,th.n{text-align:right}
.drawings{display:flex;flex-wrap:wrap;gap:20px;margin:14px 0}.drawings img{background:#fff;border-radius:6px;max-width:100%}
.wrong{display:grid;grid-template-columns:repeat(auto-fill,minmax(180px,1fr));gap:16px}
.wrong figure{background:var(--card);border:1px solid var(--line);border-radius:8px;overflow:hidden}
.wrong img{display:block;width:100%;height:180px;object-fit:contain;background:var(--field)}
.wrong figcaption{padding:8px 10px;font-size:13px}
</style>`;

/** A check as one HTML page that needs nothing else. */
export function checkPage({ check, comparisons, pictures }: CheckPageInput): string {
  const figures = checkFigures(check);
  const title = `${judgeWords(check)} on ${check.folder}`;
  return markupOf(html`<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${PAGE_POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer"><meta name="robots" content="noindex"><meta name="color-scheme" content="light dark">
<title>${title} · Evencast</title>
<style>${BASE_STYLES}</style>${CHECK_STYLES}</head>
<body><header><p class="note">Judge check of ${check.at.slice(0, 16).replace('T', ' ')} UTC</p><h1>${title}</h1></header><main>
${summary(check, figures)}
${drawings(figures)}
${comparisons.length === 0 ? undefined : earlier(comparisons)}
${figures.ranking.length === 0 ? undefined : qualityTable(figures)}
${figures.sources.length === 0 ? undefined : sourceTable(figures)}
${wrongOnes(figures, pictures)}
${troubles(check, figures)}
</main></body></html>
`);
}

function summary(check: JudgeCheck, figures: CheckFigures): Html {
  const rows = figureLines(check, figures).map(
    ([name, words]) => html`<tr><th scope="row">${name}</th><td>${words}</td></tr>\n`,
  );
  return html`<section><h2>What it gets right</h2><table>${rows}</table>
<p class="note">In brackets: where the true share lies with 95 % (Wilson), were all images independent of each other.</p></section>`;
}

function drawings({ confusion, calibration }: CheckFigures): Html {
  const drawn = (svg: string, words: string) =>
    html`<img alt="${words}" src="data:image/svg+xml;base64,${base64(new TextEncoder().encode(svg))}">`;
  return html`<section><h2>Which types are taken for which, and what confidence is worth</h2><div class="drawings">
${drawn(confusionSvg(confusion), confusionWords(confusion))}
${drawn(calibrationSvg(calibration), 'Share of right verdicts over the confidence that was given with them.')}
</div></section>`;
}

function confusionWords(confusion: CheckFigures['confusion']): string {
  const rows = IMAGE_TYPES.map((type, i) => `${TYPE_NAMES[type]}: ${(confusion[i] ?? []).join(', ')}`);
  return `Rows are true types, columns what was said. ${rows.join('; ')}.`;
}

function earlier(comparisons: readonly Comparison[]): Html {
  const rows = comparisons.map(
    ({
      earlier: was,
      shared,
      rightBefore,
      rightNow,
      gained,
      lost,
      chance,
    }) => html`<tr><th scope="row">${judgeWords(was)}</th>
<td>${was.at.slice(0, 10)}</td><td class="n">${rightBefore} of ${shared}</td><td class="n">${rightNow} of ${shared}</td>
<td class="n">+${gained.length} −${lost.length}</td><td class="n">${chance < 0.001 ? 'below 0.001' : chance.toFixed(3)}</td></tr>\n`,
  );
  return html`<section><h2>Against earlier checks</h2><table><tr><th>Earlier</th><th>Checked</th><th class="n">It was right about</th>
<th class="n">This one</th><th class="n">Gained, lost</th><th class="n">By chance</th></tr>${rows}</table>
<p class="note">By chance: how often a difference as large would come about if both were equally good (exact sign test). Above
0.05 these images cannot tell them apart.</p></section>`;
}

function qualityTable({ ranking }: CheckFigures): Html {
  const rows = ranking.map(
    ({
      degradation,
      below,
      byType,
      score,
    }) => html`<tr><th scope="row">${degradation}</th><td class="n">${shareWords(below)}</td>
${IMAGE_TYPES.map((type) => html`<td class="n">${byType[type].of === 0 ? '–' : percent(byType[type].share)}</td>`)}
<td class="n">${score.toFixed(1)}</td></tr>\n`,
  );
  return html`<section><h2>Whether worse copies score lower</h2><table><tr><th>Copy</th><th class="n">Below its original</th>
${IMAGE_TYPES.map((type) => html`<th class="n">${TYPE_NAMES[type]}</th>`)}<th class="n">Mean score</th></tr>${rows}</table></section>`;
}

function sourceTable({ sources }: CheckFigures): Html {
  const rows = sources.map(
    ({ source, right }) => html`<tr><th scope="row">${source}</th><td class="n">${shareWords(right)}</td></tr>\n`,
  );
  return html`<section><h2>By source</h2><table><tr><th>Source</th><th class="n">Right</th></tr>${rows}</table></section>`;
}

function wrongOnes({ wrong }: CheckFigures, pictures: CheckPageInput['pictures']): Html {
  if (wrong.length === 0) return html`<section><h2>Wrong</h2><p>Nothing.</p></section>`;
  return html`<section><h2>Wrong <small>${wrong.length}, the most confident first</small></h2><div class="wrong">
${wrong.map((image) => wrongOne(image, pictures.get(image.file)))}</div></section>`;
}

function wrongOne({ file, truth, said }: CheckedImage, picture: Uint8Array | undefined): Html {
  const shown =
    picture === undefined
      ? undefined
      : html`<img alt="" src="data:image/jpeg;base64,${base64(picture)}" loading="lazy">`;
  return html`<figure>${shown}<figcaption><b>${file}</b><br>is ${nameOf(truth)}<br>
was called ${nameOf(said?.type)} (${(said?.confidence ?? 0).toFixed(2)}): “${said?.reason ?? ''}”</figcaption></figure>\n`;
}

function nameOf(type: ImageType | undefined): string {
  return type === undefined ? '–' : TYPE_NAMES[type];
}

function troubles({ failures, notes }: JudgeCheck, { silent }: CheckFigures): Html | undefined {
  const lines = [...failures, ...notes, ...silent.map(({ file }) => `${file}: no verdict`)];
  if (lines.length === 0) return undefined;
  return html`<section><h2>Beside this</h2><ul>${lines.map((line) => html`<li>${line}</li>\n`)}</ul></section>`;
}
