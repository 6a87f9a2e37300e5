import type { PlannedResult } from '../../../records/actor-result.ts';
import type { EvaluatedImage } from '../../../records/evaluation.ts';
import type { ActorDetails, PageInput } from '../page-input.ts';

/** One actor as its section needs it: the row, the details, and where on the sheet each image is. */
export interface ActorView {
  /** Place in `rows`: makes ids and class names, which so never hold a name from outside. */
  readonly index: number;
  readonly row: PlannedResult;
  readonly details: ActorDetails;
  readonly sheetHref: string;
  /** By file: the verdict and the cell, counted from 0. */
  readonly images: ReadonlyMap<string, { readonly cell: number; readonly image: EvaluatedImage }>;
}

/** Looks up what belongs to a row; `undefined` where the actor failed or its details were left out. */
export function actorView({ rows, details, sheetHref }: PageInput, index: number): ActorView | undefined {
  const row = rows[index];
  if (row === undefined || row.status === 'failed') return undefined;
  const found = details.get(row.actor);
  if (found === undefined) return undefined;
  const images = new Map(found.evaluation.images.map((image, cell) => [image.file, { cell, image }]));
  return { index, row, details: found, sheetHref: sheetHref(row.actor), images };
}

/** The id of an actor's section. */
export function actorId(index: number): string {
  return `a${index + 1}`;
}

/** What stands under an image on the sheet; a file that is not on it is called by its name. */
export function labelOf({ images }: ActorView, file: string): string {
  return images.get(file)?.image.label ?? file;
}
