import { at } from './plane.ts';

/** Luma of the pixel whose three bytes begin at `offset`, 0 to 255 (Rec. 601). */
export function greyAt(rgb: Uint8Array, offset: number): number {
  return 0.299 * at(rgb, offset) + 0.587 * at(rgb, offset + 1) + 0.114 * at(rgb, offset + 2);
}
