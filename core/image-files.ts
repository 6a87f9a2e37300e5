import { compareText } from './plan/set-image.ts';

/** Largest image file that is loaded, in bytes: a 100-megapixel JPEG is about half of it. */
export const MAX_IMAGE_BYTES = 100 * 2 ** 20;

/** What a file of an actor's folder is, by its name alone; the bytes are looked at later. */
export type FileKind = 'image' | 'unsupported' | 'other';

const IMAGE = /\.(jpe?g|png|webp)$/i;
/** Pictures that people do put into such folders, but which are not opened: say so rather than pass them over. */
const UNSUPPORTED = /\.(gif|avif|hei[cf]|tiff?|bmp|svg|jxl|jp2|psd|raw|dng|cr2|nef|arw)$/i;

/** Sorts a file by its name. */
export function fileKind(file: string): FileKind {
  if (file.startsWith('.')) return 'other';
  return IMAGE.test(file) ? 'image' : UNSUPPORTED.test(file) ? 'unsupported' : 'other';
}

/** Files in the order in which they stand on the sheet. */
export function byFileName(a: { readonly file: string }, b: { readonly file: string }): number {
  return compareText(a.file, b.file);
}

/** The label of the image at a place (from 0) in a set of `count`: "01" … "20", longer only for larger sets. */
export function labelAt(index: number, count: number): string {
  return String(index + 1).padStart(Math.max(2, String(count).length), '0');
}
