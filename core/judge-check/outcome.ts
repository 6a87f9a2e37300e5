import { type ByType, byType, IMAGE_TYPES, type ImageType } from '../image-type.ts';
import { type Share, shareWhere } from './wilson.ts';

/** What is true of an image, and what a judge said of it. */
export interface Outcome {
  readonly truth: ImageType;
  readonly said: ImageType;
  /** How sure the judge was, 0 to 1. */
  readonly confidence: number;
}

/** Whether the judge was right. */
export const isRight = ({ truth, said }: Outcome): boolean => truth === said;

/** Share of images whose type was said rightly. */
export function accuracy(outcomes: readonly Outcome[]): Share {
  return shareWhere(outcomes, isRight);
}

/** Accuracy among the images that are truly of each type. */
export function recall(outcomes: readonly Outcome[]): ByType<Share> {
  return byType((type) => accuracy(outcomes.filter(({ truth }) => truth === type)));
}

/** How many images of each true type (rows) were said to be of each type (columns), both in the order of IMAGE_TYPES. */
export function confusion(outcomes: readonly Outcome[]): readonly (readonly number[])[] {
  const count = (truth: ImageType, said: ImageType) =>
    outcomes.filter((outcome) => outcome.truth === truth && outcome.said === said).length;
  return IMAGE_TYPES.map((truth) => IMAGE_TYPES.map((said) => count(truth, said)));
}
