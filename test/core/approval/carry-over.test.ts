import { describe, expect, test } from 'vitest';
import { carryOver } from '../../../core/approval/carry-over.ts';
import { appendDecisions, type Decision, readDecisions } from '../../../core/approval/decisions.ts';
import type { Change } from '../../../core/plan/change.ts';
import { distributionOf } from '../../../core/plan/target.ts';
import type { PlanRecord } from '../../../core/records/plan-record.ts';
import { recordText } from '../../../core/records/record-text.ts';
import { PATIENCE, type TaskWorld, taskWorld } from '../../support/task-world.ts';

/** Files by the content that they have. */
type Contents = Readonly<Record<string, string>>;

const out = (file: string): Change => ({
  id: `retire/${file}`,
  kind: 'retire',
  file,
  label: 'A1',
  type: 'photorealistic',
  score: 2,
  reason: { code: 'below-minimum', score: 2, minimum: 4 },
});
const make = (type: 'bw_stylized' | 'color_stylized', id = 'generate/16/1'): Change => ({
  id,
  kind: 'generate',
  type,
  reason: { code: 'missing', count: 0, target: 1 },
  promptNumber: 16,
  prompt: 'in ink',
  references: [],
  usd: 0.05,
});

async function plan(world: TaskWorld, run: string, changes: readonly Change[], contents: Contents, actor = 'ada') {
  const counts = distributionOf([]);
  const record: PlanRecord = {
    schema: 1,
    run,
    plan: {
      actor,
      balanced: false,
      findings: [],
      changes: [...changes],
      withheld: [],
      before: counts,
      target: counts.counts,
      after: counts,
      cost: { images: 0, usd: 0 },
    },
    basis: Object.entries(contents).map(([file, sha256]) => ({
      file,
      key: world.layout.image(actor, file),
      version: 'v',
      size: 1,
      sha256,
      verdict: {
        type: 'photorealistic',
        score: 2,
        confidence: 1,
        reason: '',
        judge: { name: 'offline', model: 'm', key: 'k' },
      },
      unsure: false,
      pinned: false,
      generated: false,
    })),
    hash: `hash of ${run}`,
  };
  await world.store.put(world.layout.runActor(run, actor, 'plan.json'), recordText(record));
}

const said = (change: string | undefined, carryOut: boolean | null, more: Partial<Decision> = {}): Decision => ({
  actor: 'ada',
  ...(change === undefined ? {} : { change }),
  carryOut,
  ...more,
});

interface Case {
  readonly before: readonly Change[];
  readonly now: readonly Change[];
  readonly then?: Contents;
  readonly contents?: Contents;
  /** Each said on its own, about the plans under a hash. */
  readonly log: readonly Decision[];
}

const of = { from: 'r1', to: 'r2', planHash: 'new', actors: ['ada'] };

async function carried({ before, now, then = { 'a.png': 'sa' }, contents = then, log }: Case) {
  const world = taskWorld();
  await plan(world, 'r1', before, then);
  await plan(world, 'r2', now, contents);
  for (const decision of log) await say(world, decision);
  await carryOver(world, of, PATIENCE.signal);
  return (await readDecisions(world, 'r2')).flatMap(({ decisions }) => decisions);
}

const say = (world: TaskWorld, decision: Decision, by = 'kim', planHash = 'old') => {
  return appendDecisions(world, 'r1', {
    schema: 1,
    planHash,
    by,
    at: '2026-11-01T12:00:00.000Z',
    decisions: [decision],
  });
};

const A = out('a.png');

describe('what was decided holds in the new plan', () => {
  test.each<[string, Case, readonly Decision[]]>([
    ['for the same image', { before: [A], now: [A], log: [said(A.id, false)] }, [said(A.id, false)]],
    [
      'for the same image under another name',
      { before: [A], now: [out('b.png')], contents: { 'b.png': 'sa' }, log: [said(A.id, true)] },
      [said('retire/b.png', true)],
    ],
    [
      'for a whole actor, change by change',
      { before: [A], now: [A], log: [said(undefined, true)] },
      [said(A.id, true)],
    ],
    [
      'for the same slot and type, with the prompt that was written for it',
      {
        before: [make('bw_stylized')],
        now: [make('bw_stylized')],
        log: [said('generate/16/1', true), said('generate/16/1', null, { prompt: 'at night' })],
      },
      [said('generate/16/1', true), said('generate/16/1', null, { prompt: 'at night' })],
    ],
  ])('%s', async (_, of, expected) => {
    expect(await carried(of)).toEqual(expected);
  });
});

describe('nothing is carried over', () => {
  test.each<[string, Case]>([
    [
      'for an image that is another one by now',
      { before: [A], now: [A], contents: { 'a.png': 'other' }, log: [said(A.id, true)] },
    ],
    ['for a change that the new plan has not', { before: [A], now: [], log: [said(A.id, true)] }],
    [
      'for a slot of another type',
      { before: [make('bw_stylized')], now: [make('color_stylized')], log: [said('generate/16/1', true)] },
    ],
    [
      'for one of two copies, which cannot be told apart',
      {
        before: [A],
        now: [out('b.png'), out('c.png')],
        contents: { 'b.png': 'sa', 'c.png': 'sa' },
        log: [said(A.id, true)],
      },
    ],
    ['that was taken back', { before: [A], now: [A], log: [said(A.id, true), said(A.id, null)] }],
    [
      'of a prompt that is the plan\u2019s again',
      {
        before: [make('bw_stylized')],
        now: [make('bw_stylized')],
        log: [said('generate/16/1', null, { prompt: 'at night' }), said('generate/16/1', null, { prompt: null })],
      },
    ],
    ['where nobody said anything', { before: [A], now: [A], log: [] }],
  ])('%s', async (_, of) => {
    expect(await carried(of)).toEqual([]);
  });
});

test('everybody’s words stay theirs, say where they are from, and are there once however often they are carried', async () => {
  const world = taskWorld();
  const B = out('b.png');
  for (const run of ['r1', 'r2']) await plan(world, run, [A, B], { 'a.png': 'sa', 'b.png': 'sb' });
  await say(world, said(B.id, true), 'lee', 'of plans that are no longer these');
  await say(world, said(A.id, true), 'kim');
  await say(world, said(B.id, false), 'lee');
  await carryOver(world, of, PATIENCE.signal);
  await carryOver(world, of, PATIENCE.signal);
  expect(await readDecisions(world, 'r2')).toMatchObject([
    { by: 'kim', carriedFrom: 'r1', planHash: 'new', decisions: [said(A.id, true)] },
    { by: 'lee', carriedFrom: 'r1', planHash: 'new', decisions: [said(B.id, false)] },
  ]);
});

test('an actor whose earlier plan is gone or damaged is left undecided, the others are not', async () => {
  const world = taskWorld();
  for (const actor of ['ada', 'bob', 'eve'])
    for (const run of ['r1', 'r2']) await plan(world, run, [A], { 'a.png': 'sa' }, actor);
  await world.store.delete(world.layout.runActor('r1', 'ada', 'plan.json'));
  await world.store.put(world.layout.runActor('r1', 'bob', 'plan.json'), '{"half');
  for (const actor of ['ada', 'bob', 'eve']) await say(world, { actor, change: A.id, carryOut: true });
  await carryOver(world, { ...of, actors: ['ada', 'bob', 'eve'] }, PATIENCE.signal);
  const decisions = (await readDecisions(world, 'r2')).flatMap((entry) => entry.decisions);
  expect(decisions).toEqual([{ actor: 'eve', change: A.id, carryOut: true }]);
});
