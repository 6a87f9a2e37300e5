import { describe, expect, test } from 'vitest';
import { configSchema } from '../../../core/config/config.ts';
import { groupOf, maxRetirements, targetFor } from '../../../core/config/groups.ts';
import { chooseJudge } from '../../../core/config/judge-choice.ts';
import { planSettings } from '../../../core/config/plan-settings.ts';
import { DEFAULT_TARGET } from '../../../core/plan/target.ts';

const config = configSchema.parse({
  target: { minQuality: 5 },
  groups: {
    leads: { actors: ['ada', 'eve'], target: { total: 40, tolerance: 5 } },
    drawn: { actors: ['bob'], target: { shares: { photorealistic: 0, bw_stylized: 50, color_stylized: 50 } } },
    plain: { actors: ['zoe'] },
  },
});

describe('the target of an actor', () => {
  test.each([
    ['eve', 'leads', { ...DEFAULT_TARGET, minQuality: 5, total: 40, tolerance: 5 }],
    [
      'bob',
      'drawn',
      { ...DEFAULT_TARGET, minQuality: 5, shares: { photorealistic: 0, bw_stylized: 50, color_stylized: 50 } },
    ],
    ['zoe', 'plain', { ...DEFAULT_TARGET, minQuality: 5 }],
    ['nobody', undefined, { ...DEFAULT_TARGET, minQuality: 5 }],
    ['constructor', undefined, { ...DEFAULT_TARGET, minQuality: 5 }],
  ])('%s, in group %s', (actor, group, target) => {
    expect(groupOf(config, actor)).toBe(group);
    expect(targetFor(config, actor)).toEqual(target);
    expect(planSettings(config, actor, 20).target).toEqual(target);
  });
});

describe('how many images may leave a set in one run', () => {
  test.each([
    [{}, 20, 10],
    [{}, 21, 10],
    [{}, 1, 0],
    [{}, 0, 0],
    [{ maxDeletions: 3 }, 20, 3],
    [{ maxDeletions: 15 }, 20, 10],
    [{ maxDeletions: 15, maxDeletionShare: 1 }, 20, 15],
    [{ maxDeletionShare: 0 }, 20, 0],
    [{ maxDeletionShare: 1 }, 20, 20],
    [{ maxDeletions: 0 }, 20, 0],
    [{ maxDeletionShare: 0.29 }, 100, 29],
    [{ maxDeletionShare: 0.57 }, 100, 57],
  ])('limits %j, a set of %i: %i', (limits, size, most) => {
    expect(maxRetirements(configSchema.parse({ limits }).limits, size)).toBe(most);
  });
});

describe('which judge works', () => {
  test.each([
    ['openai', 'offline', false, 'openai', 'asked for by --judge'],
    ['offline', 'openai', true, 'offline', 'asked for by --judge'],
    [undefined, 'offline', true, 'offline', 'set in the config as judge.use'],
    [undefined, 'openai', false, 'openai', 'set in the config as judge.use'],
    [undefined, 'auto', true, 'openai', 'OPENAI_API_KEY is set'],
    [
      undefined,
      'auto',
      false,
      'offline',
      'no OPENAI_API_KEY is set; an estimate without a vision model, good for a first look',
    ],
  ] as const)(
    'asked %s, configured %s, key there %s: %s, and the reason is said',
    (asked, configured, hasKey, name, why) => {
      expect(chooseJudge(asked, configured, hasKey)).toEqual({ name, why });
    },
  );
});
