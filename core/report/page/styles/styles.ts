import { type Html, html } from '../markup/html.ts';
import { ACTOR_STYLES } from './actor-styles.ts';
import { BASE_STYLES } from './base-styles.ts';
import { CAST_STYLES } from './cast-styles.ts';
import { SUMMARY_STYLES } from './summary-styles.ts';

/** The page's one style sheet. */
export const STYLES: Html = html`${BASE_STYLES}${SUMMARY_STYLES}${CAST_STYLES}${ACTOR_STYLES}`;
