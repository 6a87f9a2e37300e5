import type { PictureFacts } from '../judging/picture-facts.ts';
import type { Verdict } from '../judging/verdict.ts';
import type { Dismissible } from '../records/notes.ts';

/** An image of a set with everything a plan may look at. */
export interface SetImage {
  /** File name within the actor's folder; unique in the set. */
  readonly file: string;
  /** What stands under it on the sheet. */
  readonly label: string;
  /** Bytes. */
  readonly size: number;
  /** The store's version when it was read. */
  readonly version: string;
  readonly sha256: string;
  readonly facts: PictureFacts;
  readonly verdict: Verdict;
  /** Whether the judge is too unsure of the type for anything to be retired on its word. */
  readonly unsure: boolean;
  /** Whether it was seen on a sheet only, where nothing may leave on a sheet's word alone. */
  readonly unconfirmed: boolean;
  /** Who corrected the type, and when; undefined where it is the judge's. */
  readonly corrected?: { readonly by: string; readonly at: string } | undefined;
  /** Somebody said: never retire this. */
  readonly pinned: boolean;
  /** Reasons to leave that somebody found fine for this image, for good. */
  readonly fine?: readonly Dismissible[] | undefined;
  /** The prompt's number where a run made the image; undefined for an uploaded one. */
  readonly promptNumber: number | undefined;
  /** Whether a run made it; such an image is never a reference. */
  readonly generated: boolean;
}

/** Pixels of an image. */
export function pixelsOf(image: SetImage): number {
  return image.facts.width * image.facts.height;
}

/** Code-unit order: the same on every machine, unlike a locale's. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
