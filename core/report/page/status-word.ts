import type { ActorResult } from '../../records/actor-result.ts';
import { type Html, html } from './markup/html.ts';

/** What a status is called in front of people. */
export const STATUS_WORDS: Readonly<Record<ActorResult['status'], string>> = {
  failed: 'failed',
  planned: 'to do',
  balanced: 'balanced',
};

/** A status as a word whose outline differs as well, so that colour is never needed. */
export function statusWord(status: ActorResult['status']): Html {
  return html`<span class="status ${status}">${STATUS_WORDS[status]}</span>`;
}
