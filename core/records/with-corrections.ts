import type { BasisImage } from '../plan/plan-hash.ts';
import type { Evaluation } from './evaluation.ts';

/**
 * An evaluation for people: beside the judge's type of an image the one that a person said, where the plan went by that. What
 * the judge said stays as it is.
 *
 * @param basis what the plan rests on.
 */
export function withCorrections(evaluation: Evaluation, basis: readonly BasisImage[]): Evaluation {
  const said = new Map(
    basis.flatMap(({ file, verdict: { type }, corrected }) =>
      corrected === undefined ? [] : [[file, { type, ...corrected }] as const],
    ),
  );
  if (said.size === 0) return evaluation;
  const images = evaluation.images.map((image) => {
    const corrected = said.get(image.file);
    return corrected === undefined ? image : { ...image, corrected };
  });
  return { ...evaluation, images };
}
