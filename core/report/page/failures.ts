import { roundUsd, usdWords } from '../../money/prices.ts';
import { countWords, plural } from './markup/figures.ts';
import { nameText } from './markup/foreign-text.ts';
import { type Html, html } from './markup/html.ts';
import { capped } from './markup/visible-text.ts';
import type { PageInput } from './page-input.ts';

/** Names beside a message before the rest is folded away. */
const OPEN_NAMES = 12;
/** A vendor's answer may stand inside a message; what to do is in its first lines. */
const MESSAGE_LIMIT = 1000;

/** Actors that failed with the same words, but for their own name in them. */
interface FailureGroup {
  readonly error: string;
  /** The message in pieces: between them stands the actor's name. */
  readonly pieces: readonly string[];
  readonly actors: string[];
  /** What judging cost before they failed. */
  usd: number;
}

/** All failures of a run in groups, and the group of each failed row. */
export interface Failures {
  readonly groups: readonly FailureGroup[];
  readonly groupOf: ReadonlyMap<string, number>;
}

const WORD = /[\p{L}\p{N}_]/u;

/** The message cut at the actor's name where it stands alone: "a" is no name inside "damaged". */
function piecesOf(message: string, actor: string): readonly string[] {
  const pieces: string[] = [];
  let from = 0;
  for (let at = message.indexOf(actor); actor !== '' && at >= 0; at = message.indexOf(actor, at + 1)) {
    const end = at + actor.length;
    if (at < from || WORD.test(message.charAt(at - 1)) || WORD.test(message.charAt(end))) continue;
    pieces.push(message.slice(from, at));
    from = end;
  }
  return [...pieces, message.slice(from)];
}

/** Groups failures that say the same, in the order in which they come. */
export function groupFailures(rows: PageInput['rows']): Failures {
  const places = new Map<string, number>();
  const groups: FailureGroup[] = [];
  const groupOf = new Map<string, number>();
  for (const row of rows) {
    if (row.status !== 'failed') continue;
    const pieces = piecesOf(row.message, row.actor);
    const key = JSON.stringify([row.error, pieces]);
    const place = places.get(key) ?? groups.push({ error: row.error, pieces, actors: [], usd: 0 }) - 1;
    places.set(key, place);
    const group = groups[place];
    if (group !== undefined) {
      group.actors.push(row.actor);
      group.usd = roundUsd(group.usd + row.usage.usd);
    }
    groupOf.set(row.actor, place);
  }
  return { groups, groupOf };
}

/** The id of a group's place on the page. */
export function failureId(group: number): string {
  return `f${group + 1}`;
}

function messageText({ pieces, actors: [first = '', ...others] }: FailureGroup): Html {
  if (others.length === 0) return html`${capped(pieces.join(first), MESSAGE_LIMIT)}`;
  return html`${pieces.map((piece, index) => html`${index === 0 ? undefined : html`<var>actor</var>`}${capped(piece, MESSAGE_LIMIT)}`)}`;
}

function names(actors: readonly string[]): Html {
  return html`${actors.map((actor) => html`<li>${nameText(actor)}</li>`)}`;
}

function groupItem(group: FailureGroup, index: number): Html {
  const { actors, error, usd } = group;
  const spent = usd === 0 ? '' : `; judging had cost ${usdWords(usd)} by then`;
  const rest = actors.slice(OPEN_NAMES);
  const folded =
    rest.length === 0
      ? undefined
      : html`<details><summary>${countWords(rest.length)} more</summary><ul class="names">${names(rest)}</ul></details>`;
  return html`<li id="${failureId(index)}" class="failure"><p class="why" dir="auto">${messageText(group)}</p><p class="note">${plural(actors.length, 'actor')}, <code>${capped(error, 100)}</code>${spent}</p><ul class="names">${names(actors.slice(0, OPEN_NAMES))}</ul>${folded}</li>`;
}

/** Every actor that failed, under the sentence that says what to do; nothing where none did. */
export function failureSection({ groups, groupOf }: Failures): Html | undefined {
  if (groups.length === 0) return undefined;
  return html`<section id="failures" aria-labelledby="failures-h"><h2 id="failures-h">Failed <small>${plural(groupOf.size, 'actor')}</small></h2>
<p>These could not be worked on; the rest of the run went on without them.</p>
<ul class="failures">${groups.map(groupItem)}</ul></section>\n`;
}
