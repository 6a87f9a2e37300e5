import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { IMAGE_TYPES } from '../../../core/image-type.ts';
import type { GenerateChange, RetireChange, RetireReason } from '../../../core/plan/change.ts';
import { type Plan, type PlanSettings, planSchema, planSet } from '../../../core/plan/plan.ts';
import type { SetImage } from '../../../core/plan/set-image.ts';
import { distributionOf, targetCounts } from '../../../core/plan/target.ts';
import { UNLIMITED } from '../../support/plan-settings.ts';
import { anySet, generatedImage } from '../../support/set-images.ts';

/** Runs of each property: sets of up to 60 images with copies take a while to plan. */
const RUNS = { numRuns: 300 };

const anySettings: fc.Arbitrary<PlanSettings> = fc
  .record({
    cap: fc.integer({ min: 0, max: 60 }),
    floor: fc.integer({ min: 0, max: 20 }),
    total: fc.integer({ min: 20, max: 60 }),
  })
  .map(({ cap, floor, total }) => ({
    ...UNLIMITED,
    target: { ...UNLIMITED.target, floor, total },
    limits: { ...UNLIMITED.limits, maxRetirements: cap },
  }));

const retired = (plan: Plan) => plan.changes.filter((change): change is RetireChange => change.kind === 'retire');
const generated = (plan: Plan) => plan.changes.filter((change): change is GenerateChange => change.kind === 'generate');

function carriedOut(set: readonly SetImage[], plan: Plan): readonly SetImage[] {
  const gone = new Set(retired(plan).map(({ file }) => file));
  return [...set.filter(({ file }) => !gone.has(file)), ...generated(plan).map(generatedImage)];
}

const free = (image: SetImage) => !image.pinned && !image.unsure;

describe('for any set', () => {
  test('the same set gives the same plan, in whatever order its images come', () => {
    fc.assert(
      fc.property(anySet, anySettings, (set, settings) => {
        expect(planSet('ada', [...set].reverse(), settings)).toEqual(planSet('ada', set, settings));
      }),
      RUNS,
    );
  });

  test('a plan survives being written down and read again', () => {
    fc.assert(
      fc.property(anySet, anySettings, (set, settings) => {
        const plan = planSet('ada', set, settings);
        expect(planSchema.parse(JSON.parse(JSON.stringify(plan)))).toEqual(plan);
      }),
      RUNS,
    );
  });

  test('carried out and planned again, nothing is left to do where no cap was in the way', () => {
    fc.assert(
      fc.property(anySet, (set) => {
        const after = carriedOut(set, planSet('ada', set, UNLIMITED));
        expect(planSet('ada', after, UNLIMITED).changes).toEqual([]);
      }),
      RUNS,
    );
  });

  test('with caps, planning and carrying out again and again comes to an end', () => {
    fc.assert(
      fc.property(anySet, fc.integer({ min: 1, max: 5 }), (start, cap) => {
        const settings = { ...UNLIMITED, limits: { ...UNLIMITED.limits, maxRetirements: cap } };
        let set = start;
        for (let round = 0; round < 70; round++) {
          const plan = planSet('ada', set, settings);
          if (plan.changes.length === 0) return;
          set = carriedOut(set, plan);
        }
        expect.unreachable('still something to do after 70 rounds');
      }),
      { numRuns: 60 },
    );
  });

  test('a pinned or unsure image is never retired, the cap holds, and retiring alone never goes below the floor', () => {
    fc.assert(
      fc.property(anySet, anySettings, (set, settings) => {
        const gone = retired(planSet('ada', set, settings));
        const held = new Set(set.filter((image) => !free(image)).map(({ file }) => file));
        expect(gone.filter(({ file }) => held.has(file))).toEqual([]);
        expect(gone.length).toBeLessThanOrEqual(settings.limits.maxRetirements);
        expect(set.length - gone.length).toBeGreaterThanOrEqual(Math.min(settings.target.floor, set.length));
      }),
      RUNS,
    );
  });

  test('the counts after are the target where no cap, pin or unsure verdict is in the way', () => {
    fc.assert(
      fc.property(anySet, (set) => {
        const all = set.map((image) => ({ ...image, pinned: false, unsure: false }));
        const plan = planSet('ada', all, UNLIMITED);
        if (!plan.balanced) expect(plan.after.counts).toEqual(targetCounts(UNLIMITED.target));
        expect(plan.after.counts).toEqual(
          distributionOf(carriedOut(all, plan).map(({ verdict }) => verdict.type)).counts,
        );
      }),
      RUNS,
    );
  });

  test('no type is both taken from for excess and added to', () => {
    fc.assert(
      fc.property(anySet, anySettings, (set, settings) => {
        const plan = planSet('ada', set, settings);
        for (const type of IMAGE_TYPES) {
          const excess = retired(plan).some((change) => change.type === type && change.reason.code === 'excess');
          expect(excess && generated(plan).some((change) => change.type === type)).toBe(false);
        }
      }),
      RUNS,
    );
  });

  test('nothing kept scores below something of its type that was retired for its score', () => {
    fc.assert(
      fc.property(anySet, anySettings, (set, settings) => {
        const plan = planSet('ada', set, settings);
        const isCopy = ({ reason }: { reason: RetireReason }) =>
          reason.code === 'exact-copy' || reason.code === 'near-copy';
        const goneFiles = new Set(retired(plan).map(({ file }) => file));
        const heldCopies = new Set(plan.withheld.filter(isCopy).map(({ file }) => file));
        const kept = set.filter((image) => free(image) && !goneFiles.has(image.file) && !heldCopies.has(image.file));
        for (const change of retired(plan).filter((each) => !isCopy(each))) {
          expect(
            kept.filter((image) => image.verdict.type === change.type && image.verdict.score < change.score),
          ).toEqual([]);
        }
      }),
      RUNS,
    );
  });

  test('the copy that is named as kept is in the set, and where it leaves too the reason says so', () => {
    fc.assert(
      fc.property(anySet, anySettings, (set, settings) => {
        const gone = retired(planSet('ada', set, settings));
        const goneFiles = new Set(gone.map(({ file }) => file));
        for (const { file, reason } of gone) {
          if (reason.code !== 'exact-copy' && reason.code !== 'near-copy') continue;
          expect(reason.kept).not.toBe(file);
          expect(set.some((image) => image.file === reason.kept)).toBe(true);
          expect(reason.keptLeaves).toBe(goneFiles.has(reason.kept));
        }
      }),
      RUNS,
    );
  });

  test('references are real photographs of the set that stay', () => {
    fc.assert(
      fc.property(anySet, anySettings, (set, settings) => {
        const plan = planSet('ada', set, settings);
        const gone = new Set(retired(plan).map(({ file }) => file));
        for (const file of generated(plan).flatMap(({ references }) => references)) {
          const image = set.find((each) => each.file === file);
          expect(image).toMatchObject({ generated: false, verdict: { type: 'photorealistic' } });
          expect(gone.has(file)).toBe(false);
        }
      }),
      RUNS,
    );
  });

  test('every change has an id of its own', () => {
    fc.assert(
      fc.property(anySet, anySettings, (set, settings) => {
        const ids = planSet('ada', set, settings).changes.map(({ id }) => id);
        expect(new Set(ids).size).toBe(ids.length);
      }),
      RUNS,
    );
  });
});
