import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { NO_USAGE } from '../../../core/judging/verdict.ts';
import type { ActorResult, FailedResult, PlannedResult } from '../../../core/records/actor-result.ts';
import { type Applied, NOTHING_APPLIED } from '../../../core/records/applied.ts';
import { runTotalsSchema } from '../../../core/records/report.ts';
import { byNeed, totalsOf } from '../../../core/report/totals.ts';

const NO_COUNTS = { photorealistic: 0, bw_stylized: 0, color_stylized: 0 };

const NOTHING_DONE = {
  outcomes: { applied: 0, partly: 0, stale: 0, busy: 0, failed: 0, 'rolled-back': 0 },
  added: 0,
  retired: 0,
  missing: 0,
  makingUsd: 0,
  open: 0,
};

const done = (actor: string, of: Partial<PlannedResult> = {}): PlannedResult => ({
  schema: 1,
  actor,
  status: 'planned',
  before: NO_COUNTS,
  target: NO_COUNTS,
  after: NO_COUNTS,
  meanScore: 7,
  retire: 0,
  generate: 0,
  usd: 0,
  findings: [],
  unreadable: 0,
  unsure: 0,
  usage: NO_USAGE,
  planHash: 'h',
  ...of,
});

const failed = (actor: string, usd = 0): FailedResult => ({
  schema: 1,
  actor,
  status: 'failed',
  error: 'Internal',
  message: 'x',
  usage: { ...NO_USAGE, usd, calls: usd > 0 ? 1 : 0 },
});

const anyResult: fc.Arbitrary<ActorResult> = fc
  .record({
    actor: fc.string({ maxLength: 3 }),
    kind: fc.constantFrom('balanced', 'planned', 'failed'),
    retire: fc.nat(20),
    generate: fc.nat(20),
    cents: fc.nat(500),
  })
  .map(({ actor, kind, retire, generate, cents }) =>
    kind === 'failed' ? failed(actor, cents / 100) : done(actor, { status: kind, retire, generate, usd: cents / 100 }),
  );

describe('what a run comes to', () => {
  test('no actors come to nothing', () => {
    expect(totalsOf([])).toEqual({
      actors: 0,
      balanced: 0,
      planned: 0,
      failed: 0,
      retire: 0,
      generate: 0,
      unreadable: 0,
      unsure: 0,
      usd: 0,
      usage: NO_USAGE,
      ...NOTHING_DONE,
    });
  });

  test('actors, changes, files and dollars are added up; what a failed actor cost counts too', () => {
    const usage = { calls: 1, inputTokens: 1000, outputTokens: 100, usd: 0.002 };
    const rows = [
      done('a', { retire: 5, generate: 5, usd: 0.25, unreadable: 1, unsure: 2, usage }),
      done('b', { status: 'balanced', usage }),
      done('c', { generate: 1, usd: 0.05, unreadable: 2 }),
      { ...failed('d'), usage },
    ];
    expect(totalsOf(rows)).toEqual({
      actors: 4,
      balanced: 1,
      planned: 2,
      failed: 1,
      retire: 5,
      generate: 6,
      unreadable: 3,
      unsure: 2,
      usd: 0.3,
      usage: { calls: 3, inputTokens: 3000, outputTokens: 300, usd: 0.006 },
      ...NOTHING_DONE,
    });
  });

  test('what was really done is added up, and what was taken back is not there any more', () => {
    const did = (outcome: Applied['outcome'], of: Partial<Applied> = {}): Partial<PlannedResult> => ({
      applied: {
        ...NOTHING_APPLIED,
        outcome,
        open: false,
        added: [{ file: 'n', type: 'bw_stylized', score: 8, promptNumber: 1, standIn: false }],
        retired: ['a', 'b'],
        missing: [{ change: 'c', type: 'bw_stylized', why: 'tried', words: '' }],
        usd: 0.1,
        ...of,
      },
    });
    const rows = [
      done('a', did('applied', { missing: [] })),
      done('b', did('partly', { open: true })),
      done('c', did('rolled-back')),
      done('d', did('stale', { added: [], retired: [], missing: [], usd: 0 })),
    ];
    expect(totalsOf(rows)).toMatchObject({
      planned: 4,
      outcomes: { applied: 1, partly: 1, stale: 1, busy: 0, failed: 0, 'rolled-back': 1 },
      added: 2,
      retired: 4,
      missing: 1,
      makingUsd: 0.3,
      open: 1,
    });
  });

  test('ten thousand times five cents are five hundred dollars', () => {
    expect(totalsOf(Array.from({ length: 10_000 }, () => done('a', { usd: 0.05 }))).usd).toBe(500);
  });

  test('every actor is counted once, in any order, and the record takes it', () => {
    fc.assert(
      fc.property(fc.array(anyResult), (rows) => {
        const totals = runTotalsSchema.parse(totalsOf(rows));
        expect(totals.balanced + totals.planned + totals.failed).toBe(rows.length);
        expect(totalsOf([...rows].reverse())).toMatchObject({
          ...totals,
          usage: { ...totals.usage, usd: expect.closeTo(totals.usage.usd, 9) },
        });
      }),
    );
  });
});

describe('who comes first', () => {
  test('failures, then the most changes, then by name; balanced ones last', () => {
    const rows = [
      done('balanced', { status: 'balanced' }),
      done('b', { retire: 2, generate: 1 }),
      done('a', { retire: 1, generate: 2 }),
      done('many', { generate: 9 }),
      failed('z'),
      failed('y'),
    ];
    expect(rows.sort(byNeed).map(({ actor }) => actor)).toEqual(['y', 'z', 'many', 'a', 'b', 'balanced']);
  });

  test('of a run that acted: what failed, was stale, was busy or came out in part, before what went well', () => {
    const outcomes = ['applied', 'rolled-back', 'partly', 'busy', 'stale', 'failed'] as const;
    const rows: ActorResult[] = outcomes.map((outcome) =>
      done(outcome, { applied: { ...NOTHING_APPLIED, outcome, open: false } }),
    );
    rows.push(done('left alone'), done('balanced', { status: 'balanced' }));
    expect(rows.sort(byNeed).map(({ actor }) => actor)).toEqual([
      'failed',
      'stale',
      'busy',
      'partly',
      'left alone',
      'rolled-back',
      'applied',
      'balanced',
    ]);
  });

  test('the order is one: sorting again or from another start changes nothing', () => {
    fc.assert(
      fc.property(fc.uniqueArray(anyResult, { selector: ({ actor }) => actor }), (rows) => {
        const sorted = [...rows].sort(byNeed);
        expect([...rows].reverse().sort(byNeed)).toEqual(sorted);
      }),
    );
  });
});
