import type { PictureLink, WantedPicture } from '../desk/contract/pictures.ts';

/** Says where a page loads a picture from. */
export interface PictureLinker {
  /** @param picture one that the records know. */
  link(picture: WantedPicture, signal: AbortSignal): Promise<Pick<PictureLink, 'href' | 'until'>>;
}
