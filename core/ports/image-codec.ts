import type { ImageType } from '../image-type.ts';
import type { PictureFacts } from '../judging/picture-facts.ts';
import type { Cancellable } from './object-store.ts';

/** Upright pixels, three bytes each (sRGB), transparent parts on white. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  /** `width * height * 3` bytes, row by row. */
  readonly rgb: Uint8Array;
}

/** One cell of a sheet: what stands under the picture, and the picture (at most 200 px on either side). */
export interface SheetCell {
  readonly label: string;
  readonly picture: Pixels;
}

/** An image that could not be read, and why, in words that name no file: "cut off at a third", "not an image (text)". */
export interface Unreadable {
  readonly unreadable: string;
}

/** What is to be found out of a picture. */
export interface FactsOptions extends Cancellable {
  /** Whether the pixel statistics are wanted, which take most of the time; true unless told. */
  readonly statistics?: boolean | undefined;
}

/** A picture as a set's composite needs it: what was found out of it, and how it looks when small. */
export interface Look {
  readonly facts: PictureFacts;
  readonly picture: Pixels;
}

/** What is to be found out of a picture, and the edge that it is fitted into, in pixels. */
export interface LookOptions extends FactsOptions {
  readonly edge: number;
}

/**
 * Reads and draws pictures. Bytes are hostile: only JPEG, PNG and WebP are opened, whatever a file is called, and
 * pictures above the pixel limit are refused without being decoded. Reading never throws on bad bytes; it answers
 * {@link Unreadable}.
 */
export interface ImageCodec {
  /** The picture fitted into `edge` x `edge` pixels, never enlarged. */
  thumbnail(bytes: Uint8Array, edge: number, signal?: AbortSignal): Promise<Pixels | Unreadable>;
  /** Size, format, perceptual hashes and, unless told not to, pixel statistics. */
  facts(bytes: Uint8Array, options?: FactsOptions): Promise<PictureFacts | Unreadable>;
  /** Both of them from one decode, which is most of their cost. */
  look(bytes: Uint8Array, options: LookOptions): Promise<Look | Unreadable>;
  /** A contact sheet as a JPEG of quality 90: 5 columns of 200 px cells on #F0F0F0, each with its label below. At most 500 cells. */
  sheet(cells: readonly SheetCell[]): Promise<Uint8Array>;
  /** A picture of this type that no judge can take for another type: a face by a few rules, another one for every seed. */
  canary(type: Exclude<ImageType, 'photorealistic'>, seed: number): Promise<Pixels>;
  /** The picture as a JPEG of quality 90 fitted into `edge` x `edge` pixels, never enlarged: to be sent to a model. */
  reference(bytes: Uint8Array, edge: number, signal?: AbortSignal): Promise<Uint8Array | Unreadable>;
  /** A sheet made small for a page: `scale` of its size, as WebP. */
  preview(sheet: Uint8Array, scale: number): Promise<Uint8Array>;
}
