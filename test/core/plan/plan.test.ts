import { describe, expect, test } from 'vitest';
import { type ConfigInput, configSchema } from '../../../core/config/config.ts';
import { planSettings } from '../../../core/config/plan-settings.ts';
import { byType, IMAGE_TYPES } from '../../../core/image-type.ts';
import { planSet } from '../../../core/plan/plan.ts';
import type { SetImage } from '../../../core/plan/set-image.ts';
import { picture, pictures } from '../../support/distinct-images.ts';
import { hashOf } from '../../support/set-images.ts';

const planOf = (set: readonly SetImage[], config: ConfigInput = {}) =>
  planSet('ada', set, planSettings(configSchema.parse(config), 'ada', set.length));

const setOf = (photorealistic: number, bw: number, colour: number) => [
  ...pictures('photorealistic', photorealistic),
  ...pictures('bw_stylized', bw),
  ...pictures('color_stylized', colour),
];

/** Retired and generated images per type, as "−p/b/c +p/b/c". */
function changesOf(set: readonly SetImage[], config?: ConfigInput): string {
  const { changes } = planOf(set, config);
  const count = (kind: string) =>
    IMAGE_TYPES.map((type) => changes.filter((change) => change.kind === kind && change.type === type).length).join(
      '/',
    );
  return `-${count('retire')} +${count('generate')}`;
}

describe('sets as people bring them', () => {
  test.each([
    ['balanced: 13/4/3', setOf(13, 4, 3), '-0/0/0 +0/0/0'],
    ['close enough: 12/4/4', setOf(12, 4, 4), '-0/0/0 +0/0/0'],
    ['nearly all photographs: 18/1/1', setOf(18, 1, 1), '-5/0/0 +0/3/2'],
    ['too many drawings: 6/10/4', setOf(6, 10, 4), '-0/6/1 +7/0/0'],
    ['four photographs', setOf(4, 0, 0), '-0/0/0 +9/4/3'],
    ['no image at all', setOf(0, 0, 0), '-0/0/0 +13/4/3'],
    ['one image', setOf(1, 0, 0), '-0/0/0 +12/4/3'],
    ['one drawing', setOf(0, 0, 1), '-0/0/0 +13/4/2'],
  ])('%s', (_name, set, changes) => {
    expect(changesOf(set)).toBe(changes);
  });

  test('a hundred photographs: at most half of them leave in one run', () => {
    const plan = planOf(setOf(100, 0, 0));
    expect(changesOf(setOf(100, 0, 0))).toBe('-50/0/0 +0/4/3');
    expect(plan.findings).toEqual(['off-target', 'target-not-reached']);
    expect(plan.withheld).toHaveLength(37);
    expect(new Set(plan.withheld.map(({ because }) => because))).toEqual(new Set(['cap']));
  });

  test('two copies in a set of 13/4/3 make it unbalanced, and the gap they leave is filled', () => {
    const [first = picture('x'), second = picture('y'), ...rest] = setOf(13, 4, 3);
    const copy = { ...second, facts: first.facts };
    expect(planOf([first, copy, ...rest]).findings).toEqual(['has-copies']);
    expect(changesOf([first, copy, ...rest])).toBe('-1/0/0 +1/0/0');
  });

  test('one image below the minimum in a set of 13/4/3 is replaced', () => {
    const [first = picture('x'), ...rest] = setOf(13, 4, 3);
    const set = [{ ...first, verdict: { ...first.verdict, score: 3 } }, ...rest];
    expect(planOf(set).findings).toEqual(['below-minimum']);
    expect(changesOf(set)).toBe('-1/0/0 +1/0/0');
  });

  test('a set under way to its target goes all the way, not just to the edge of the tolerance', () => {
    expect(planOf(setOf(16, 3, 1)).after.counts).toEqual({ photorealistic: 13, bw_stylized: 4, color_stylized: 3 });
  });
});

describe('what a plan says beside its changes', () => {
  test('a balanced set has an empty plan that costs nothing', () => {
    expect(planOf(setOf(13, 4, 3))).toEqual({
      actor: 'ada',
      balanced: true,
      findings: [],
      changes: [],
      withheld: [],
      before: {
        total: 20,
        counts: { photorealistic: 13, bw_stylized: 4, color_stylized: 3 },
        shares: { photorealistic: 65, bw_stylized: 20, color_stylized: 15 },
      },
      target: { photorealistic: 13, bw_stylized: 4, color_stylized: 3 },
      after: {
        total: 20,
        counts: { photorealistic: 13, bw_stylized: 4, color_stylized: 3 },
        shares: { photorealistic: 65, bw_stylized: 20, color_stylized: 15 },
      },
      cost: { images: 0, usd: 0 },
    });
  });

  test('what it would cost, without floating-point dust', () => {
    expect(planOf(setOf(4, 0, 0)).cost).toEqual({ images: 16, usd: 0.8 });
    expect(planOf(setOf(17, 0, 0), { generate: { usdPerImage: 0.1 } }).cost).toEqual({ images: 7, usd: 0.7 });
  });

  test('a set without a real photograph cannot show what the actor looks like, and the plan says so', () => {
    expect(planOf(setOf(0, 4, 3)).findings).toEqual(['off-target', 'no-references']);
    expect(planOf(setOf(4, 0, 0)).findings).toEqual(['off-target']);
  });

  test('a pin in the way of the target is said', () => {
    const pinned = setOf(18, 1, 1).map((each) => ({ ...each, pinned: true }));
    expect(planOf(pinned).findings).toEqual(['off-target', 'target-not-reached']);
    expect(changesOf(pinned)).toBe('-0/0/0 +0/3/2');
  });

  test('copies that only a pin keeps do not lead to the same plan again and again', () => {
    const like = { hash: hashOf(4), pinned: true };
    const plan = planOf([picture('a.jpg', like), picture('b.jpg', like), ...setOf(11, 4, 3)]);
    expect(plan).toMatchObject({ balanced: false, findings: ['has-copies'], changes: [] });
    expect(plan.withheld.map(({ file, because }) => [file, because])).toEqual([['b.jpg', 'pinned']]);
  });

  test('a floor of twenty keeps the eighteen photographs until what is missing was made', () => {
    const plan = planOf(setOf(18, 1, 1), { target: { floor: 20 } });
    expect(plan.changes.filter(({ kind }) => kind === 'retire')).toEqual([]);
    expect(new Set(plan.withheld.map(({ because }) => because))).toEqual(new Set(['floor']));
  });

  test('a group of its own has its own target', () => {
    const config: ConfigInput = { groups: { leads: { actors: ['ada'], target: { total: 40, floor: 20 } } } };
    expect(planOf(setOf(13, 4, 3), config).target).toEqual({ photorealistic: 26, bw_stylized: 8, color_stylized: 6 });
  });

  test('a target without photographs asks for none', () => {
    const shares = { photorealistic: 0, bw_stylized: 50, color_stylized: 50 };
    expect(changesOf(setOf(4, 0, 0), { target: { shares, floor: 0 }, limits: { maxDeletionShare: 1 } })).toBe(
      '-4/0/0 +0/10/10',
    );
  });
});

describe('limits from the config', () => {
  const excess = setOf(20, 0, 0);
  test.each([
    [{}, 7],
    [{ limits: { maxDeletions: 3 } }, 3],
    [{ limits: { maxDeletions: 0 } }, 0],
    [{ limits: { maxDeletionShare: 0.1 } }, 2],
    [{ limits: { maxDeletions: 5, maxDeletionShare: 0.1 } }, 2],
    [{ target: { floor: 18 } }, 2],
    [{ target: { floor: 20 } }, 0],
  ] as const)('with %j %i of twenty photographs leave', (config, leaving) => {
    expect(planOf(excess, config).changes.filter(({ kind }) => kind === 'retire')).toHaveLength(leaving);
  });

  test('replacement prompts and the actor’s name from the config are what is asked for', () => {
    const config: ConfigInput = { prompts: { '29': 'Fresco of {actor} on a church wall' }, names: { ada: 'ohwx' } };
    expect(planOf(setOf(13, 4, 2), { ...config, target: { tolerance: 0 } }).changes).toMatchObject([
      { promptNumber: 27 },
    ]);
    const prompts = planOf(setOf(13, 4, 0), config).changes.map((change) =>
      change.kind === 'generate' ? change.prompt : '',
    );
    expect(prompts[2]).toBe('Fresco of ohwx on a church wall');
    expect(prompts.join(' ')).not.toContain('ada');
  });

  test.each(['constructor', 'toString', '__proto__', 'hasOwnProperty'])(
    'an actor whose folder is called %s appears under that name',
    (actor) => {
      const settings = planSettings(configSchema.parse({}), actor, 0);
      expect(settings.generate.actorName).toBe(actor);
      expect(planSet(actor, [], settings).before.counts).toEqual(byType(() => 0));
    },
  );
});
