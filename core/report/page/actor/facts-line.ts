import { IMAGE_TYPES } from '../../../image-type.ts';
import { usdWords } from '../../../money/prices.ts';
import type { Applied } from '../../../records/applied.ts';
import { stillMissing } from '../../counts-after.ts';
import { plural, shortNumber } from '../markup/figures.ts';
import { nameText } from '../markup/foreign-text.ts';
import { type Html, html } from '../markup/html.ts';
import type { ActorView } from './actor-view.ts';
import type { Sheet } from './sheet.ts';

function meanScore({ evaluation: { images } }: Sheet): number {
  return images.reduce((sum, { score }) => sum + score, 0) / images.length;
}

/** What was planned. */
function plannedParts({ row, before }: ActorView): readonly string[] {
  const images = before.images.size;
  return [
    plural(images, 'image'),
    ...(images === 0 ? [] : [`mean score ${shortNumber(row.meanScore)}`]),
    ...(row.retire > 0 ? [`− ${row.retire} to retire`] : []),
    ...(row.generate > 0 ? [`+ ${row.generate} to generate, about ${usdWords(row.usd)}`] : []),
    ...(row.unsure > 0 ? [`${row.unsure} unsure`] : []),
    ...(row.unreadable > 0 ? [`${row.unreadable} unreadable`] : []),
  ];
}

/** What was done. */
function doneParts(view: ActorView, applied: Applied): readonly string[] {
  const { row, before, after, countsAfter } = view;
  const counts = countsAfter?.counts;
  const there = counts === undefined ? undefined : IMAGE_TYPES.reduce((sum, type) => sum + counts[type], 0);
  const had = plural(before.images.size, 'image');
  const back = applied.outcome === 'rolled-back';
  const scores = after === undefined || after.images.size === 0 || back ? '' : ` → ${shortNumber(meanScore(after))}`;
  const missing = stillMissing(applied).length;
  return [
    there === undefined || there === before.images.size ? had : `${had} before, ${there} after`,
    ...(before.images.size === 0 ? [] : [`mean score ${shortNumber(row.meanScore)}${scores}`]),
    ...(applied.retired.length > 0 ? [`− ${applied.retired.length} ${back ? 'had left' : 'left'}`] : []),
    ...(applied.added.length > 0 ? [`+ ${applied.added.length} ${back ? 'had joined' : 'joined'}`] : []),
    ...(missing > 0 ? [`${missing} still missing`] : []),
    ...(applied.usd > 0 ? [`${usdWords(applied.usd)} for making images`] : []),
  ];
}

/** An actor in a line: how many images, how good, what changes or changed, what it costs or cost. */
export function factsLine(view: ActorView): Html {
  const { row } = view;
  const parts = row.applied === undefined ? plannedParts(view) : doneParts(view, row.applied);
  const group = row.group === undefined ? undefined : html`group ${nameText(row.group)} · `;
  return html`<span class="facts">${group}${parts.join(' · ')}</span>`;
}
