import { IMAGE_TYPES, type ImageType } from '../../../image-type.ts';
import type { Plan } from '../../../plan/plan.ts';
import { shortNumber } from '../markup/figures.ts';
import { type Html, html } from '../markup/html.ts';
import { TYPE_CLASSES, typeKey } from './type-key.ts';

function percent(value: number, of: number): string {
  return `${shortNumber(of === 0 ? 0 : (value * 100) / of)}%`;
}

function typeRow(plan: Plan, type: ImageType, scale: number): Html {
  const now = plan.before.counts[type];
  const target = plan.target[type];
  const after = plan.after.counts[type];
  const sizes = `--n:${percent(now, scale)};--a:${percent(after, scale)};--t:${percent(target, scale)}`;
  return html`<tr><th scope="row">${typeKey(type)}</th><td>${now} <small>${shortNumber(plan.before.shares[type])} %</small></td><td>${target}</td><td>${after} <small>${shortNumber(plan.after.shares[type])} %</small></td><td class="bars ${TYPE_CLASSES[type]}" style="${sizes}" aria-hidden="true"><i></i><i></i><b></b></td></tr>`;
}

/** How many images of each type there are, should be and would be, as numbers with bars on one scale. */
export function mixChart(plan: Plan): Html {
  const scale = Math.max(
    ...IMAGE_TYPES.flatMap((type) => [plan.before.counts[type], plan.target[type], plan.after.counts[type]]),
  );
  const wanted = IMAGE_TYPES.reduce((sum, type) => sum + plan.target[type], 0);
  return html`<table class="mix"><caption class="vh">Images per type: now, target and after the plan</caption>
<thead><tr><th scope="col">Type</th><th scope="col">Now</th><th scope="col">Target</th><th scope="col">After</th><td class="legend" aria-hidden="true">upper bar now, lower after, line target</td></tr></thead>
<tbody>${IMAGE_TYPES.map((type) => typeRow(plan, type, scale))}</tbody>
<tfoot><tr><th scope="row">All</th><td>${plan.before.total}</td><td>${wanted}</td><td>${plan.after.total}</td><td></td></tr></tfoot></table>`;
}
