import * as z from 'zod';
import { headSchema } from '../head.ts';
import { FEATURE_LIMIT, limited, standardised } from '../logistic.ts';
import headJson from './network-head.json' with { type: 'json' };

/** A logistic regression over the network's features, which have places instead of names. */
const placesSchema = z
  .strictObject({
    means: z.array(z.number()),
    scales: z.array(z.number().positive()),
    coefficients: z.array(z.number()),
    intercept: z.number(),
  })
  .refine(
    (p) => p.scales.length === p.means.length && p.coefficients.length === p.means.length,
    'one of each a feature',
  );

/**
 * What the offline judge has learnt to see with the network. As without it, type is decided in two steps: a photograph, by the
 * network's features? If not, without colour, by amounts of colour?
 */
export const networkHeadSchema = headSchema.extend({ photographic: placesSchema });

/** See {@link networkHeadSchema}. */
export type NetworkHead = z.infer<typeof networkHeadSchema>;

/** The committed head, parsed. Throws a ZodError when network-head.json was edited into nonsense. */
export function committedNetworkHead(): NetworkHead {
  return networkHeadSchema.parse(headJson);
}

/** The logit of being a photograph, and the share of features that lie beyond {@link FEATURE_LIMIT}. */
export function networkLogit(
  { means, scales, coefficients, intercept }: NetworkHead['photographic'],
  features: Float32Array,
): { readonly logit: number; readonly odd: number } {
  const z = standardised([...features], means, scales);
  return {
    logit: z.reduce((sum, value, i) => sum + limited(value) * (coefficients[i] ?? 0), intercept),
    odd: z.filter((value) => Math.abs(value) > FEATURE_LIMIT).length / z.length,
  };
}
