import { describe, expect, test } from 'vitest';
import type { DeskChange } from '../../../core/desk/contract/changes.ts';
import { approvalSummary } from '../../../core/desk/rules/approval-summary.ts';
import { balanceOf } from '../../../core/desk/rules/balance.ts';
import { warningsOf } from '../../../core/desk/rules/warnings.ts';
import { copy, excess, leaves, made, planOf, saying } from './desk-items.ts';

const below = (file: string) => leaves(file, { code: 'below-minimum', score: 2, minimum: 4 });
const kinds = (
  changes: readonly DeskChange[],
  said: Record<string, boolean | null>,
  plan = planOf([15, 4, 3], [13, 4, 3]),
) =>
  warningsOf(plan, changes, saying(said)).map(({ kind, change, other, blocks }) => ({ kind, change, other, blocks }));

describe('what a decision does to the reasons of others', () => {
  test('nothing decided on a plan that reaches its target: no warning', () => {
    expect(kinds([excess('x'), excess('y')], {})).toEqual([]);
    expect(kinds([made(1, 'bw_stylized'), made(2, 'bw_stylized')], {}, planOf([13, 2, 3], [13, 4, 3]))).toEqual([]);
  });

  test('a copy and the one it was to be kept for both let go: blocks, with the other named', () => {
    const changes = [copy('b', 'a'), below('a')];
    expect(kinds(changes, { 'retire/b': true, 'retire/a': true }, planOf([15, 4, 3], [13, 4, 3]))).toEqual([
      { kind: 'both-leave', change: 'retire/b', other: 'a', blocks: true },
    ]);
  });

  test('the kept one is let go first: the undecided copy has lost its reason, and nothing blocks yet', () => {
    const changes = [copy('b', 'a'), below('a')];
    expect(kinds(changes, { 'retire/a': true })).toEqual([
      { kind: 'reason-gone', change: 'retire/b', other: 'a', blocks: false },
    ]);
    expect(kinds(changes, { 'retire/a': true, 'retire/b': false })).toEqual([]);
  });

  test.each(['gone', 'changed'] as const)('the kept one is %s since the plan: letting the copy go blocks', (moved) => {
    const changes = [copy('b', 'a', { kept: { file: 'a', sha256: null, moved } })];
    expect(kinds(changes, { 'retire/b': true })).toEqual([
      { kind: 'kept-gone', change: 'retire/b', other: 'a', blocks: true },
    ]);
    expect(kinds(changes, {})[0]?.blocks).toBe(false);
  });

  test('an excess is none any more when the set would fall below its target', () => {
    const changes = [excess('x'), excess('y'), below('z')];
    // 15 are there; the plan counted on 16.
    expect(kinds(changes, { 'retire/x': true, 'retire/y': true, 'retire/z': true }).map(({ kind }) => kind)).toEqual([
      'excess-gone',
      'excess-gone',
    ]);
    expect(kinds(changes, { 'retire/z': false })).toEqual([]);
  });

  test('a picture need not be made when one of its type stays against the plan', () => {
    const plan = planOf([14, 4, 3], [13, 4, 3]);
    const changes = [below('x'), below('y'), made(1, 'photorealistic')];
    expect(kinds(changes, { 'retire/x': false }, plan)).toEqual([
      { kind: 'not-needed', change: 'generate/photorealistic/1', other: null, blocks: false },
    ]);
    expect(kinds(changes, { 'retire/x': false, 'generate/photorealistic/1': false }, plan)).toEqual([]);
  });
});

test('the live balance counts what was let in and nothing undecided', () => {
  const plan = planOf([15, 2, 3], [13, 4, 3]);
  const changes = [excess('x'), excess('y'), made(1, 'bw_stylized'), made(2, 'bw_stylized')];
  const { mine, rest, now } = balanceOf(plan, changes, saying({ 'retire/x': true, 'generate/bw_stylized/1': false }));
  expect(now).toEqual({ photorealistic: 15, bw_stylized: 2, color_stylized: 3 });
  expect(mine).toEqual({ photorealistic: 14, bw_stylized: 2, color_stylized: 3 });
  expect(rest).toEqual({ photorealistic: 13, bw_stylized: 3, color_stylized: 3 });
});

describe('what an approval would do', () => {
  const changes = [excess('x'), excess('y'), excess('w'), made(1, 'bw_stylized'), made(2, 'bw_stylized')];
  const summed = (said: Record<string, boolean | null>, of: readonly DeskChange[] = changes, retirements = 500) =>
    approvalSummary({
      plans: [planOf([15, 2, 3], [12, 4, 3])],
      changes: of,
      decided: saying(said),
      typedAbove: { retirements, shareOfASet: 0.25 },
      wasOpened: (_, change) => change === 'retire/x',
    });

  test('counts what leaves and comes, what stays undecided, what was never opened and what it costs', () => {
    const sum = summed({ 'retire/x': true, 'retire/y': false, 'generate/bw_stylized/1': true });
    expect(sum).toMatchObject({
      retire: 1,
      generate: 1,
      against: 1,
      undecided: 2,
      neverOpened: 1,
      usd: 0.05,
      typed: null,
    });
    expect(sum.leave.photorealistic).toBe(1);
    expect(sum.come.bw_stylized).toBe(1);
    expect(sum.byReason.get('excess')).toEqual({ carried: 1, items: 3 });
  });

  test('asks for a typed number above the limits, and for a pinned picture', () => {
    expect(summed({ 'retire/x': true }, changes, 0).typed).toEqual({ number: 1, because: ['many'], actors: [] });
    const many = ['p', 'q', 'r', 's', 't', 'u'].map((file) => below(file));
    const all = Object.fromEntries(many.map(({ change }) => [change.id, true]));
    // 5 of 20 are a quarter, 6 are more.
    expect(summed(all, many).typed).toEqual({ number: 6, because: ['share'], actors: ['ada'] });
    expect(summed(all, many.slice(0, 5)).typed).toBeNull();
    expect(summed({ 'retire/x': true }, [excess('x', { pinned: true })]).typed?.because).toEqual(['pinned']);
  });
});
