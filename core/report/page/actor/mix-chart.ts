import { type ByType, IMAGE_TYPES, type ImageType } from '../../../image-type.ts';
import { shortNumber } from '../markup/figures.ts';
import { type Html, html } from '../markup/html.ts';
import type { ActorView } from './actor-view.ts';
import { TYPE_CLASSES, typeKey } from './type-key.ts';

/** The counts that the chart compares, and what the columns are called. */
interface Mix {
  readonly now: ByType<number>;
  readonly target: ByType<number>;
  /** Undefined where nobody knows. */
  readonly after: ByType<number> | undefined;
  readonly nowWord: string;
  readonly afterWord: string;
}

const sum = (counts: ByType<number>) => IMAGE_TYPES.reduce((total, type) => total + counts[type], 0);

/** Now, target and after the plan; or where the plan was carried out: before, target and what is really there. */
function mixOf({ row, details, countsAfter }: ActorView): Mix {
  const { before, target, after } = details.plan;
  if (row.applied === undefined)
    return { now: before.counts, target, after: after.counts, nowWord: 'Now', afterWord: 'After' };
  return { now: before.counts, target, after: countsAfter?.counts, nowWord: 'Before', afterWord: 'Really after' };
}

function percent(value: number, of: number): string {
  return `${shortNumber(of === 0 ? 0 : (value * 100) / of)}%`;
}

function cell(counts: ByType<number>, type: ImageType): Html {
  const share = shortNumber(Math.round((counts[type] * 1000) / (sum(counts) || 1)) / 10);
  return html`<td>${counts[type]} <small>${share} %</small></td>`;
}

function typeRow({ now, target, after }: Mix, type: ImageType, scale: number): Html {
  const sizes = `--n:${percent(now[type], scale)};--a:${percent(after?.[type] ?? 0, scale)};--t:${percent(target[type], scale)}`;
  return html`<tr><th scope="row">${typeKey(type)}</th>${cell(now, type)}<td>${target[type]}</td>${after === undefined ? html`<td>?</td>` : cell(after, type)}<td class="bars ${TYPE_CLASSES[type]}" style="${sizes}" aria-hidden="true"><i></i><i></i><b></b></td></tr>`;
}

/** How many images of each type there are, should be and would be or really are, as numbers with bars on one scale. */
export function mixChart(view: ActorView): Html {
  const mix = mixOf(view);
  const { now, target, after, nowWord, afterWord } = mix;
  const scale = Math.max(...IMAGE_TYPES.flatMap((type) => [now[type], target[type], after?.[type] ?? 0]));
  const caption = `Images per type: ${nowWord.toLowerCase()}, target and ${afterWord.toLowerCase()}`;
  const legend = `upper bar ${nowWord.toLowerCase()}, lower ${afterWord.toLowerCase()}, line target`;
  return html`<table class="mix"><caption class="vh">${caption}</caption>
<thead><tr><th scope="col">Type</th><th scope="col">${nowWord}</th><th scope="col">Target</th><th scope="col">${afterWord}</th><td class="legend" aria-hidden="true">${legend}</td></tr></thead>
<tbody>${IMAGE_TYPES.map((type) => typeRow(mix, type, scale))}</tbody>
<tfoot><tr><th scope="row">All</th><td>${sum(now)}</td><td>${sum(target)}</td><td>${after === undefined ? '?' : sum(after)}</td><td></td></tr></tfoot></table>${after === undefined ? html`<p class="note">What is there now is not known: the set was changed by somebody else.</p>` : undefined}`;
}
