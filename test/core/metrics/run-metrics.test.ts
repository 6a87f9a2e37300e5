import { describe, expect, test } from 'vitest';
import type { Metric } from '../../../core/metrics/metric.ts';
import { newlyCounted, type RunCounts, runCounts } from '../../../core/metrics/run-metrics.ts';
import { tellMetrics } from '../../../core/metrics/tell-metrics.ts';
import type { ActorResult, FailedResult, PlannedResult } from '../../../core/records/actor-result.ts';
import { type Applied, NOTHING_APPLIED } from '../../../core/records/applied.ts';
import { act } from '../../support/acting-run.ts';
import { addFiles, cast, PATIENCE, taskWorld } from '../../support/task-world.ts';

const counts = (photorealistic: number, bw_stylized = 0, color_stylized = 0) => ({
  photorealistic,
  bw_stylized,
  color_stylized,
});
const usage = { calls: 1, inputTokens: 1000, outputTokens: 100, usd: 0.01 };

const planned = (of: Partial<PlannedResult> = {}): PlannedResult => ({
  schema: 1,
  actor: 'ada',
  status: 'planned',
  before: counts(20),
  target: counts(13, 4, 3),
  after: counts(13, 4, 3),
  meanScore: 7,
  retire: 7,
  generate: 7,
  usd: 0.35,
  findings: [],
  unreadable: 0,
  unsure: 0,
  usage,
  planHash: 'h',
  ...of,
});
const applied = (of: Partial<Applied> = {}): PlannedResult =>
  planned({ applied: { ...NOTHING_APPLIED, outcome: 'applied', open: false, ...of } });
const failed = (error: string): FailedResult => ({
  schema: 1,
  actor: 'eve',
  status: 'failed',
  error,
  message: '',
  usage,
});
const ledger = (outcome: 'added' | 'refused'): Applied['ledger'][number] => ({
  change: 'c',
  number: 1,
  promptNumber: 1,
  model: 'm',
  outcome,
  words: '',
  usd: 0.05,
});

describe('a run is counted by what really happened', () => {
  test.each<[string, ActorResult[], Partial<RunCounts>]>([
    ['a dry-run plans and changes nothing', [planned()], { Actors: 1, Verdicts: 20, Retirements: 0, Generations: 0 }],
    ['an actor that failed', [planned(), failed('NotFound')], { Actors: 2, FailedActors: 1, Verdicts: 20 }],
    ['an actor whose plan broke off', [applied({ outcome: 'failed' })], { FailedActors: 1 }],
    ['images that left', [applied({ retired: ['a', 'b'] })], { Retirements: 2 }],
    ['tokens and dollars', [applied({ usd: 0.1 }), failed('Internal')], { Tokens: 2200, Usd: 0.12 }],
    [
      'refused prompts and questions',
      [applied({ ledger: [ledger('refused'), ledger('added')] }), failed('JudgeRefused')],
      { Refusals: 2 },
    ],
    [
      'sets that others worked on',
      [applied({ outcome: 'stale' }), applied({ outcome: 'busy' }), failed('LeaseLost')],
      { Conflicts: 3 },
    ],
    [
      'a vendor that was asked too often',
      [failed('RateLimited'), failed('Lambda.TooManyRequestsException')],
      { Throttles: 2 },
    ],
  ])('%s', (_what, results, expected) => {
    const counted = runCounts(results);
    expect({ ...counted, Usd: Math.round(counted.Usd * 1e6) / 1e6 }).toMatchObject(expected);
  });

  test.each<[string, PlannedResult, number]>([
    ['it has as many as before', applied({ counts: counts(13, 4, 3) }), 0],
    ['it was brought down to its target', planned({ ...applied({ counts: counts(13, 4, 3) }), before: counts(30) }), 0],
    ['it lost images and is below its target', applied({ counts: counts(13, 2, 0) }), 1],
    ['it is below its target and always was', planned({ ...applied({ counts: counts(10) }), before: counts(10) }), 0],
    ['nothing was carried out', planned(), 0],
  ])('a set that shrank though it had none to spare: %s', (_what, result, expected) => {
    expect(runCounts([result]).ShrunkSets).toBe(expected);
  });

  test('only what has come since the last time is told, and nothing is taken back', () => {
    const before = runCounts([applied({ retired: ['a'] }), failed('NotFound')]);
    const now = runCounts([applied({ retired: ['a', 'b', 'c'] }), planned()]);
    expect(newlyCounted(now, before)).toEqual([
      { name: 'Verdicts', unit: 'Count', value: 20 },
      { name: 'Retirements', unit: 'Count', value: 2 },
    ]);
  });
});

test('a run that is reported twice, because it was resumed or a task ran again, is counted once', async () => {
  const world = taskWorld();
  await addFiles(world, 'ada', cast(22, 1, 1));
  await act(world, { mode: 'execute', approval: 'auto' });
  const told: Metric[] = [];
  const metrics = { put: (some: readonly Metric[]) => void told.push(...some) };
  await tellMetrics({ ...world, metrics }, 'r1', PATIENCE.signal);
  const first = [...told];
  expect(first.map(({ name }) => name)).toEqual(expect.arrayContaining(['Actors', 'Verdicts', 'Retirements', 'Usd']));
  await tellMetrics({ ...world, metrics }, 'r1', PATIENCE.signal);
  expect(told).toEqual(first);
});
