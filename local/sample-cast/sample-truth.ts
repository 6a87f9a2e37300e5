import type { ImageType } from '../../core/image-type.ts';
import { type Flaw, PLANNED_CAST, TYPE_OF_LOOK } from './cast-list.ts';

/** What a judge should find in an image of the sample cast. */
export interface SampleImage {
  readonly file: string;
  readonly type: ImageType;
  /** What is wrong with it; nothing if absent. */
  readonly note?: Flaw;
  /** The image a copy was made from. */
  readonly of?: string;
}

/** The intended truth about the sample cast: every image, in the order of its folder. */
export const SAMPLE_CAST: readonly { readonly actor: string; readonly images: readonly SampleImage[] }[] =
  Object.entries(PLANNED_CAST).map(([actor, images]) => ({
    actor,
    images: images.map(({ file, look, flaw, of }) => ({
      file,
      type: TYPE_OF_LOOK[look],
      ...(flaw === undefined ? {} : { note: flaw }),
      ...(of === undefined ? {} : { of }),
    })),
  }));
