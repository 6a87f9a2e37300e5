/** A finished drawing, not yet in any file format: sRGB or grey bytes, row by row. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3;
  readonly pixels: Uint8ClampedArray;
}
