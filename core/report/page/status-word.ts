import type { ActorResult } from '../../records/actor-result.ts';
import type { RunState } from '../../records/report.ts';
import { type Standing, standingOf } from '../totals.ts';
import { LEFT_ALONE, STANDING_WORDS } from '../wording.ts';
import { type Html, html } from './markup/html.ts';

/** How an actor stands on the page: `alone` is a plan that was decided about and not carried out. */
export type Shown = Standing | 'alone';

/** See {@link Shown}. */
export function shownStanding(row: ActorResult, state: RunState): Shown {
  const standing = standingOf(row);
  return standing === 'planned' && state !== 'planned' && state !== 'waiting' ? 'alone' : standing;
}

/** What a standing is called in front of people. */
export function shownWord(shown: Shown): string {
  return shown === 'alone' ? LEFT_ALONE : STANDING_WORDS[shown];
}

/** A standing as a word whose outline differs as well, so that colour is never needed. */
export function statusWord(shown: Shown): Html {
  return html`<span class="status ${shown}">${shownWord(shown)}</span>`;
}
