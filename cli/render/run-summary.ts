import { type ByType, IMAGE_TYPES } from '../../core/image-type.ts';
import { usdWords } from '../../core/money/prices.ts';
import type { ActorResult } from '../../core/records/actor-result.ts';
import type { RunState, RunTotals } from '../../core/records/report.ts';
import { byNeed, standingOf } from '../../core/report/totals.ts';
import { STANDING_WORDS } from '../../core/report/wording.ts';
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

function standingWord(result: ActorResult, { good, warn, bad }: Style): string {
  const standing = standingOf(result);
  const words = STANDING_WORDS[standing];
  if (standing === 'failed' || standing === 'stale') return bad(words);
  return standing === 'balanced' || standing === 'applied' ? good(words) : warn(words);
}

function row(result: ActorResult, style: Style): readonly string[] {
  const name = printable(result.actor, 32);
  const state = standingWord(result, style);
  if (result.status === 'failed') return [name, state];
  const { applied } = result;
  const done = applied !== undefined && ['applied', 'partly', 'rolled-back'].includes(applied.outcome);
  const changes = done ? [applied.retired.length, applied.added.length] : [result.retire, result.generate];
  const numbers = changes.map((count) => (count === 0 ? '' : String(count)));
  const usd = done ? applied.usd : result.usd;
  const isBack = applied?.outcome === 'rolled-back';
  const after = result.status === 'balanced' ? '' : counts(isBack ? result.before : (applied?.counts ?? result.after));
  return [
    name,
    state,
    counts(result.before),
    counts(result.target),
    after,
    result.meanScore.toFixed(1),
    ...numbers,
    usd === 0 ? '' : usdWords(usd),
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

/** What a person has to hear of an actor; undefined where there is nothing. */
function trouble(result: ActorResult): string | undefined {
  if (result.status === 'failed') return result.message;
  const { applied } = result;
  if (applied === undefined) return undefined;
  const { notRolledBack, outcome, words, missing, cannot } = applied;
  if (notRolledBack !== undefined && outcome !== 'rolled-back') return notRolledBack;
  if (words !== undefined && ['failed', 'stale', 'busy'].includes(outcome)) return words;
  if (cannot.length > 0) return cannot.map((each) => `${each.file} could not be put back: ${each.words}`).join('; ');
  const [first] = missing;
  if (first === undefined || outcome !== 'partly') return undefined;
  return `${missing.length} of the approved images are missing: ${first.words}`;
}

/** Each actor that something is wrong with, and what to do; actors with the same trouble share a line. */
export function failureLines(results: readonly ActorResult[], style: Style): readonly string[] {
  const byMessage = new Map<string, string[]>();
  for (const result of results) {
    const message = trouble(result);
    if (message !== undefined) byMessage.set(message, [...(byMessage.get(message) ?? []), printable(result.actor, 32)]);
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

const STATE_WORDS: Partial<Readonly<Record<RunState, string>>> = {
  waiting: 'The plans wait for a decision. Nothing was changed yet.',
  rejected: 'The plans were rejected. Nothing was changed.',
  expired: 'Nobody decided in time, so the plans were closed. Nothing was changed.',
  applied: 'Everything that was approved was carried out.',
  partly: 'What was approved was carried out in part.',
  'rolled-back': 'The run was taken back.',
};

/** What became of a run that acts. */
function actingLines({ added, retired, missing, makingUsd }: RunTotals, state: RunState): readonly string[] {
  const words = STATE_WORDS[state];
  const lines = words === undefined ? [] : [words];
  if (state !== 'applied' && state !== 'partly') return lines;
  const rest = missing === 0 ? '' : `, ${missing} missing`;
  return [
    ...lines,
    `${plural(added, 'image')} joined, ${retired} retired${rest}; making them cost ${usdWords(makingUsd)}.`,
  ];
}

/** A run in a few sentences. */
export function totalLines(
  totals: RunTotals,
  budgetUsd: number,
  style: Style,
  state: RunState = 'planned',
): readonly string[] {
  const failed = totals.failed === 0 ? '' : `, ${style.bad(`${totals.failed} failed`)}`;
  const lines = [`${plural(totals.actors, 'actor')}: ${totals.balanced} balanced, ${totals.planned} to do${failed}.`];
  lines.push(...actingLines(totals, state));
  if (totals.retire + totals.generate > 0 && (state === 'planned' || state === 'waiting')) {
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
  for (const note of totals.modelNotes ?? []) lines.push(style.warn(printable(note, MESSAGE_CHARS)));
  const { calls, inputTokens, outputTokens, usd } = totals.usage;
  if (calls > 0)
    lines.push(`Judging took ${plural(calls, 'call')}, ${inputTokens + outputTokens} tokens, ${usdWords(usd)}.`);
  return lines;
}
