import * as z from 'zod';
import headJson from './head.json' with { type: 'json' };

/** A binary logistic regression over standardised features, in the order of `features`. */
const logisticSchema = z
  .strictObject({
    features: z.array(z.string()),
    means: z.array(z.number()),
    scales: z.array(z.number().positive()),
    coefficients: z.array(z.number()),
    intercept: z.number(),
  })
  .refine(
    (l) => [l.means, l.scales, l.coefficients].every((numbers) => numbers.length === l.features.length),
    'as many means, scales and coefficients as features',
  );

/** See {@link logisticSchema}. */
export type Logistic = z.infer<typeof logisticSchema>;

/** A share of things, 0 to 1. */
const shareSchema = z.number().min(0).max(1);

/** Verdicts at or above a confidence: how many of all there were, and how many of them were right. */
const confidentSchema = z.strictObject({ from: shareSchema, coverage: shareSchema, accuracy: shareSchema });

/** Measured on images of sources that the measured head had not seen; `npm run bench` and bench/offline-judge.ts say how. */
const figuresSchema = z.strictObject({
  date: z.iso.date(),
  images: z.int().positive(),
  sources: z.int().positive(),
  accuracy: shareSchema,
  recall: z.strictObject({ photorealistic: shareSchema, bw_stylized: shareSchema, color_stylized: shareSchema }),
  bwPhotographRecall: shareSchema,
  confident: z.array(confidentSchema),
});

/** See {@link figuresSchema}. */
export type Figures = z.infer<typeof figuresSchema>;

/**
 * What the offline judge has learnt. Type is decided in two steps, so that the second question's answer (colour) cannot
 * become a short cut for the first: is it a photograph? If not, is it without colour?
 */
export const headSchema = z.strictObject({
  photographic: logisticSchema,
  monochrome: logisticSchema,
  /** Divides both logits, so that confidence is how often the verdict is right. */
  temperature: z.number().positive(),
  /** Share of features beyond 3 scales that all but a hundredth of the training images stay under. */
  oddShare: shareSchema,
  figures: figuresSchema,
});

/** See {@link headSchema}. */
export type Head = z.infer<typeof headSchema>;

/** The committed head, parsed. Throws a ZodError when head.json was edited into nonsense. */
export function committedHead(): Head {
  return headSchema.parse(headJson);
}
