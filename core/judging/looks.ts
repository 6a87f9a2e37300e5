import * as z from 'zod';
import { type Verdict, verdictSchema } from './verdict.ts';

/** What a judge said of an image each time it looked: as a cell of a sheet, and alone. */
export const looksSchema = z.object({ sheet: verdictSchema.optional(), image: verdictSchema.optional() });

/** See {@link looksSchema}. */
export type Looks = z.infer<typeof looksSchema>;

/** Whether two looks say the same, or in what they differ. */
export const agreementSchema = z.enum(['agree', 'type', 'score']);

/** See {@link agreementSchema}. */
export type Agreement = z.infer<typeof agreementSchema>;

/**
 * Points of ten by which the scores of two looks may differ. Models scatter by one or two; more means that one of the looks
 * was about something else, such as a neighbour on the sheet.
 */
const SCORES_APART = 3;

/** The confidence that is left at most where the two looks name different types: no better than a guess. */
const DIFFERING_CONFIDENCE = 0.5;

/** How the two looks compare; undefined where there was one only. */
export function agreementOf({ sheet, image }: Looks): Agreement | undefined {
  if (sheet === undefined || image === undefined) return undefined;
  if (sheet.type !== image.type) return 'type';
  return Math.abs(sheet.score - image.score) > SCORES_APART ? 'score' : 'agree';
}

/**
 * The one verdict that the looks come to. What was seen alone and larger names type, score and reason. Two looks that agree
 * halve the doubt that each of them has on average; two that differ in type leave at most a guess.
 */
export function reconciled(looks: Looks): Verdict | undefined {
  const { sheet, image } = looks;
  if (sheet === undefined || image === undefined) return image ?? sheet;
  const mean = (sheet.confidence + image.confidence) / 2;
  const confidence = {
    agree: 1 - (1 - mean) / 2,
    type: Math.min(DIFFERING_CONFIDENCE, image.confidence),
    score: image.confidence,
  }[agreementOf(looks) ?? 'agree'];
  return { ...image, confidence: Math.round(confidence * 1000) / 1000 };
}
