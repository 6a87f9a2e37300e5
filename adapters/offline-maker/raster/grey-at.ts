import { byteAt } from './plane.ts';

/** Luma of the pixel whose three bytes begin at `offset`, 0 to 255 (Rec. 601). */
export function greyAt(rgb: Uint8Array, offset: number): number {
  return 0.299 * byteAt(rgb, offset) + 0.587 * byteAt(rgb, offset + 1) + 0.114 * byteAt(rgb, offset + 2);
}
