import { type Html, html } from './html.ts';
import { capped, oneLine } from './visible-text.ts';

/** Longest name shown; in the table of all actors a shorter one, so that a row stays a row. */
const NAME_LIMIT = 300;
const ROW_NAME_LIMIT = 120;
/** A judge's analysis and a prompt are at most 2,000 characters by their schemas; vendors' messages have no limit. */
const TEXT_LIMIT = 2000;

/** A name from outside (actor, file, model) as plain text, kept apart from the text around it. */
export function nameText(name: string): Html {
  return html`<bdi>${oneLine(capped(name, NAME_LIMIT))}</bdi>`;
}

/** The same for a row of the table. */
export function rowName(name: string): Html {
  return html`<bdi>${oneLine(capped(name, ROW_NAME_LIMIT))}</bdi>`;
}

/** A name for an attribute, which takes no markup. */
export function nameLabel(name: string): string {
  return oneLine(capped(name, ROW_NAME_LIMIT));
}

/** Longer text from outside or with names inside; it may have lines of its own. */
export function foreignText(text: string): Html {
  return html`<bdi>${capped(text, TEXT_LIMIT)}</bdi>`;
}
