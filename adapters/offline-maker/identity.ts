import type { ImageMaker } from '../../core/ports/image-maker.ts';

/** To be raised with every change of what is made: it is recorded beside each image. */
const MODEL = 'offline-looks-1';

/** Who the offline maker is, for whoever only has to name it: the maker itself brings sharp along. */
export const OFFLINE_MAKER = { name: 'offline', model: MODEL, standIn: true, usdPerImage: 0 } as const satisfies Pick<
  ImageMaker,
  'name' | 'model' | 'standIn' | 'usdPerImage'
>;
