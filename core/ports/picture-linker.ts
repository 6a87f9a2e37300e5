import type { PictureLink, WantedPicture } from '../desk/contract/pictures.ts';

/** Where the content of a picture lies. */
export interface PicturePlace {
  readonly key: string;
  /** What the bytes are, where a run has read them. */
  readonly format: 'jpeg' | 'png' | 'webp' | undefined;
}

/** A picture that the records know. */
export interface KnownPicture extends WantedPicture {
  /**
   * Looks up where it lies: a small drawing of it where size `320` is wanted and a run has kept one, else the very content.
   * Undefined where that is nowhere any more.
   */
  readonly find: () => Promise<PicturePlace | undefined>;
}

/** Says where a page loads a picture from. */
export interface PictureLinker {
  /** Undefined where the picture is nowhere any more. */
  link(picture: KnownPicture): Promise<Pick<PictureLink, 'href' | 'until'> | undefined>;
}
