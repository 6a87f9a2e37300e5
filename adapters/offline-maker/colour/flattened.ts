import sharp from 'sharp';
import type { Pixels } from '../../../core/ports/image-codec.ts';
import { plainBytes } from '../raster/plane.ts';

/** The picture in patches with clear borders: texture goes, edges stay (median of squares of `side` pixels). */
export async function flattened({ width, height, rgb }: Pixels, side: number): Promise<Pixels> {
  const raw = { width, height, channels: 3 } as const;
  return { width, height, rgb: plainBytes(await sharp(rgb, { raw }).median(side).raw().toBuffer()) };
}
