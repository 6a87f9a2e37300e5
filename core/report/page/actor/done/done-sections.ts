import type { Applied } from '../../../../records/applied.ts';
import { type Html, html } from '../../markup/html.ts';
import type { ActorView } from '../actor-view.ts';
import { cannotSection, differsSection, reconciledSection } from './differences.ts';
import { heldSection, keptOutSection } from './held.ts';
import { joinedSection } from './joined.ts';
import { ledgerSection } from './ledger.ts';
import { leftSection } from './left.ts';
import { missingSection } from './missing.ts';

/** Whether a run has done anything to a set, taken back or not. */
export function touched({ added, retired }: Applied): boolean {
  return added.length + retired.length > 0;
}

/** What really happened to a set: what needs a person first, then what joined, what left and what did not. */
export function doneSections(view: ActorView, applied: Applied): Html {
  const parts = [
    cannotSection,
    differsSection,
    missingSection,
    heldSection,
    joinedSection,
    leftSection,
    keptOutSection,
  ].map((part) => part(view, applied));
  return html`${parts}`;
}

/** What is kept for whoever wants to know more, folded away. */
export function doneRecords(view: ActorView, applied: Applied): Html {
  return html`${ledgerSection(view, applied)}${reconciledSection(view, applied)}`;
}
