import { usdWords } from '../../../money/prices.ts';
import { actorId } from '../actor/actor-view.ts';
import { countWords, plural } from '../markup/figures.ts';
import { nameText } from '../markup/foreign-text.ts';
import { type Html, html } from '../markup/html.ts';
import { capped } from '../markup/visible-text.ts';
import type { PageInput } from '../page-input.ts';
import type { TroubleGroup, Troubles } from './group-troubles.ts';
import { TROUBLE_KINDS, type TroubleKind } from './trouble.ts';

/** Names beside a message before the rest is folded away. */
const OPEN_NAMES = 12;
/** A vendor's answer may stand inside a message; what to do is in its first lines. */
const MESSAGE_LIMIT = 1000;

/** What each kind is called, and what it means for the sets. */
const KIND_WORDS: Readonly<Record<TroubleKind, readonly [title: string, words: string]>> = {
  failed: ['Failed', 'These could not be worked on; the rest of the run went on without them.'],
  'broke-off': [
    'Broke off',
    'Carrying these out broke off. What was done until then is written down and stands with each actor; nothing is lost, and going on with the run does the rest.',
  ],
  'not-taken-back': ['Not taken back', 'These were to be taken back and are still as the run left them.'],
  stuck: ['Taken back, but not all of it', 'Some images of these could not be put back or taken out again.'],
  stale: [
    'Stale',
    'These sets were changed by somebody after the plans were made, so nothing of them was touched. Which images differ stands with each actor.',
  ],
  busy: ['Busy', 'Another run was at work on these sets, so this one left them alone.'],
  partly: [
    'Carried out in part',
    'What was done is kept. What is still missing, and what stays for now, stands with each actor.',
  ],
};

/** The id of a group's place on the page. */
export function troubleId({ groups }: Troubles, group: TroubleGroup): string {
  return `f${groups.indexOf(group) + 1}`;
}

function messageText({ pieces, members: [first, ...others] }: TroubleGroup): Html {
  if (others.length === 0) return html`${capped(pieces.join(first?.actor ?? ''), MESSAGE_LIMIT)}`;
  return html`${pieces.map((piece, index) => html`${index === 0 ? undefined : html`<var>actor</var>`}${capped(piece, MESSAGE_LIMIT)}`)}`;
}

function names(members: TroubleGroup['members'], { details }: PageInput): Html {
  return html`${members.map(({ actor, index, note }) => {
    const name = nameText(actor);
    const link = details.has(actor) ? html`<a href="#${actorId(index)}">${name}</a>` : name;
    return html`<li>${link}${note === undefined || note === '' ? undefined : html` <small>${note}</small>`}</li>`;
  })}`;
}

function groupItem(group: TroubleGroup, input: PageInput, troubles: Troubles): Html {
  const { members, error, usd } = group;
  const code = error === undefined ? undefined : html`, <code>${capped(error, 100)}</code>`;
  const spent = usd === 0 ? '' : `; judging had cost ${usdWords(usd)} by then`;
  const rest = members.slice(OPEN_NAMES);
  const folded =
    rest.length === 0
      ? undefined
      : html`<details><summary>${countWords(rest.length)} more</summary><ul class="names">${names(rest, input)}</ul></details>`;
  return html`<li id="${troubleId(troubles, group)}" class="failure"><p class="why" dir="auto">${messageText(group)}</p><p class="note">${plural(members.length, 'actor')}${code}${spent}</p><ul class="names">${names(members.slice(0, OPEN_NAMES), input)}</ul>${folded}</li>`;
}

function kindPart(kind: TroubleKind, input: PageInput, troubles: Troubles): Html | undefined {
  const groups = troubles.groups.filter((group) => group.kind === kind);
  if (groups.length === 0) return undefined;
  const [title, words] = KIND_WORDS[kind];
  const count = groups.reduce((sum, { members }) => sum + members.length, 0);
  return html`<h3>${title}</h3> <small class="count">${plural(count, 'actor')}</small>
<p>${words}</p>
<ul class="failures">${groups.map((group) => groupItem(group, input, troubles))}</ul>\n`;
}

/** Every actor that a person must act on, under the sentence that says what happened; nothing where there is none. */
export function troubleSection(input: PageInput, troubles: Troubles): Html | undefined {
  if (troubles.groups.length === 0) return undefined;
  return html`<section id="first" aria-labelledby="first-h"><h2 id="first-h">For you to act on <small>${plural(troubles.groupOf.size, 'actor')}</small></h2>
${TROUBLE_KINDS.map((kind) => kindPart(kind, input, troubles))}</section>\n`;
}
