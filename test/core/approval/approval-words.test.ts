import { describe, expect, test } from 'vitest';
import { approvalWords } from '../../../core/approval/approval-words.ts';
import type { ApprovalCall } from '../../../core/ports/approval-desk.ts';
import { totalsOf } from '../../../core/report/totals.ts';

const TOKEN = 'AAAA-task-token';

function call(of: { run?: string; totals?: Partial<ApprovalCall['totals']>; place?: string } = {}): ApprovalCall {
  return {
    approval: {
      schema: 1,
      run: of.run ?? 'r1',
      planHash: 'abc',
      state: 'pending',
      requestedAt: '2026-11-22T12:00:00.000Z',
      expiresAt: '2026-11-25T12:34:56.000Z',
      scope: {},
      token: TOKEN,
    },
    totals: { ...totalsOf([]), actors: 9, planned: 3, retire: 12, generate: 14, usd: 0.7, ...of.totals },
    place: of.place ?? 's3://cast/lead',
    budgetUsd: 25,
  };
}

test('the message says what is at stake, until when, how to look and how to decide', () => {
  expect(approvalWords(call(), 'Evencast')).toEqual({
    subject: 'Evencast asks: run r1',
    text: `Run r1 in s3://cast/lead has plans for 3 actors and waits for a decision.

  12 images to retire; each can be put back
  14 images to make
  about $0.70; the run may spend $25.00 in all

Until 2026-11-25 12:34 UTC. Undecided by then means rejected.

Look at the plans:
  evencast report r1 --stack Evencast
Decide:
  evencast approve r1 --stack Evencast
  evencast approve r1 --stack Evencast --actor-id ACTOR    only this actor
  evencast approve r1 --stack Evencast --except ACTOR      all but this actor
  evencast reject r1 --stack Evencast

Nothing in this message decides; the commands take credentials of the account.
`,
  });
});

test('where there is a review desk the message names its address, bare: no run, no token, nothing that decides', () => {
  const { text } = approvalWords(call(), 'Evencast', 'https://d111.cloudfront.net');
  expect(text).toContain('At the review desk, after you sign in:\n  https://d111.cloudfront.net\n');
  expect(text.match(/https?:\S+/g)).toEqual(['https://d111.cloudfront.net']);
  expect(text).toContain('the desk takes your sign-in');
});

describe('its words fit', () => {
  test.each<[Partial<ApprovalCall['totals']>, string]>([
    [{ planned: 1 }, 'plans for 1 actor and'],
    [{ retire: 1 }, '  1 image to retire;'],
    [{ generate: 1 }, '  1 image to make\n'],
    [{ usd: 0 }, '  about $0;'],
    [{ failed: 2 }, '  2 actors failed and will not be touched\n'],
  ])('%j: %s', (totals, words) => {
    expect(approvalWords(call({ totals }), 'Evencast').text).toContain(words);
  });
});

test('nothing in it decides: no token, no link', () => {
  const { subject, text } = approvalWords(call(), 'Evencast');
  expect(`${subject}${text}`).not.toContain(TOKEN);
  expect(`${subject}${text}`).not.toMatch(/https?:/);
});

test.each(['a'.repeat(80), 'uploads-0123456789abcdef0123456789abcdef', 'zoë\n😀'])(
  'the subject is one line of at most 100 ASCII characters for run %j',
  (run) => {
    expect(approvalWords(call({ run }), 'Evencast').subject).toMatch(/^[ -~]{1,100}$/);
  },
);
