import type { Pixels } from '../../../core/ports/image-codec.ts';

/** Writes the colour of a pixel into three bytes from `3 * index` on; what lies outside 0 to 255 is cut off. */
export type PaintPixel = (page: Uint8ClampedArray, x: number, y: number, index: number) => void;

/** A picture worked out pixel by pixel. */
export function pictureOf(size: { readonly width: number; readonly height: number }, paint: PaintPixel): Pixels {
  const { width, height } = size;
  const page = new Uint8ClampedArray(width * height * 3);
  for (let y = 0, i = 0; y < height; y++) for (let x = 0; x < width; x++, i++) paint(page, x, y, i);
  return { width, height, rgb: new Uint8Array(page.buffer) };
}
