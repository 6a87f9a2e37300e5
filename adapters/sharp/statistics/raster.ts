import type { PictureSource } from '../open.ts';

/** Side in pixels of the square whose area every picture is brought to before its type is measured. */
const CANONICAL_SIDE = 256;

/** Samples of one plane, row by row. */
export interface Plane {
  readonly width: number;
  readonly height: number;
  readonly values: Float32Array;
}

/** A small copy of a picture: interleaved sRGB bytes, luma (Rec. 601, 0-255), and luma at half and quarter size. */
export interface Raster {
  readonly rgb: Uint8Array;
  readonly luma: Plane;
  readonly half: Plane;
  readonly quarter: Plane;
}

/**
 * The picture at about 65,000 pixels, enlarged where it has fewer. One size for all keeps a judge from learning that
 * its training photographs happened to be small, and bounds the cost: a large JPEG shrinks while it is decoded.
 */
export async function canonicalRaster(source: PictureSource): Promise<Raster> {
  const scale = CANONICAL_SIDE / Math.sqrt(source.width * source.height);
  const width = boundedEdge(source.width * scale);
  const height = boundedEdge(source.height * scale);
  const rgb = await source.open().resize(width, height, { fit: 'fill', kernel: 'cubic' }).raw().toBuffer();
  const luma = { width, height, values: lumaOf(rgb) };
  const half = halved(luma);
  return { rgb, luma, half, quarter: halved(half) };
}

/** At least 48, so that 8 x 8 windows fit the smallest scale; at most 4 times the side, so that a strip stays affordable. */
function boundedEdge(pixels: number): number {
  return Math.min(CANONICAL_SIDE * 4, Math.max(48, Math.round(pixels)));
}

function lumaOf(rgb: Uint8Array): Float32Array {
  const luma = new Float32Array(rgb.length / 3);
  for (let i = 0, o = 0; i < luma.length; i++, o += 3) {
    luma[i] = 0.299 * at(rgb, o) + 0.587 * at(rgb, o + 1) + 0.114 * at(rgb, o + 2);
  }
  return luma;
}

/** The plane at half its size: the mean of every 2 x 2 samples. */
export function halved({ width, height, values }: Plane): Plane {
  const [w, h] = [width >> 1, height >> 1];
  const out = new Float32Array(w * h);
  for (let y = 0; y < h; y++) {
    for (let x = 0; x < w; x++) {
      const o = 2 * y * width + 2 * x;
      out[y * w + x] = (at(values, o) + at(values, o + 1) + at(values, o + width) + at(values, o + width + 1)) / 4;
    }
  }
  return { width: w, height: h, values: out };
}

/** A sample that is known to exist: for loops that stay inside the plane, where a check per sample would say nothing. */
export function at(values: Float32Array | Float64Array | Uint8Array, index: number): number {
  return values[index] as number;
}

/** The same statistics with the scale they were measured at (1, 2 or 4) behind their names. */
export function atScale(statistics: Record<string, number>, scale: 1 | 2 | 4): Record<string, number> {
  return Object.fromEntries(Object.entries(statistics).map(([name, value]) => [`${name}${scale}`, value]));
}
