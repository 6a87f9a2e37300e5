import type { Page } from 'playwright-core';
import { test } from 'vitest';
import { deskStand, type OpenDeskStand } from './desk-stand.ts';
import { frontDoorStand } from './front-door-stand.ts';

/** A desk that the specs of the pages run against. */
export interface ReviewTarget {
  readonly name: string;
  readonly open: OpenDeskStand;
  /** Comes in on a page that was just loaded. */
  readonly enter: (page: Page) => Promise<void>;
  /** Specs that say nothing there, and why. */
  readonly leftOut: Readonly<Record<string, string>>;
}

/** Desks that the same specs run against. Another one is another entry. */
export const REVIEW_TARGETS: readonly ReviewTarget[] = [
  { name: 'the local server', open: deskStand, enter: async () => undefined, leftOut: {} },
  {
    name: 'the Lambda handler',
    open: frontDoorStand,
    enter: (page) => page.getByRole('button', { name: 'Sign in' }).click(),
    leftOut: {
      'the desk is stopped and started again during a review: what was decided meanwhile is sent':
        'nothing there is stopped: another function takes over, and the session is that of the sign-in',
      'a desk that was started anew has another token: the open page finds out and loses nothing':
        'its writes carry no token of the desk, only that of the sign-in',
      'without a session the page says how to come in, and shows nothing':
        'there one signs in, and desk-sign-in.test.ts has what is shown before that',
    },
  },
];

/** Writes specs for a target; those that say nothing there are left out with their reason. */
export function specsOf({ leftOut }: ReviewTarget) {
  return (name: string, run: () => Promise<void>) => {
    const reason = leftOut[name];
    test.skipIf(reason !== undefined)(reason === undefined ? name : `${name} (left out: ${reason})`, run);
  };
}
