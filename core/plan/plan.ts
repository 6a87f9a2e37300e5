import * as z from 'zod';
import { byTypeSchema, IMAGE_TYPES } from '../image-type.ts';
import { roundUsd } from '../money/prices.ts';
import { type Change, changeSchema, withheldSchema } from './change.ts';
import { findCopies } from './copies.ts';
import { chooseGenerations, type GenerateSettings } from './generations.ts';
import { chooseRetirements, isFine, isTooWeak, type RetireLimits, type Retirements } from './retirements.ts';
import type { SetImage } from './set-image.ts';
import { countsWithinTolerance, distributionOf, distributionSchema, type Target, targetCounts } from './target.ts';

/** Why a set is not balanced, or what a person should know of its plan. */
export const findingSchema = z.enum([
  /** Shares or size are off. */
  'off-target',
  'has-copies',
  'below-minimum',
  /** After the plan the counts still differ from the target, because a limit, a pin or an unsure verdict is in the way. */
  'target-not-reached',
  /** Something is to be generated, but no real photograph can show what the actor looks like. */
  'no-references',
]);

/** See {@link findingSchema}. */
export type Finding = z.infer<typeof findingSchema>;

/** What would make a set meet its target, as a list of changes. Plain data: same set and settings, same plan. */
export const planSchema = z.object({
  actor: z.string(),
  /** True when nothing needs to be done; then there are no changes. */
  balanced: z.boolean(),
  findings: z.array(findingSchema),
  changes: z.array(changeSchema),
  withheld: z.array(withheldSchema),
  before: distributionSchema,
  /** Images per type that the target wants. */
  target: byTypeSchema(z.int().nonnegative()),
  after: distributionSchema,
  /** Estimate for carrying the plan out. */
  cost: z.object({ images: z.int().nonnegative(), usd: z.number().nonnegative() }),
});

/** See {@link planSchema}. */
export type Plan = z.infer<typeof planSchema>;

/** What a plan depends on beside the images. */
export interface PlanSettings {
  readonly target: Target;
  readonly limits: RetireLimits;
  readonly generate: GenerateSettings;
}

function problemsOf(images: readonly SetImage[], { target, limits }: PlanSettings): readonly Finding[] {
  const findings: Finding[] = [];
  const { counts } = distributionOf(images.map((image) => image.verdict.type));
  if (!countsWithinTolerance(counts, target)) findings.push('off-target');
  const copies = findCopies(images, { maxBits: limits.copyBits, minQuality: target.minQuality });
  if (copies.some((copy) => !isFine(copy))) findings.push('has-copies');
  if (images.some((image) => isTooWeak(image, target))) findings.push('below-minimum');
  return findings;
}

/**
 * Plans a set. A set is balanced when every share and the total are within tolerance, nothing is below the minimum
 * quality and there are no copies; then the plan is empty. Otherwise the plan leads to exactly the target counts, as
 * far as pins, unsure verdicts, the cap and the floor allow: once under way, half-way is no better than the target.
 *
 * Carried out and planned again, nothing is left to do, unless a limit was in the way.
 */
export function planSet(actor: string, images: readonly SetImage[], settings: PlanSettings): Plan {
  const inOrder = [...images].sort((a, b) => (a.file < b.file ? -1 : 1));
  const problems = problemsOf(inOrder, settings);
  const balanced = problems.length === 0;
  const { retire, withheld, stay }: Retirements = balanced
    ? { retire: [], withheld: [], stay: inOrder }
    : chooseRetirements(inOrder, settings.target, settings.limits);
  const generate = balanced ? [] : chooseGenerations(stay, settings.target, settings.generate);
  const target = targetCounts(settings.target);
  const after = distributionOf([...stay.map((image) => image.verdict.type), ...generate.map((change) => change.type)]);
  const missed = !balanced && IMAGE_TYPES.some((type) => after.counts[type] !== target[type]);
  const blind = generate.some((change) => change.references.length === 0);
  return {
    actor,
    balanced,
    findings: [
      ...problems,
      ...(missed ? ['target-not-reached' as const] : []),
      ...(blind ? ['no-references' as const] : []),
    ],
    changes: [...retire, ...generate] satisfies Change[],
    withheld: [...withheld],
    before: distributionOf(inOrder.map((image) => image.verdict.type)),
    target,
    after,
    cost: { images: generate.length, usd: roundUsd(generate.reduce((sum, change) => sum + change.usd, 0)) },
  };
}
