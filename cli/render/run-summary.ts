import { type ByType, IMAGE_TYPES } from '../../core/image-type.ts';
import { usdWords } from '../../core/money/prices.ts';
import type { ActorResult } from '../../core/records/actor-result.ts';
import type { RunTotals } from '../../core/records/report.ts';
import { byNeed } from '../../core/report/totals.ts';
import { printable } from './printable.ts';
import type { Style } from './style.ts';
import { type Column, tableLines } from './table.ts';

/** Rows that a terminal shows; the report has them all. */
const MAX_ROWS = 40;
/** Characters of a failure's sentence that are shown. */
const MESSAGE_CHARS = 400;

const COLUMNS: readonly Column[] = [
  { title: 'actor' },
  { title: 'state' },
  { title: 'now' },
  { title: 'target' },
  { title: 'after' },
  { title: 'score', align: 'right' },
  { title: 'retire', align: 'right' },
  { title: 'make', align: 'right' },
  { title: 'cost', align: 'right' },
];

function counts(of: ByType<number>): string {
  return IMAGE_TYPES.map((type) => of[type]).join('/');
}

function row(result: ActorResult, style: Style): readonly string[] {
  const name = printable(result.actor, 32);
  if (result.status === 'failed') return [name, style.bad('failed')];
  const state = result.status === 'balanced' ? style.good('balanced') : style.warn('to do');
  const numbers = [result.retire, result.generate].map((count) => (count === 0 ? '' : String(count)));
  const cost = result.usd === 0 ? '' : usdWords(result.usd);
  const after = result.status === 'balanced' ? '' : counts(result.after);
  return [
    name,
    state,
    counts(result.before),
    counts(result.target),
    after,
    result.meanScore.toFixed(1),
    ...numbers,
    cost,
  ];
}

/** The table of a run's actors, what needs a person first. Counts are photorealistic / black-and-white / colour. */
export function actorTable(results: readonly ActorResult[], style: Style): readonly string[] {
  const sorted = [...results].sort(byNeed);
  const lines = [
    ...tableLines(
      COLUMNS,
      sorted.slice(0, MAX_ROWS).map((result) => row(result, style)),
      style.dim,
    ),
  ];
  if (sorted.length > MAX_ROWS) lines.push(style.dim(`… and ${sorted.length - MAX_ROWS} more in the report`));
  lines.push(style.dim('now, target, after: photorealistic / black-and-white / colour'));
  return lines;
}

/** Each failed actor with what to do; actors with the same trouble share a line. */
export function failureLines(results: readonly ActorResult[], style: Style): readonly string[] {
  const byMessage = new Map<string, string[]>();
  for (const result of results) {
    if (result.status === 'failed')
      byMessage.set(result.message, [...(byMessage.get(result.message) ?? []), printable(result.actor, 32)]);
  }
  return [...byMessage].map(([message, actors]) => {
    const shown =
      actors.length > 5 ? `${actors.slice(0, 5).join(', ')} and ${actors.length - 5} more` : actors.join(', ');
    return `${style.bad(shown)}: ${printable(message, MESSAGE_CHARS)}`;
  });
}

function plural(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** A run in a few sentences. */
export function totalLines(totals: RunTotals, budgetUsd: number, style: Style): readonly string[] {
  const failed = totals.failed === 0 ? '' : `, ${style.bad(`${totals.failed} failed`)}`;
  const lines = [`${plural(totals.actors, 'actor')}: ${totals.balanced} balanced, ${totals.planned} to do${failed}.`];
  if (totals.retire + totals.generate > 0) {
    const over = totals.usd > budgetUsd ? style.warn(` That is above the budget of ${usdWords(budgetUsd)}.`) : '';
    lines.push(
      `The plans would retire ${plural(totals.retire, 'image')} and make ${totals.generate}, for about ${usdWords(totals.usd)}.${over}`,
    );
  }
  if (totals.unreadable > 0)
    lines.push(
      style.warn(
        `${plural(totals.unreadable, 'file')} could not be read; they are listed in the report and left alone.`,
      ),
    );
  if (totals.unsure > 0)
    lines.push(`The judge is unsure of ${plural(totals.unsure, 'image')}; those are never retired on its word.`);
  const { calls, inputTokens, outputTokens, usd } = totals.usage;
  if (calls > 0)
    lines.push(`Judging took ${plural(calls, 'call')}, ${inputTokens + outputTokens} tokens, ${usdWords(usd)}.`);
  return lines;
}
