import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type PlanSettings, planSet } from '../../../core/plan/plan.ts';
import { canonicalJson, planBasis, planHash } from '../../../core/plan/plan-hash.ts';
import type { SetImage } from '../../../core/plan/set-image.ts';
import { picture } from '../../support/distinct-images.ts';
import { PLANNED_WITH } from '../../support/plan-settings.ts';
import { anySet } from '../../support/set-images.ts';

const key = (file: string) => `custom-actors/ada/training_data/${file}`;
const settings = PLANNED_WITH;

const hashed = (set: readonly SetImage[], of: PlanSettings = settings, keyOf = key) =>
  planHash(planSet('ada', set, of), planBasis(set, keyOf), of);

/** Every way in which what a plan rests on can change, at one image of the set. */
const IMAGE_CHANGES: Readonly<Record<string, (one: SetImage) => SetImage>> = {
  'another name': (one) => ({ ...one, file: `${one.file}~` }),
  'a new version': (one) => ({ ...one, version: `${one.version}'` }),
  'another size': (one) => ({ ...one, size: one.size + 1 }),
  'other bytes': (one) => ({ ...one, sha256: one.sha256.replace(/^./, (digit) => (digit === 'f' ? 'e' : 'f')) }),
  'another type': (one) => ({
    ...one,
    verdict: { ...one.verdict, type: one.verdict.type === 'bw_stylized' ? 'color_stylized' : 'bw_stylized' },
  }),
  'another score': (one) => ({
    ...one,
    verdict: { ...one.verdict, score: one.verdict.score === 10 ? 9 : one.verdict.score + 1 },
  }),
  'another reason': (one) => ({ ...one, verdict: { ...one.verdict, reason: `${one.verdict.reason}!` } }),
  'another confidence': (one) => ({ ...one, verdict: { ...one.verdict, confidence: one.verdict.confidence / 2 } }),
  'another model': (one) => ({ ...one, verdict: { ...one.verdict, judge: { ...one.verdict.judge, model: 'newer' } } }),
  'a doubt': (one) => ({ ...one, unsure: !one.unsure }),
  'a pin': (one) => ({ ...one, pinned: !one.pinned }),
  'an origin': (one) => ({ ...one, generated: !one.generated }),
  'another prompt': (one) => ({ ...one, promptNumber: one.promptNumber === 3 ? 4 : 3 }),
};

const SETTING_CHANGES: Readonly<Record<string, PlanSettings>> = {
  'another total': { ...settings, target: { ...settings.target, total: 21 } },
  'another tolerance': { ...settings, target: { ...settings.target, tolerance: 11 } },
  'another minimum': { ...settings, target: { ...settings.target, minQuality: 3.5 } },
  'another floor': { ...settings, target: { ...settings.target, floor: 9 } },
  'other shares': {
    ...settings,
    target: { ...settings.target, shares: { photorealistic: 64, bw_stylized: 21, color_stylized: 15 } },
  },
  'another cap': { ...settings, limits: { ...settings.limits, maxRetirements: 31 } },
  'another likeness of copies': { ...settings, limits: { ...settings.limits, copyBits: 45 } },
  'another price': { ...settings, generate: { ...settings.generate, usdPerImage: 0.06 } },
  'another name': { ...settings, generate: { ...settings.generate, actorName: 'eve' } },
  'more references': { ...settings, generate: { ...settings.generate, maxReferences: 5 } },
  'another prompt': {
    ...settings,
    generate: {
      ...settings.generate,
      prompts: settings.generate.prompts.map((each) =>
        each.number === 35 ? { ...each, text: 'Mosaic of {actor}' } : each,
      ),
    },
  },
};

const someSet = anySet.filter((set) => set.length > 0);

describe('an approval holds for one plan only', () => {
  test.each(Object.entries(IMAGE_CHANGES))('%s of any image makes it another plan', async (_name, change) => {
    await fc.assert(
      fc.asyncProperty(someSet, fc.nat(), async (set, at) => {
        const changed = set.map((one, index) => (index === at % set.length ? change(one) : one));
        expect(await hashed(changed)).not.toBe(await hashed(set));
      }),
      { numRuns: 25 },
    );
  });

  test.each(Object.entries(SETTING_CHANGES))('%s makes it another plan', async (_name, other) => {
    const set = [picture('a.jpg'), picture('b.jpg', { score: 2 })];
    expect(await hashed(set, other)).not.toBe(await hashed(set));
    // Even where the setting has no effect on what is to be done.
    expect(await planHash(planSet('ada', set, settings), planBasis(set, key), other)).not.toBe(await hashed(set));
  });

  test('an image more or less makes it another plan', async () => {
    await fc.assert(
      fc.asyncProperty(someSet, async (set) => {
        expect(await hashed(set.slice(1))).not.toBe(await hashed(set));
      }),
      { numRuns: 25 },
    );
  });

  test('the same images under other keys make it another plan', async () => {
    const set = [picture('a.jpg')];
    expect(await hashed(set, settings, (file) => `elsewhere/${file}`)).not.toBe(await hashed(set));
  });
});

describe('nothing else makes it another plan', () => {
  test('neither the order of the images nor of their fields', async () => {
    await fc.assert(
      fc.asyncProperty(anySet, async (set) => {
        const turned = [...set]
          .reverse()
          .map((one) => Object.fromEntries(Object.entries(one).reverse()) as unknown as SetImage);
        expect(await hashed(turned)).toBe(await hashed(set));
      }),
      { numRuns: 50 },
    );
  });

  test('nor what pixel statistics the codec measured', async () => {
    await fc.assert(
      fc.asyncProperty(anySet, async (set) => {
        const measured = set.map((one) => ({ ...one, facts: { ...one.facts, statistics: { sharpness: 0.4 } } }));
        expect(await hashed(measured)).toBe(await hashed(set));
      }),
      { numRuns: 25 },
    );
  });

  test('it is 64 hexadecimal digits, for an empty set too', async () => {
    expect(await hashed([])).toMatch(/^[0-9a-f]{64}$/);
  });
});

describe('canonical JSON', () => {
  test('reads back as what was written', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  test('equal values with their fields in another order give equal text', () => {
    const turned = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(turned);
      if (typeof value !== 'object' || value === null) return value;
      return Object.fromEntries(
        Object.entries(value)
          .reverse()
          .map(([name, field]) => [name, turned(field)]),
      );
    };
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(canonicalJson(turned(value))).toBe(canonicalJson(value));
      }),
    );
  });

  test.each([
    [{ b: 1, a: undefined }, '{"b":1}'],
    [[undefined, null], '[null,null]'],
    [{ 'a"': 'é\n' }, '{"a\\"":"é\\n"}'],
    [{ B: 1, a: 2, Z: 3 }, '{"B":1,"Z":3,"a":2}'],
  ])('%j is %s', (value, text) => {
    expect(canonicalJson(value)).toBe(text);
  });
});
